// Deciding differences with the keyboard: A, B, C and S stand in web/components/keys.py; Enter
// decides and the arrow goes on, unless somebody types or a control has the focus.
import { isTyping } from "./shortcuts.js";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const isOnControl = event.target.closest("button, a, summary, [type=checkbox]");
  const wanted = { Enter: isOnControl ? null : "[data-settle]", ArrowRight: event.target.matches("[type=radio]") ? null : "[data-next]" }[event.key];
  const element = wanted && document.querySelector(wanted);
  if (!element) return;
  event.preventDefault();
  element.click();
});
