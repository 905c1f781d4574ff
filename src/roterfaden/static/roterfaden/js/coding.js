// The coding desk with the keyboard alone. N, F, Z and Strg Z act by web/components/keys.py; here is
// what needs more: digits, marking a passage, criteria, searching, going on.
import * as passage from "./coding/passage.js";
import { startSeeking } from "./coding/seeking.js";
import { isTyping } from "./shortcuts.js";

const desk = () => document.querySelector("[data-desk]");

function ready() {
  desk()?.querySelector("[data-book]")?.classList.add("is-live");
  passage.begin(document.getElementById("dokument"));
}

document.addEventListener("htmx:afterSettle", ready);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.target.matches?.(".rf-memo")) noteIsStored(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (isTyping(event.target)) return leaveField(event);
  if (event.ctrlKey || event.metaKey) return;
  const done = code(event) || moveMark(event) || goOn(event) || showCriteria(event);
  if (done) event.preventDefault();
}, { capture: true });

/** Escape leads from a field back to the document, so that the digits work again. */
function leaveField(event) {
  if (event.key !== "Escape" || !desk()?.contains(event.target)) return;
  event.target.blur();
  document.getElementById("dokument").focus();
}

function noteIsStored(form) {
  form.elements.memo.defaultValue = form.elements.memo.value;
  form.dispatchEvent(new Event("rf:stored", { bubbles: true }));
}

const singleKeysAreOn = () => Boolean(document.querySelector("#tasten [data-press='n']"));

/** A key is for the document, with Shift for the marked passage, whatever sign that makes. */
function code(event) {
  const key = /^(?:Digit|Numpad|Key)([\dQWERT])$/.exec(event.code)?.[1];
  if (!key || event.altKey || event.repeat || !singleKeysAreOn()) return false;
  const button = desk().querySelector(`[data-digit="${key}"]`);
  if (!button) return false;
  const isGiven = button.getAttribute("aria-pressed") === "true";
  const codesPassages = desk().dataset.unit === "passage" && (!isGiven || passage.chosen());
  if (event.shiftKey || codesPassages) codePassage(button);
  else button.click();
  return true;
}

function codePassage(button) {
  const found = passage.chosen();
  if (!found) return tell();
  const form = document.getElementById("stelle");
  form.elements.code.value = button.value;
  form.elements.start.value = found.start;
  form.elements.end.value = found.end;
  form.requestSubmit();
}

function tell() {
  const hint = document.getElementById("stelle-hinweis");
  hint.textContent = "";
  requestAnimationFrame(() => (hint.textContent = hint.dataset.none));
}

function moveMark(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by && event.shiftKey) return event.altKey ? passage.moveStart(by) : passage.moveEnd(by);
  if (down && !event.shiftKey && !event.altKey) return passage.step(down);
  return false;
}

/** Enter goes on and the arrow goes back, unless a button or link has the focus. */
function goOn(event) {
  if (event.shiftKey || event.altKey || event.repeat) return false;
  const isOnControl = event.target.closest("button, a, summary");
  if (event.key === "Enter" && !isOnControl) return click("[data-on]");
  return event.key === "ArrowLeft" && click("[data-back]");
}

/** The criteria of the category that has the focus, else of the one shown last, or none. */
function showCriteria(event) {
  if (event.key !== "?") return false;
  const rows = [...desk().querySelectorAll("[data-book] > li")];
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const shown = rows.findIndex((row) => row.classList.contains("is-sel"));
  const next = focused >= 0 && focused !== shown ? focused : focused < 0 ? (shown + 1) % (rows.length + 1) : -1;
  rows.forEach((row, n) => row.classList.toggle("is-sel", n === next));
  rows[next]?.scrollIntoView({ block: "nearest" });
  return true;
}

function click(selector) {
  const element = document.querySelector(selector);
  element?.click();
  return Boolean(element);
}

ready();
startSeeking();
