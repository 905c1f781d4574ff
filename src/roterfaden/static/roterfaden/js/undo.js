// Ctrl+Z beside a list, while nobody types: what was removed or recorded last comes back or goes.
import { isTyping } from "./shortcuts.js";

export function startUndo() {
  document.addEventListener("keydown", (event) => {
    if (!isUndo(event) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const all = [...document.querySelectorAll("[data-removed]")];
    if (!all.length) return;
    event.preventDefault();
    const at = (one) => Number(one.dataset.removed);
    const newest = all.reduce((a, b) => (at(b) > at(a) ? b : a));
    newest.querySelector("[data-undo]")?.click();
  });
}

function isUndo(event) {
  const pressed = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  return pressed && !isTyping(event.target);
}
