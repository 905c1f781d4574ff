// Two people in one draft: the page hears when something was stored (web/events), reads the entries
// again and puts in what is new. What is being written, and what has the focus, is never touched.
import { SAVED } from "./autosave.js";
import { say, words } from "./server.js";

const PAUSE = 150;
const AWAY = 60_000;
/** The server ends each stream after a while; who is there is known again at once. */
const UNKNOWN_AFTER = 5000;
/** Dispatched on the editor after entries of the page were renewed. */
export const RENEWED = "plan:renewed";

/** Dispatched on the editor when something was said in the shared view. */
export const TALK = "plan:talk";

export function startLive(editor) {
  if (editor.dataset.events) new Live(editor).start();
}

class Live {
  constructor(editor) {
    this.editor = editor;
    this.revision = Number(editor.dataset.revision);
    this.heard = this.revision;
    this.stream = null;
    this.timer = 0;
    this.away = 0;
    this.unknown = 0;
    this.wasOpen = false;
  }

  start() {
    this.editor.addEventListener(SAVED, (event) => this.onOwn(event.detail.revision));
    document.addEventListener("htmx:afterRequest", (event) => this.onAnswer(event.detail.xhr));
    document.addEventListener("visibilitychange", () => this.onVisibility());
    window.addEventListener("pagehide", () => this.stop());
    this.listen();
  }

  /** Who looks at another tab for a while is not told as present; back here all is read anew. */
  onVisibility() {
    clearTimeout(this.away);
    if (document.hidden) this.away = setTimeout(() => this.stop(), AWAY);
    else if (!this.stream) this.listen();
  }

  listen() {
    this.stream = new EventSource(this.editor.dataset.events, { withCredentials: true });
    this.stream.addEventListener("open", (event) => event.data && this.onOpen(JSON.parse(event.data)));
    this.stream.addEventListener("changed", (event) => this.hear(JSON.parse(event.data)));
    // Something was said in the shared view (./sharing.js); after a cut something may have been.
    for (const name of ["open", "talk"]) {
      this.stream.addEventListener(name, () => this.editor.dispatchEvent(new Event(TALK)));
    }
    this.stream.addEventListener("present", (event) => this.showPresent(JSON.parse(event.data).names));
    // Cut off nobody knows who is there; the browser asks again by itself.
    this.stream.addEventListener("error", () => this.onError());
  }

  /** Whoever was cut off reads anew: what happened meanwhile was told to nobody. */
  onOpen(news) {
    clearTimeout(this.unknown);
    this.unknown = 0;
    if (this.wasOpen) this.soon();
    this.wasOpen = true;
    this.hear(news);
  }

  onError() {
    this.unknown ||= setTimeout(() => this.showPresent([]), UNKNOWN_AFTER);
    if (this.stream?.readyState !== EventSource.CLOSED) return;
    this.stop();
    setTimeout(() => !document.hidden && !this.stream && this.listen(), PAUSE * 40);
  }

  stop() {
    this.stream?.close();
    this.stream = null;
    this.showPresent([]);
  }

  onAnswer(xhr) {
    const revision = Number(xhr?.getResponseHeader("X-Revision"));
    if (revision) this.onOwn(revision, true);
  }

  /** An own change is on the page already, unless somebody else's came before it. */
  onOwn(revision, isNew = false) {
    if (revision === this.revision + 1 && !isNew) this.revision = revision;
    else if (revision > this.revision) this.hear({ version: revision });
  }

  hear({ version }) {
    this.heard = Math.max(this.heard, version);
    if (this.heard > this.revision) this.soon();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), PAUSE);
  }

  async read() {
    if (this.editor.querySelector(".htmx-request")) {
      this.soon();
      return;
    }
    const answer = await fetch(this.editor.dataset.read).catch(() => null);
    if (answer?.status === 204) this.close();
    if (answer?.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.querySelector("[data-revision]");
    if (!news || this.editor.querySelector(".htmx-request")) return;
    this.revision = Math.max(this.revision, Number(news.dataset.revision));
    this.put(news);
    if (this.heard > this.revision) this.soon();
  }

  put(news) {
    const steady = steadyScroll(this.editor);
    let isChanged = false;
    for (const list of news.querySelectorAll("[data-lines]")) {
      isChanged = renew(document.getElementById(list.id), list) || isChanged;
    }
    steady();
    if (!isChanged) return;
    // Rows that a script brought are new to htmx.
    window.htmx?.process(this.editor);
    this.editor.dispatchEvent(new Event(RENEWED));
  }

  /** No draft any more: what is typed stays to be read and copied. */
  close() {
    const place = document.getElementById("kein-entwurf");
    if (!place.hidden) return;
    place.hidden = false;
    say(place.textContent);
    this.stop();
  }

  showPresent(names) {
    const place = document.getElementById("anwesend");
    const sentence = names.length === 1 ? words("present") : words("present-many");
    const said = names.length ? sentence.replace("%", names.join(", ")) : "";
    if (place.textContent !== said) place.textContent = said;
  }
}

/** Make a list as the server has it; whether anything changed. */
function renew(list, news) {
  let isChanged = false;
  const wanted = [...news.children].map((fresh) => {
    const row = document.getElementById(fresh.id);
    if (!row) {
      isChanged = true;
      return isInOpenForm(fresh) ? null : document.adoptNode(fresh);
    }
    if (isHeld(row) || isSame(row, fresh)) return row;
    isChanged = true;
    row.replaceWith(fresh);
    return fresh;
  });
  const rows = wanted.filter(Boolean);
  for (const row of [...list.children]) {
    if (rows.includes(row) || isHeld(row)) continue;
    row.remove();
    isChanged = true;
  }
  return inOrder(list, rows) || isChanged;
}

/** What somebody writes in, drags, or stands on stays as it is. */
function isHeld(row) {
  return row.matches(".rf-writing, .is-gap") || row.contains(document.activeElement);
}

function isInOpenForm(fresh) {
  const own = [...document.querySelectorAll("[data-entry-form] [name=new_id]")];
  return own.some((field) => field.value === fresh.dataset.entry);
}

function isSame(row, fresh) {
  if (fresh.dataset.entry) return row.dataset.basis === fresh.dataset.basis;
  return fresh.dataset.removed ? true : row.textContent.trim() === fresh.textContent.trim();
}

/** Put the rows in order around the one that has the focus, which would lose it if it moved. */
function inOrder(list, rows) {
  const before = [...list.children].filter((row) => rows.includes(row));
  if (before.length === rows.length && before.every((row, place) => row === rows[place])) return false;
  const held = rows.find((row) => row.contains(document.activeElement));
  if (!held) list.append(...rows);
  else {
    const place = rows.indexOf(held);
    held.before(...rows.slice(0, place));
    held.after(...rows.slice(place + 1));
  }
  return true;
}

/** What a person looks at stays where it is, though lines come and go above it. */
function steadyScroll(editor) {
  const focused = document.activeElement;
  const rows = [...editor.querySelectorAll("[data-lines] > li")];
  const seen = (row) => row.getBoundingClientRect().bottom > 0;
  const anchor = editor.contains(focused) ? focused : rows.find(seen);
  const top = anchor?.getBoundingClientRect().top;
  return () => {
    if (anchor?.isConnected) window.scrollBy(0, anchor.getBoundingClientRect().top - top);
  };
}
