// "Was haben Sie besprochen?": one field for all rubrics. Eingabe always takes the own words, however
// slow the list is; ↓ and Eingabe take the first text block. Tab goes on to what was understood, to
// correct it. What could not be taken stands here again.
import { drop, keep } from "../keep.js";
import { warnWhile } from "../unsent.js";
import { like, startFavourites } from "./favourites.js";
import { Parts } from "./parts.js";
import { say } from "./server.js";
import { hold, newList, Suggestions } from "./suggestions.js";
import { Taking } from "./taking.js";

export function startCapture(editor) {
  const form = editor.querySelector("[data-capture]");
  if (form) new Capture(editor, form).start();
}

class Capture {
  constructor(editor, form) {
    this.editor = editor;
    this.form = form;
    this.input = form.elements.text;
    this.instead = "";
    this.taking = new Taking(editor, form.action, (text, what) => this.giveBack(text, what));
  }

  start() {
    this.form.dataset.scripted = "ja";
    this.list = newList("bausteine", this.form.dataset.wordList);
    this.input.after(this.list);
    this.parts = new Parts(this.form, {
      changed: () => this.look(),
      take: () => (this.input.value.trim() ? this.take({}) : this.input.focus()),
      back: () => this.input.focus(),
    });
    this.form.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    this.suggestions = new Suggestions(this.input, this.list, {
      url: this.form.dataset.options,
      ask: () => this.question(),
      choose: (option) => this.take(option.dataset),
      shown: () => this.understand(this.list.querySelector("[data-own]")),
      firstIsMarked: true,
    });
    startFavourites(this.list, this.form.dataset.favourite);
    this.form.addEventListener("submit", (event) => hold(event, () => this.take({})));
    this.parts.rubric.addEventListener("change", () => this.tell());
    this.editor.addEventListener("click", (event) => this.onBegin(event));
    document.addEventListener("htmx:afterSettle", (event) => this.comeBack(event.target));
    warnWhile(() => Boolean(this.input.value.trim()));
    this.propose();
    this.beginHere();
    // Words typed before this script came are answered too.
    if (this.input.value.trim()) this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** On a desk one writes at once; a phone would open its keyboard over the plan. */
  beginHere() {
    const isAtDesk = window.matchMedia("(min-width: 900px) and (hover: hover)").matches;
    const isFree = document.activeElement === document.body && !location.hash;
    if (isAtDesk && isFree) this.input.focus({ preventScroll: true });
  }

  question() {
    const q = this.input.value.trim();
    const rubric = this.parts.isChosen ? this.parts.rubric.value : "";
    return { q, rubric, eigen: "ja", offen: this.instead && "ja", ...this.parts.sent };
  }

  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { marked, listbox } = this.suggestions;
    if (by && event.altKey) hold(event, () => this.move(by));
    else if (event.target !== this.input) return;
    else if (event.key === "F9") hold(event, () => like(marked, this.form.dataset.favourite));
    else if (by && !listbox.isOpen) hold(event, () => this.show());
    else if (event.key === "Escape" && !listbox.isOpen && !this.input.value) this.reset();
  }

  /** The list for what stands here; without words what the plan lacks. The first block is marked. */
  async show() {
    const isOpen = await this.suggestions.now();
    const first = this.suggestions.listbox.options.findIndex((option) => option.dataset.block);
    if (isOpen && first >= 0) this.suggestions.listbox.mark(first);
  }

  /** A part was corrected: how the whole is understood now, while the focus is elsewhere. */
  async look() {
    if (document.activeElement === this.input || !this.input.value.trim()) return;
    const words = this.input.value;
    const answer = await this.suggestions.read();
    if (answer === null || words !== this.input.value) return;
    const page = new DOMParser().parseFromString(answer, "text/html");
    this.understand(page.querySelector("[data-own]"));
  }

  understand(own) {
    this.parts.show(own?.dataset ?? {}, this.input.value.trim());
    if (!own) this.propose();
  }

  move(by) {
    const { rubric } = this.parts;
    const count = rubric.options.length;
    rubric.selectedIndex = (rubric.selectedIndex + by + count) % count;
    this.choose();
    if (this.input.value.trim()) this.suggestions.now();
  }

  choose() {
    this.parts.choose();
    this.tell();
  }

  tell() {
    const { selectedOptions } = this.parts.rubric;
    say(this.form.dataset.wordInto.replace("%", selectedOptions[0].text));
  }

  /** A hint leads here: the rubric is set, and what fits is shown. */
  onBegin(event) {
    const link = event.target.closest("[data-begin]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.parts.rubric.value = link.dataset.begin;
    this.replace(link.dataset.instead ?? "");
    this.choose();
    this.input.focus();
    this.show();
  }

  /** What is taken next stands instead of this entry, and the page says so. */
  replace(entry) {
    this.instead = entry;
    const place = this.form.querySelector("[data-instead-of]");
    const text = entry && document.querySelector(`#e-${entry} [data-text]`)?.textContent;
    place.textContent = text ? this.form.dataset.wordInstead.replace("%", text) : "";
    place.hidden = !text;
  }

  /** The words are read again by the server, so that Eingabe never waits for the row. */
  take({ block = "" }) {
    const text = this.input.value.trim();
    if (!block && !text) return;
    const rubric = this.parts.isChosen && !block ? this.parts.rubric.value : "";
    const what = { text, block, rubric, instead: this.instead, ...this.parts.sent };
    this.reset();
    this.input.focus({ preventScroll: true });
    this.taking.take(what, text);
  }

  reset() {
    this.suggestions.close();
    this.input.value = "";
    this.replace("");
    this.parts.reset();
    this.propose();
    drop(this.form);
  }

  /** A plan begins with its goal; what was recognised in the words counts more, a choice by hand most. */
  propose() {
    if (this.parts.isChosen) return;
    const usual = this.editor.querySelector("#liste-goal [data-entry]") ? "step_recipient" : "goal";
    this.parts.rubric.value = usual;
    this.parts.arrange(Boolean(this.input.value.trim()));
  }

  giveBack(text, what) {
    if (!this.input.value.trim()) this.parts.restore(what);
    this.input.value = [text, this.input.value].filter(Boolean).join(" ");
    keep(this.form);
    this.parts.arrange(true);
  }

  /** The form that opened for a gap is done: on with the next thing that was said. */
  comeBack(row) {
    if (!this.input.value.trim()) this.propose();
    if (row.matches?.("li.has-grip") && this.taking.opened.delete(row.id)) this.input.focus({ preventScroll: true });
  }
}
