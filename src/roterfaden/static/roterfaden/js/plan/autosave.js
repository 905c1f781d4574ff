// An entry that is being changed saves itself: after a pause, and when the person leaves its form.
import { changed, send, showSaved, words } from "./server.js";

const PAUSE = 2000;

export function startAutosave(editor) {
  const autosave = new Autosave();
  editor.addEventListener("input", (event) => {
    const form = event.target.closest("[data-autosave]");
    if (form) autosave.soon(form);
  });
  editor.addEventListener("focusout", (event) => {
    const form = event.target.closest("[data-autosave]");
    if (form && !form.contains(event.relatedTarget)) autosave.now(form);
  });
  return autosave;
}

class Autosave {
  constructor() {
    this.timers = new Map();
  }

  soon(form) {
    this.forget(form);
    this.timers.set(form, setTimeout(() => this.now(form), PAUSE));
  }

  /** Called before a form is sent by hand. */
  forget(form) {
    clearTimeout(this.timers.get(form));
    this.timers.delete(form);
  }

  async now(form) {
    if (!this.timers.has(form)) return;
    this.forget(form);
    showSaved(words("saving"), "saving");
    const sent = new FormData(form);
    const answer = await send(form.action, new URLSearchParams(sent), {
      headers: { "X-Autosave": "ja" },
    });
    if (!answer) showSaved(words("offline"), "offline");
    else if (answer.ok) this.saved(form, sent, await answer.json());
    else if (answer.status === 409 && form.isConnected) form.requestSubmit();
    else if (answer.status === 422) showSaved((await answer.json()).errors.join(" "), "failed");
    else showSaved(words("failed"), "failed");
  }

  saved(form, sent, { saved, basis }) {
    showSaved(saved);
    form.elements.basis.value = basis;
    for (const field of form.elements) {
      if (sent.get(field.name) === field.value && "defaultValue" in field) {
        field.defaultValue = field.value;
      }
    }
    changed(form);
  }
}
