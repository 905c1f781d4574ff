// A note stores itself: after a pause, when the field is left, when the page goes. Until it has
// arrived it is kept in the tab (keep.js) and tried again; each note knows its id, so that what is
// sent twice is one note. Where another window has changed it since, both texts are shown and
// nothing is stored before somebody presses the button. Without script the button does the same.
import { send } from "./plan/server.js";
import { isForLater, Retry } from "./retry.js";
import { beforeLeaving, warnWhile } from "./unsent.js";

const PAUSE = 1500;

class Note {
  constructor(form) {
    this.form = form;
    this.field = form.elements.text;
    this.status = form.querySelector(".rf-saved");
    this.stored = this.field.defaultValue;
    this.sent = new Set();
    this.isDecided = true;
    this.timer = 0;
    this.running = null;
    this.retry = new Retry(() => this.now());
    this.field.addEventListener("input", () => this.soon());
    this.field.addEventListener("focusout", () => this.now());
    form.addEventListener("submit", (event) => this.onSubmit(event));
    form.querySelector("[data-join]").addEventListener("click", () => this.join());
    if (this.isUnsaved()) this.soon();
  }

  isUnsaved() {
    return this.field.value !== this.stored;
  }

  /** The button stores at once and shows the notes as they are then. */
  async onSubmit(event) {
    event.preventDefault();
    this.isDecided = true;
    await this.now();
    if (!this.isUnsaved()) location.assign(location.pathname);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  /** One request at a time; what was typed meanwhile goes with the next. */
  now() {
    clearTimeout(this.timer);
    if (!this.isUnsaved() || !this.isDecided) return Promise.resolve();
    this.running ??= this.save().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async save() {
    const text = this.field.value;
    this.sent.add(text.trim());
    this.stand("saving", this.form.dataset.wordSaving);
    const body = new URLSearchParams(new FormData(this.form));
    body.delete("csrfmiddlewaretoken");
    const answer = await send(this.form.action, body, { headers: { "X-Autosave": "ja" }, keepalive: true });
    const made = answer?.ok ? await answer.json().catch(() => null) : null;
    if (made?.saved) this.take(text, made);
    else if (made?.as_of) return this.differs(made);
    else if (made?.errors) this.stand("failed", made.errors.join(" "));
    else if (isForLater(answer)) this.later();
    else this.stand("failed", this.form.dataset.wordFailed);
  }

  take(text, made) {
    this.retry.done();
    this.stored = text;
    this.field.defaultValue = text;
    this.form.elements.as_of.value = made.as_of;
    this.form.querySelector("[data-other]").hidden = true;
    this.stand("saved", made.saved);
    if (this.isUnsaved()) this.soon();
    else this.form.dispatchEvent(new Event("rf:stored", { bubbles: true }));
  }

  /** Other words than ours stand there, unless ours arrived and only the answer was lost. */
  differs(made) {
    this.form.elements.as_of.value = made.as_of;
    if (this.sent.has(made.other.replaceAll("\r\n", "\n"))) return this.save();
    this.isDecided = false;
    this.other = made.other;
    this.form.querySelector("[data-other-words]").textContent = made.other;
    this.form.querySelector("[data-join]").hidden = false;
    this.form.querySelector("[data-other]").hidden = false;
    this.stand("failed", made.errors.join(" "));
  }

  /** Our words, then theirs. */
  join() {
    this.field.value = `${this.field.value.trimEnd()}\n\n${this.other}`;
    this.form.querySelector("[data-join]").hidden = true;
    this.field.focus();
  }

  later() {
    this.stand("offline", this.form.dataset.wordOffline);
    this.retry.later();
  }

  stand(state, words) {
    this.status.dataset.state = state;
    this.status.textContent = words;
  }
}

const notes = [...document.querySelectorAll("form[data-autosave=note]")].map((form) => new Note(form));
const all = () => Promise.all(notes.map((note) => note.now()));
beforeLeaving(all);
warnWhile(() => notes.some((note) => note.isUnsaved()));
document.addEventListener("visibilitychange", () => document.hidden && all());
window.addEventListener("pagehide", all);
