// Before the plan is read out, what is still being written is saved, or pointed out.
import { say, words } from "./server.js";

export function startLeaving(editor, autosave) {
  const onwards = editor.querySelector("[data-key=F8]");
  onwards.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (editor.querySelector("[data-entry-form].htmx-request")) {
      document.addEventListener("htmx:afterSettle", () => onwards.click(), { once: true });
    } else if (await autosave.all()) location.assign(onwards.href);
    else pointOut(editor, autosave);
  });
}

function pointOut(editor, autosave) {
  const unsaved = autosave.open().find((saving) => saving.isUnsaved())?.form;
  const form = unsaved ?? editor.querySelector("[data-autosave=off]");
  say(words("unsent"));
  form?.querySelector("textarea")?.focus();
}
