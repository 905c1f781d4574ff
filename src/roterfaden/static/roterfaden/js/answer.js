// After reading out: a digit chooses the answer (web/components/keys.py), and the focus goes to what
// belongs to it, so that Enter records it. Choosing with arrows or the mouse moves no focus.
import { isTyping } from "./shortcuts.js";

const NEXT = {
  yes: "#id_next_talk, #festhalten",
  not_agreed: "#id_reason",
  could_not_answer: "#id_think_until_on, #id_reason",
};

document.addEventListener("click", (event) => {
  const answer = event.target.closest("[data-answer]");
  if (!answer || event.isTrusted) return;
  const next = document.querySelector(NEXT[answer.value]);
  next.focus();
  next.select?.();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  document.querySelector("[data-back]").click();
});
