// Before the plan is read out, what is still being written is saved, or pointed out.
import { say, showSaved, words } from "./server.js";

export function startLeaving(editor, autosave) {
  const onwards = editor.querySelector("[data-key=F8]");
  onwards.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (editor.querySelector("[data-entry-form].htmx-request")) {
      document.addEventListener("htmx:afterSettle", () => onwards.click(), { once: true });
      return;
    }
    const unsent = unsentField(editor);
    if (unsent) {
      showSaved(words("unsent"), "failed");
      say(words("unsent"));
      unsent.focus();
      return;
    }
    if (await autosave.all()) location.assign(onwards.href);
  });
}

function unsentField(editor) {
  const fields = editor.querySelectorAll("[data-entry-form]:not([data-autosave]) textarea");
  return [...fields].find((field) => field.value.trim());
}
