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
  editor.addEventListener("click", (event) => autosave.onClose(event), { capture: true });
  document.addEventListener("htmx:confirm", (event) => autosave.beforeSending(event));
  return autosave;
}

class Autosave {
  constructor() {
    this.timers = new Map();
    this.running = new Map();
  }

  soon(form) {
    clearTimeout(this.timers.get(form));
    this.timers.set(form, setTimeout(() => this.now(form), PAUSE));
  }

  /** Save what is waiting; one request at a time for each form. */
  async now(form) {
    if (!this.forget(form)) return;
    await this.running.get(form);
    const request = this.save(form);
    this.running.set(form, request);
    await request;
    this.running.delete(form);
  }

  async all() {
    await Promise.all([...this.timers.keys()].map((form) => this.now(form)));
  }

  forget(form) {
    clearTimeout(this.timers.get(form));
    return this.timers.delete(form);
  }

  /** Closing a form with words that are not saved yet saves them. */
  onClose(event) {
    const form = event.target.closest("[data-close]")?.closest("[data-autosave]");
    if (!form || !this.timers.has(form)) return;
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  }

  /** A form sent by hand waits for the save that is on its way, or it would look outdated. */
  beforeSending(event) {
    this.forget(event.target);
    const running = this.running.get(event.target);
    if (!running) return;
    event.preventDefault();
    running.then(() => event.detail.issueRequest(true));
  }

  async save(form) {
    showSaved(words("saving"), "saving");
    const sent = new URLSearchParams(new FormData(form));
    const answer = await send(form.action, sent, { headers: { "X-Autosave": "ja" } });
    if (answer?.ok) this.take(form, sent, await answer.json());
    else showSaved(words(answer ? "failed" : "offline"), answer ? "failed" : "offline");
  }

  take(form, sent, made) {
    if (made.conflict) setTimeout(() => form.isConnected && form.requestSubmit());
    else if (made.errors) showSaved(made.errors.join(" "), "failed");
    else this.saved(form, sent, made);
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
