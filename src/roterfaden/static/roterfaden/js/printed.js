// On paper each page says in its foot when, by whom and from where it was printed. Style sheets know
// none of it; without this script the same words stand once, at the end.

export function startPrinted() {
  const words = document.querySelector(".rf-printed");
  if (!words) return;
  const text = words.textContent.trim().replace(/\s+/g, " ");
  document.documentElement.style.setProperty("--rf-printed", JSON.stringify(text));
  words.remove();
}
