// What the person says goes into a queue that is kept in this tab, and from there to the server, one
// after the other, until each has arrived. Each has an id of its own: sent twice, it is there once.
import { complain, tell } from "./line.js";

const KEPT = "mitsicht-zu-senden";
const LONGEST_PAUSE = 8;

/** `view` names the shared view: what was said in another one is nobody's business here. */
export function startSaying(following, view) {
  const queue = new Queue(following, view);
  document.addEventListener("submit", (event) => onSubmit(event, queue));
  document.addEventListener("click", (event) => onClick(event, following));
  queue.send();
}

class Queue {
  constructor(following, view) {
    this.following = following;
    this.view = view;
    this.waiting = read(view);
    this.tries = 0;
    this.isSending = false;
    window.addEventListener("online", () => this.send());
  }

  add(url, body) {
    this.waiting.push({ url, body });
    this.keep();
    this.send();
  }

  keep() {
    sessionStorage.setItem(KEPT, JSON.stringify({ view: this.view, waiting: this.waiting }));
    tell(this.waiting.length);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.isSending || !this.waiting.length) return;
    this.isSending = true;
    const answer = await post(this.waiting[0]);
    this.isSending = false;
    if (!answer || answer.status === 429 || answer.status >= 500) {
      tell("lost");
      this.later();
      return;
    }
    this.tries = 0;
    this.waiting.shift();
    this.keep();
    await this.onAnswer(answer);
    this.send();
  }

  later() {
    const pause = Math.min(LONGEST_PAUSE, 2 ** this.tries) * 1000;
    this.tries += 1;
    this.timer = setTimeout(() => this.send(), pause);
  }

  async onAnswer(answer) {
    if ([404, 410].includes(answer.status)) {
      forget();
      location.reload();
      return;
    }
    if (answer.status === 422) complain(await answer.text());
    if (this.waiting.length) return;
    for (const row of document.querySelectorAll(".is-sending")) row.classList.remove("is-sending");
    await this.following.read();
  }
}

function onSubmit(event, queue) {
  const form = event.target;
  if (!form.matches("[data-say]")) return;
  const body = new FormData(form, event.submitter);
  if (form.matches("[data-say=answer]") && body.get("kind") === "different") {
    event.preventDefault();
    showDifferent(form);
    return;
  }
  event.preventDefault();
  if (form.matches("[data-say=different]") && body.get("how") === "tell") body.set("words", "");
  body.set("key", newId());
  queue.following.opened = "";
  queue.add(form.action, new URLSearchParams(body).toString());
  showSaid(form, event.submitter);
}

/** At once, as if it had arrived: what was chosen is seen, and stays where it is until it has. */
function showSaid(form, pressed) {
  const row = form.closest("li, [data-wish]") ?? form;
  if (form.matches("[data-say=tap]")) {
    const isChosen = pressed.value === "ja";
    pressed.setAttribute("aria-pressed", String(isChosen));
    pressed.value = isChosen ? "nein" : "ja";
    return;
  }
  if (form.matches("[data-say=wish]")) {
    form.reset();
    row.hidden = true;
    return;
  }
  row.classList.add("is-sending");
  for (const button of row.querySelectorAll(".rf-answer")) {
    const kind = form.matches("[data-say=different]") ? "different" : pressed.value;
    button.setAttribute("aria-pressed", String(button.value === kind));
  }
  if (form.matches("[data-say=different]")) {
    for (const field of form.querySelectorAll("textarea")) field.defaultValue = field.value;
    form.hidden = true;
  }
}

function showDifferent(form) {
  const more = form.closest("li").querySelector("[data-say=different]");
  more.hidden = false;
  more.querySelector("button").focus();
}

function onClick(event, following) {
  const link = event.target.closest?.("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-open]")) {
    event.preventDefault();
    following.open(link.dataset.open).then(() => focusOn(link.dataset.open));
  } else if (link.matches("[data-cancel]")) {
    event.preventDefault();
    const form = link.closest("form");
    form.reset();
    form.hidden = true;
    form.closest("li").querySelector(".rf-answer")?.focus();
  } else if (link.matches("[data-open-wish]")) {
    event.preventDefault();
    const place = document.querySelector("[data-wish]");
    place.hidden = !place.hidden;
    place.querySelector("textarea").focus();
  }
}

function focusOn(entry) {
  document.querySelector(`#e-${CSS.escape(entry)} .rf-answer`)?.focus();
}

async function post({ url, body }) {
  try {
    return await fetch(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Fragment": "mitsicht" },
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    return null;
  }
}

/** What waits in this tab; what another person said on this device before goes unsent. */
function read(view) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    if (kept?.view === view && Array.isArray(kept.waiting)) return kept.waiting;
  } catch {
    // Nothing that can be read is nothing that waits.
  }
  forget();
  return [];
}

export function forget() {
  sessionStorage.removeItem(KEPT);
}

/** A random UUID also where the page is no secure context (a device in the office's own network). */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const signs = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return signs.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
