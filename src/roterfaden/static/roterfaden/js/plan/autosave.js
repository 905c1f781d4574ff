// Entries save themselves, new ones too: after a pause, when the person leaves the form or the page,
// and again and again until they have arrived. Until then they are kept in the tab (../keep.js).
//
// A request whose answer is missing may have been carried out. So it is repeated word for word before
// anything newer is sent: the server knows an entry by its id (``new_id``) and by its ``basis``.
import { drop, find, keep } from "../keep.js";
import { isForLater, Retry } from "../retry.js";
import { ask, SIGNED_OUT } from "../session.js";
import { beforeLeaving, warnWhile } from "../unsent.js";
import { changed, send, words } from "./server.js";
import { forgetStanding, stand } from "./standing.js";

const PAUSE = 2000;
const TURNS = 4;
const OWN = "[data-autosave='']";
/** Dispatched on the form, with the answer of the server, when its entry is stored. */
export const SAVED = "plan:saved";

export function startAutosave(editor) {
  const autosave = new Autosave();
  editor.addEventListener("input", (event) => autosave.of(event.target)?.soon());
  editor.addEventListener("focusout", (event) => {
    const saving = autosave.of(event.target);
    if (saving && !saving.form.contains(event.relatedTarget)) saving.now();
  });
  editor.addEventListener("click", (event) => autosave.onClose(event), { capture: true });
  document.addEventListener("htmx:confirm", (event) => autosave.beforeSubmit(event));
  for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(lost, (event) => autosave.notSent(event));
  }
  document.addEventListener("htmx:afterRequest", (event) => forgetStanding(event.target));
  document.addEventListener("htmx:afterSettle", () => autosave.takeUp(editor));
  document.addEventListener("visibilitychange", () => document.hidden && autosave.all());
  window.addEventListener("pagehide", () => autosave.all());
  beforeLeaving(() => autosave.all());
  warnWhile(() => autosave.isUnsaved());
  autosave.takeUp(editor);
  return autosave;
}

class Autosave {
  constructor() {
    this.savings = new Map();
  }

  of(element) {
    const form = element.closest?.(OWN);
    if (!form) return null;
    if (!this.savings.has(form)) this.savings.set(form, new Saving(form));
    return this.savings.get(form);
  }

  open() {
    for (const [form, saving] of this.savings) {
      if (!form.isConnected) this.end(form, saving);
    }
    return [...this.savings.values()];
  }

  end(form, saving) {
    saving.end();
    this.savings.delete(form);
  }

  /** Save everything; whether nothing is left unsaved. */
  async all() {
    await Promise.all(this.open().map((saving) => saving.now()));
    return !this.isUnsaved();
  }

  isUnsaved() {
    const isChosen = document.querySelector("[data-autosave=off]");
    return Boolean(isChosen) || this.open().some((saving) => saving.isUnsaved());
  }

  /** Forms that came with words that are not stored yet: kept ones, or both texts as one. */
  takeUp(editor) {
    for (const form of editor.querySelectorAll(OWN)) {
      if (this.savings.has(form) || !(form.matches("[data-unsaved]") || find(form))) continue;
      keep(form, { held: true });
      this.of(form).soon();
    }
    this.open();
  }

  /** A form sent by hand saves itself first; then the server shows what came of it. */
  async beforeSubmit(event) {
    const saving = event.target.matches(OWN) && this.of(event.target);
    if (!saving || saving.isShowing || !saving.isUnsaved()) return;
    event.preventDefault();
    await saving.now();
    if (saving.arrived) event.detail.issueRequest(true);
  }

  /** Closing a form with words that are not saved yet saves them; a new entry goes and can return. */
  async onClose(event) {
    const link = event.target.closest("[data-close]");
    const form = link?.closest("[data-entry-form]");
    if (!form) return;
    const saving = this.of(form);
    if (!saving) {
      drop(form);
      return;
    }
    if (link.dataset.close ? !saving.isStoredOrUnsaved() : !saving.isUnsaved()) return;
    event.preventDefault();
    event.stopPropagation();
    if (!link.dataset.close) form.requestSubmit();
    else if (await saving.takeBack(link.dataset.close)) link.click();
  }

  notSent(event) {
    const form = event.target.closest?.("form") ?? event.target;
    const status = event.detail.xhr?.status ?? 0;
    if (form.matches?.(OWN)) this.of(form).later({ status });
    else if (status !== 401) stand(form, status ? "failed" : "offline", words("undone"));
  }
}

class Saving {
  constructor(form) {
    this.form = form;
    this.timer = 0;
    this.retry = new Retry(() => this.now());
    this.stored = form.matches("[data-unsaved]") || find(form) ? new Map() : untouched(form);
    this.unanswered = find(form)?.unanswered ?? null;
    this.isRefused = false;
    this.isShowing = false;
    this.running = null;
  }

  /** Whether the server has said something to all that stands here: stored, or not allowed. */
  get arrived() {
    return !this.isUnsaved() || this.isRefused;
  }

  isUnsaved() {
    return this.unanswered !== null || (!this.isEmpty() && this.differs());
  }

