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
  document.addEventListener("htmx:sendError", (event) => autosave.notSent(event.target));
  return autosave;
}

class Autosave {
  constructor() {
    this.timers = new Map();
    this.unsaved = new Set();
    this.running = new Map();
  }

  soon(form) {
    this.unsaved.add(form);
    clearTimeout(this.timers.get(form));
    this.timers.set(form, setTimeout(() => this.now(form), PAUSE));
  }

  /** Save what is waiting; one request at a time for each form. */
  async now(form) {
    while (this.running.has(form)) await this.running.get(form);
    if (!this.forget(form)) return;
    const request = this.save(form).finally(() => this.running.delete(form));
    this.running.set(form, request);
    await request;
  }

  /** Save everything; whether nothing is left unsaved. */
  async all() {
    await Promise.all([...this.open(), ...this.running.keys()].map((form) => this.now(form)));
    return this.open().length === 0;
  }

  open() {
    return [...this.unsaved].filter((form) => form.isConnected);
  }

  forget(form) {
    clearTimeout(this.timers.get(form));
    this.timers.delete(form);
    return this.unsaved.delete(form);
  }

  /** What did not arrive is tried again when the person leaves the form or the page. */
  notSent(form) {
    if (form.matches("[data-autosave]")) this.unsaved.add(form);
  }

  /** Closing a form with words that are not saved yet saves them. */
  onClose(event) {
    const form = event.target.closest("[data-close]")?.closest("[data-autosave]");
    if (!form || !this.unsaved.has(form)) return;
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
    if (answer?.ok) {
      this.take(form, sent, await answer.json());
      return;
    }
    this.notSent(form);
    showSaved(words(answer ? "failed" : "offline"), answer ? "failed" : "offline");
  }

  take(form, sent, made) {
    if (made.conflict || made.errors) this.notSent(form);
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
