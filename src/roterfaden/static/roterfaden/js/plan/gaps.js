// Gaps of a text block in the text: [Beruf]. The first is selected when its form opens, typing
// replaces it, Tab goes to the next one and then on as always.

const GAP = /\[[^[\]]*\p{L}[^[\]]*\]/gu;

export function startGaps(editor) {
  document.addEventListener("htmx:afterSettle", () => {
    if (isGapped(document.activeElement)) selectGap(document.activeElement);
  });
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.ctrlKey || event.altKey || !isGapped(event.target)) return;
    const isSelected = event.shiftKey ? selectGapBefore(event.target) : selectGap(event.target, event.target.selectionEnd);
    if (isSelected) event.preventDefault();
  });
  if (isGapped(document.activeElement)) selectGap(document.activeElement);
}

/** Select the first gap from a place on; whether there is one. */
export function selectGap(field, from = 0) {
  return select(field, gapsOf(field).find((gap) => gap.index >= from));
}

function selectGapBefore(field) {
  const before = gapsOf(field).filter((gap) => gap.index + gap[0].length <= field.selectionStart);
  return select(field, before.at(-1));
}

function select(field, gap) {
  if (gap) field.setSelectionRange(gap.index, gap.index + gap[0].length);
  return Boolean(gap);
}

function gapsOf(field) {
  return [...field.value.matchAll(GAP)];
}

function isGapped(field) {
  return Boolean(field?.matches?.("textarea[data-gaps]"));
}