  differs() {
    return [...body(this.form)].some(([name, value]) => this.stored.get(name) !== value);
  }

  isStoredOrUnsaved() {
    return this.isUnsaved() || (this.isNew() && this.isKnown());
  }

  isNew() {
    return Boolean(this.form.elements.new_id);
  }

  /** Whether the server has this new entry already. */
  isKnown() {
    return Boolean(this.form.elements.basis.value);
  }

  isEmpty() {
    return this.isNew() && !this.isKnown() && !this.form.elements.text.value.trim();
  }

  soon() {
    this.isRefused = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  /** Save what is unsaved; one request at a time. */
  now() {
    clearTimeout(this.timer);
    this.running ??= this.untilSaved().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async untilSaved() {
    // Once more for what was repeated, once for what was typed meanwhile.
    for (let turn = 0; turn < TURNS && this.isUnsaved() && !this.isRefused; turn += 1) {
      if (!(await this.save())) return;
    }
    if (!this.isUnsaved()) stand(this, "saved");
    else if (!this.isRefused) this.soon();
  }

  /** Whether the server answered. */
  async save() {
    stand(this, "saving");
    this.unanswered ??= body(this.form).toString();
    keep(this.form, { unanswered: this.unanswered });
    const sent = new URLSearchParams(this.unanswered);
    const headers = { "X-Autosave": "ja" };
    const answer = await send(this.form.action, sent, { headers, keepalive: true });
    const made = answer?.ok ? await answer.json().catch(() => null) : null;
    if (made) this.take(sent, made);
    else if (answer?.status === 403) return this.withNewToken();
    else this.later(answer);
    return Boolean(made);
  }

  /** Signed in again elsewhere the token is another one; with that the same is sent again. */
  async withNewToken() {
    const state = this.hadNewToken ? "refused" : await ask();
    this.hadNewToken = true;
    if (state === "here") return true;
    if (state === "refused") this.refuse();
    else this.later({ status: 401 });
    if (state === "signed-out" || state === "another") document.dispatchEvent(new Event(SIGNED_OUT));
    return false;
  }

  later(answer) {
    if (answer?.status && !isForLater(answer)) {
      this.refuse();
      return;
    }
    if (answer?.status === 401) stand(this, "signed-out");
    else stand(this, answer?.status ? "again" : "offline");
    this.retry.later();
  }

  refuse(said = "") {
    this.unanswered = null;
    this.isRefused = true;
    keep(this.form, { unanswered: null });
    stand(this, "failed", said);
  }

  take(sent, made) {
    this.retry.done();
    this.hadNewToken = false;
    if (made.conflict) this.showBoth();
    else if (made.errors) this.refuse(made.errors.join(" "));
    else this.saved(sent, made);
  }

  /** The server shows what the other one wrote, beside what stands here. */
  showBoth() {
    this.unanswered = null;
    this.isRefused = true;
    this.isShowing = true;
    keep(this.form, { unanswered: null });
    stand(this, "failed", words("both"));
    setTimeout(() => this.form.isConnected && this.form.requestSubmit());
  }

  saved(sent, made) {
    this.unanswered = null;
    this.stored = new Map(sent);
    for (const field of this.form.elements) this.renew(field, sent, made.fields);
    drop(this.form);
    if (this.isUnsaved()) keep(this.form);
    stand(this, "saved", made.saved);
    this.form.dispatchEvent(new CustomEvent(SAVED, { bubbles: true, detail: made }));
    changed(this.form);
  }

  /** What a colleague put into other fields meanwhile is shown; where somebody types it stays. */
  renew(field, sent, fields) {
    const now = fields[field.name];
    const isBasis = field.name === "basis";
    if (now === undefined || (!isBasis && (sent.get(field.name) ?? "") !== field.value)) return;
    if (isBasis || field !== document.activeElement) {
      const former = field.value;
      field.value = now;
      // A choice that the page does not have stays as it is shown.
      if (field.value !== now) field.value = former;
      this.stored.set(field.name, field.value);
    }
    if ("defaultValue" in field) field.defaultValue = field.value;
  }

  /** Take a new entry that saved itself back out, so that it can be fetched back. */
  async takeBack(version) {
    await this.now();
    if (this.isUnsaved()) return false;
    if (!this.isKnown()) return true;
    const url = `${version}eintraege/${this.form.elements.new_id.value}/entfernen/`;
    const answer = await send(url, new URLSearchParams(), { headers: { "HX-Request": "true" } });
    if (!answer?.ok) {
      stand(this, answer ? "failed" : "offline", words("undone"));
      return false;
    }
    this.form.elements.basis.value = "";
    this.form.elements.text.value = "";
    drop(this.form);
    return true;
  }

  end() {
    clearTimeout(this.timer);
    this.retry.done();
    forgetStanding(this);
  }
}

/** What is sent; the token goes in the header, where it is always the present one. */
function body(form) {
  const sent = new URLSearchParams(new FormData(form));
  sent.delete("csrfmiddlewaretoken");
  return sent;
}

/** The same as the page brought it. */
function untouched(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return new Map(body(copy));
}
