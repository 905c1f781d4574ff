// Acts on the keys that the page lists in its dialog (web/components/keys.py). Single signs never
// act while somebody is typing, and not at all where the account has switched them off (WCAG 2.1.4).

export function startShortcuts() {
  const dialog = document.getElementById("tasten");
  if (!dialog) return;
  document.addEventListener("keydown", (event) => onKey(dialog, event));
  for (const link of document.querySelectorAll("[data-open-keys]")) {
    link.addEventListener("click", (event) => openInstead(dialog, event));
  }
}

const WITHOUT_LETTERS = "[type=checkbox], [type=radio], [type=button], [type=submit]";

export function isTyping(element) {
  const takesLetters = element.matches("input, textarea, select") && !element.matches(WITHOUT_LETTERS);
  return element.isContentEditable || takesLetters;
}

function onKey(dialog, event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1 && isTyping(event.target)) return;
  // A key held down by chance or by a slow hand answers one step, not ten.
  const key = dialog.querySelector(`[data-press="${CSS.escape(event.key)}"]`);
  if (!key || document.querySelector("dialog[open]")) return;
  if (event.repeat && key.dataset.does === "click") return event.preventDefault();
  if (act(dialog, key.dataset)) event.preventDefault();
}

/** Whether there was something to act on; else the key keeps the browser's meaning. */
function act(dialog, { does, on }) {
  if (does === "help") dialog.showModal();
  else if (does === "next" || does === "previous") return step(on, does === "next" ? 1 : -1);
  else return does === "click" ? click(on) : focus(on);
  return true;
}

function click(on) {
  const element = document.querySelector(on);
  element?.click();
  return Boolean(element);
}

function focus(on) {
  const element = document.querySelector(on);
  element?.focus();
  element?.select?.();
  return Boolean(element);
}

/** Goes on from the element that holds the focus, or from the row that it is in. */
function step(on, by) {
  const all = [...document.querySelectorAll(on)];
  const here = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  if (!next) return all.length > 0;
  (next.matches("a, button, input, [tabindex]") ? next : next.querySelector("a, button"))?.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function openInstead(dialog, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  dialog.showModal();
}
