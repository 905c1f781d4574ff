// Warns before the session ends and, when it has ended, lets the person sign in again beside the
// page, so that nothing typed is lost.
import { keepTyping, unmarkSent } from "./keep.js";

/** Dispatched on document by any module whose request was answered with 401. */
export const SIGNED_OUT = "rf:signed-out";
/** Dispatched on document by a module after a request that succeeded. */
export const WORKED_HERE = "rf:worked";
/** Told between tabs: work in one keeps the others signed in. */
const WORKED = "sitzung:gesehen";
const WARNS_BEFORE = 180;
const SLACK = 60;

export function startSession() {
  if (document.body.classList.contains("rf-sign-in")) unmarkSent();
  const dialog = document.getElementById("sitzung");
  if (dialog) new Session(dialog).start();
}

class Session {
  constructor(dialog) {
    this.dialog = dialog;
    this.user = dialog.dataset.user;
    this.seconds = Number(dialog.dataset.seconds) - SLACK;
    this.expired = false;
  }

  start() {
    keepTyping(this.user);
    this.seen();
    setInterval(() => this.tick(), 1000);
    this.dialog.querySelector("[data-stay]").addEventListener("click", () => this.extend());
    this.dialog.querySelector("[data-check]").addEventListener("click", () => this.check());
    this.dialog.addEventListener("cancel", (event) => this.onEscape(event));
    document.addEventListener(SIGNED_OUT, () => this.expire());
    document.addEventListener("htmx:responseError", (event) => {
      if (event.detail.xhr.status === 401) this.expire();
    });
    // Requests made by a script slide the session as well.
    document.addEventListener(WORKED_HERE, () => this.seen());
    document.addEventListener("htmx:afterOnLoad", () => this.seen());
    window.addEventListener("focus", () => this.expired && this.check());
  }

  seen() {
    localStorage.setItem(WORKED, String(Date.now()));
  }

  get left() {
    const seen = Number(localStorage.getItem(WORKED) ?? 0);
    return Math.ceil(this.seconds - (Date.now() - seen) / 1000);
  }

  tick() {
    if (this.expired) return;
    const left = this.left;
    if (left <= 0) this.expire();
    else if (left <= WARNS_BEFORE) this.warn(left);
    else if (this.dialog.open) this.dialog.close();
  }

  warn(left) {
    if (!this.dialog.open) this.show("warning");
    const seconds = String(left % 60).padStart(2, "0");
    this.dialog.querySelector("[data-left]").textContent = `${Math.floor(left / 60)}:${seconds}`;
    const spoken = this.dialog.querySelector("[data-spoken]");
    if (left === 60) spoken.textContent = spoken.dataset.spokenText;
  }

  async extend() {
    const headers = { "X-CSRFToken": token() };
    const answer = await fetch(this.dialog.dataset.extend, { method: "POST", headers }).catch(
      () => null,
    );
    if (answer?.status === 401) this.expire();
    else if (answer?.ok) {
      this.seen();
      this.dialog.close();
    }
  }

  expire() {
    if (this.expired) return;
    this.expired = true;
    this.show("expired");
  }

  /** Goes on where the same person has signed in again, in this or another window. */
  async check() {
    const answer = await fetch(this.dialog.dataset.state).catch(() => null);
    const state = answer?.ok ? await answer.json() : null;
    if (!state) return;
    if (state.user === this.user) this.goOn(state.csrf);
    else this.say();
  }

  goOn(csrf) {
    renewToken(csrf);
    this.expired = false;
    this.seen();
    this.dialog.close();
  }

  say() {
    const words = this.dialog.querySelector("[data-failed]");
    words.textContent = words.dataset.failedText;
  }

  show(state) {
    this.dialog.dataset.shows = state;
    for (const part of this.dialog.querySelectorAll("[data-when]")) {
      part.hidden = part.dataset.when !== state;
    }
    this.dialog.querySelector("[data-failed]").textContent = "";
    if (!this.dialog.open) this.dialog.showModal();
  }

  onEscape(event) {
    event.preventDefault();
    if (!this.expired) this.extend();
  }
}

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** Signing in changes the token; the forms of this page still hold the old one. */
function renewToken(csrf) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = csrf;
  }
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": csrf }));
}
