// Hints follow what is stored and typed: they come with the sheet (preview.js) and are put in where
// they belong. What has the focus stays, and the page does not move under the eyes.

/** ``hints`` gives the markup for each place that has any, ``count`` says how many there are. */
export function showHints(editor, { hints = {}, count = "" }) {
  const number = document.getElementById("hinweise");
  if (number.textContent !== count) number.textContent = count;
  const steady = keepStill(editor);
  for (const place of editor.querySelectorAll("[data-hints]")) renew(place, hints[place.dataset.hints] ?? "");
  steady();
}

function renew(place, markup) {
  const fresh = document.createElement("template");
  fresh.innerHTML = markup;
  if (marksOf(place) === marksOf(fresh.content)) return;
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(fresh.content);
  window.htmx?.process(place);
  if (hadFocus) focusNear(place);
}

/** What was acted on is gone: on to the next hint here, or to the entry itself. */
function focusNear(place) {
  const near = place.querySelector("a, button") ?? place.closest("li")?.querySelector(".rf-entry__acts > a, .rf-add a");
  (near ?? document.getElementById("besprochen")).focus({ preventScroll: true });
}

function marksOf(root) {
  return [...root.querySelectorAll("[data-hint]")].map((hint) => `${hint.dataset.mark} ${hint.textContent.replace(/\s+/g, " ")}`).join("|");
}

function keepStill(editor) {
  const anchor = editor.contains(document.activeElement) ? document.activeElement : null;
  const top = anchor?.getBoundingClientRect().top;
  return () => {
    if (anchor?.isConnected) window.scrollBy(0, anchor.getBoundingClientRect().top - top);
  };
}
