// Warns before the session ends and, when it has ended, lets the person sign in again beside the
// page, so that nothing typed is lost.
import { dropAll, resumeKeeping, SIGNED_OFF, startKeeping } from "./keep.js";
import { leaveInPeace } from "./unsent.js";

/** Dispatched on document by any module whose request was answered with 401. */
export const SIGNED_OUT = "rf:signed-out";
/** Dispatched on document when the same person is signed in again: what waited can be sent. */
export const SIGNED_IN = "rf:signed-in";
/** Dispatched on document by a module after a request that succeeded. */
export const WORKED_HERE = "rf:worked";
/** Told between tabs: work in one keeps the others signed in. */
const WORKED = "sitzung:gesehen";
const WARNS_BEFORE = 180;
const SLACK = 60;
const PATIENCE = 15_000;

/**
 * Whether the server can take what this page sends: "here" (with a fresh token in all forms),
 * "signed-out", "another" account, or "away".
 */
export async function ask() {
  const dialog = document.getElementById("sitzung");
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(dialog.dataset.state, { signal }).catch(() => null);
  const state = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!state) return "away";
  if (!state.user) return "signed-out";
  if (state.user !== document.body.dataset.user) return "another";
  renewToken(state.csrf);
  return "here";
}

export function startSession() {
  const dialog = document.getElementById("sitzung");
  if (dialog) new Session(dialog).start();
}

class Session {
  constructor(dialog) {
    this.dialog = dialog;
    this.user = document.body.dataset.user;
    this.seconds = Number(dialog.dataset.seconds) - SLACK;
    this.expired = false;
  }

  start() {
    startKeeping(this.user);
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
    document.addEventListener(SIGNED_OFF, () => this.expire());
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
    const state = await ask();
    if (state === "here") this.goOn();
    else if (state === "another") this.makeRoom();
    else this.say();
  }

  goOn() {
    this.expired = false;
    this.seen();
    this.dialog.close();
    resumeKeeping(this.user);
    document.dispatchEvent(new Event(SIGNED_IN));
  }

  /** Somebody else works at this machine now: the page with the words of the one before goes. */
  makeRoom() {
    dropAll();
    leaveInPeace();
    location.replace("/");
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
