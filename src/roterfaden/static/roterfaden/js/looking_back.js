// Looking back together: a key says what became of the current row, and the next row is there at
// once; what was said is sent behind it. Without this script every button is a form of its own.
import { drop } from "./keep.js";
import { say } from "./plan/server.js";
import { Outbox } from "./review/outbox.js";
import { goOn, goTo, linkOf, makeCurrent, replaceRow, rows, tell } from "./review/rows.js";

const DAY = /^\s*(\d{1,2}\.\s*\d{1,2}\.?\s*(\d{2}|\d{4})?|\d{4}-\d{1,2}-\d{1,2})\s*$/;

class LookingBack {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.outbox = new Outbox();
  }

  start() {
    this.root.dataset.live = "";
    this.root.addEventListener("focusin", (event) => makeCurrent(event.target.closest("[data-row]")));
    this.root.addEventListener("click", (event) => this.onClick(event));
    this.root.addEventListener("submit", (event) => this.onSubmit(event));
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("keydown", (event) => this.onUndo(event), { capture: true });
    document.querySelector("[data-go-on]").addEventListener("click", (event) => this.onLeave(event));
    openWhatIsKept(this.root);
    const named = location.hash && document.querySelector(`[data-row]${location.hash}`);
    const first = named || document.querySelector("[data-row][data-waiting]") || rows()[0];
    if (first) goTo(first);
  }

  onClick(event) {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    const asked = event.target.closest("summary[data-ask]");
    if (asked) return openPart(event, asked);
    if (event.target.closest("[data-open]")) event.preventDefault();
    const asking = event.target.closest("[data-asks-why]");
    if (asking && asking.form.dataset.kind !== asking.value) {
      event.preventDefault();
      askWhy(row, asking);
    } else if (!row.hasAttribute("data-current") || event.target.closest("[data-open]")) goTo(row);
  }

  onSubmit(event) {
    const form = event.target;
    const row = form.closest("[data-row]");
    if (!row || event.defaultPrevented) return;
    event.preventDefault();
    if (row.hasAttribute("data-sending")) return;
    if (form.matches("[data-taking-back]")) this.takeBack(row, form);
    else if (form.matches("[data-next-goal]")) this.takeGoal(row, form);
    else this.said(row, form, event.submitter);
  }

  /** A result, or words and a new day for the result that there is. */
  said(row, form, submitter) {
    const kind = submitter.value === "keep" ? (form.dataset.kind ?? "keep") : submitter.value;
    const day = form.elements.new_due_on?.value ?? "";
    const isOpen = row.hasAttribute("data-waiting") && kind === "keep" && !day;
    if (isOpen) return this.hold(row);
    const body = new URLSearchParams(new FormData(form));
    body.set("kind", kind);
    const button = form.querySelector(`[data-digit][value="${kind}"]`);
    this.post(row, form, body, button?.querySelector(".kern-label").textContent.trim());
    const isReached = button && form.closest("[data-row]").querySelector("[data-asks-why][value=no_longer_fits]");
    if (isReached && kind === "done") return linkOf(row).focus();
    if (kind === "keep" && day && !DAY.test(day)) return linkOf(row).focus();
    row.removeAttribute("data-waiting");
    return goOn(row);
  }

  /** Words alone say nothing about the step yet; they wait for the result. */
  hold(row) {
    tell(row, this.words.wordHeld);
    say(this.words.wordHeld);
    goTo(row);
  }

  takeBack(row, form) {
    goTo(row);
    this.post(row, form, new URLSearchParams(new FormData(form)));
  }

  takeGoal(row, form) {
    if (form.elements.text.value.trim()) this.post(row, form, new URLSearchParams(new FormData(form)));
    form.elements.text.blur();
    goOn(row);
  }

  post(row, form, body, words = "") {
    row.dataset.sending = "";
    tell(row, words, this.words.wordSending);
    this.outbox.add(form.action, body, {
      answered: (answer, text) => this.answered(row.id, form, answer, text),
      waits: () => tell(row, words, this.words.wordWaiting),
    });
  }

  answered(id, form, answer, text) {
    const row = document.getElementById(id);
    row.removeAttribute("data-sending");
    if (!answer.ok) return refused(row, text);
    const fresh = replaceParts(text);
    if (fresh.matches("[data-wrong]")) return showWrong(fresh);
    return drop(form);
  }

  onKey(event) {
    if (event.key !== "Escape" || !event.target.matches("input")) return;
    const row = event.target.closest("[data-row]");
    event.preventDefault();
    if (event.target.closest("[data-next-goal]")) return goOn(row);
    const form = event.target.form;
    delete form.dataset.kind;
    for (const details of row.querySelectorAll("details[open]")) details.open = false;
    goTo(row);
  }

  /** What was said last may still be on its way; it is taken back when it has arrived. */
  async onUndo(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!isUndo || event.target.matches?.("input[type=text]") || this.outbox.isEmpty()) return;
    event.preventDefault();
    await this.outbox.run();
    if (!this.outbox.isEmpty()) return;
    const again = { key: "z", ctrlKey: true, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", again));
  }

  /** On to the new plan, once all that was said has arrived. */
  async onLeave(event) {
    if (this.outbox.isEmpty()) return;
    const goOn = event.currentTarget;
    event.preventDefault();
    event.stopPropagation();
    say(this.words.wordSending);
    await this.outbox.run();
    if (this.outbox.isEmpty()) goOn.click();
    else say(this.words.wordWaiting);
  }
}

/** The reason first, then it is sent with Enter. */
function askWhy(row, button) {
  button.form.dataset.kind = button.value;
  row.dataset.asks = "";
  row.querySelector("[data-part=words]").open = true;
  row.querySelector("[data-part=words] input[type=text]").focus();
}

/** At once, not with the browser's later event: who types on at once types into the field. */
function openPart(event, summary) {
  const part = summary.parentElement;
  event.preventDefault();
  part.open = !part.open || document.activeElement !== summary;
  if (!part.open) return;
  part.querySelector("input[type=text]").focus();
  part.querySelector("input[type=text]").select();
}

/** Words that were kept in the tab are shown, not hidden in a closed part. */
function openWhatIsKept(root) {
  for (const field of root.querySelectorAll("[data-part] input[type=text]")) {
    if (field.value !== field.defaultValue) field.closest("[data-part]").open = true;
  }
}

/** Each part of the answer in the place of the one with its id; gives the row. */
function replaceParts(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  let shown = null;
  for (const part of [...template.content.children]) {
    if (part.matches("[data-row]")) shown = replaceRow(part);
    else if (part.id === "ansage") say(part.textContent);
    else document.getElementById(part.id)?.replaceWith(part);
  }
  return shown;
}

function showWrong(row) {
  const isBusy = document.activeElement?.matches("input[type=text]");
  if (isBusy) return;
  goTo(row);
  row.querySelector(".kern-form-input__input--error")?.focus();
}

/** What a rule refuses, the server says in a page of its own; its words are taken from there. */
function refused(row, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const words = page.querySelector("main .rf-prose p")?.textContent.trim() ?? "";
  const known = document.getElementById("stoerung")?.dataset;
  tell(row, words || known?.failed);
  row.dataset.waiting = "";
  say(words);
}

const root = document.querySelector("[data-looking-back]");
if (root) new LookingBack(root).start();
