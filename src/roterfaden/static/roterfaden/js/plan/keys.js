// Keys of the editor. None is a single letter; typing is never disturbed.
import { isTyping } from "../shortcuts.js";

export function startKeys(editor) {
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-entry-form]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) take(event, () => form.requestSubmit());
    else if (event.key === "Escape" && form) take(event, () => close(form));
    else if (event.key === "F8") take(event, () => editor.querySelector("[data-key=F8]").click());
    else if (isUndo(event)) undo(event, editor);
  });
}

/** Escape never throws away words: a new entry with text stays open. */
function close(form) {
  const isNew = Boolean(form.elements.new_id);
  if (isNew && form.elements.text.value.trim()) return;
  form.querySelector("[data-close]").click();
}

function isUndo(event) {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !isTyping(event.target);
}

function undo(event, editor) {
  const removed = [...editor.querySelectorAll("[data-removed]")];
  if (!removed.length) return;
  const at = (row) => Number(row.dataset.removed);
  const newest = removed.reduce((a, b) => (at(b) > at(a) ? b : a));
  take(event, () => newest.querySelector("[data-undo]").click());
}

function take(event, act) {
  event.preventDefault();
  act();
}
