// "Was haben Sie besprochen?": one field for all rubrics. Eingabe always takes the own words, however
// slow the list is; ↓ and Eingabe take the first text block. What could not be taken stands here again.
import { drop, keep } from "../keep.js";
import { warnWhile } from "../unsent.js";
import { like, startFavourites } from "./favourites.js";
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
    this.rubric = form.elements.rubric;
    this.isChosen = false;
    this.instead = "";
    this.taking = new Taking(editor, form.action, (text) => this.giveBack(text));
  }

  start() {
    this.form.dataset.scripted = "ja";
    const list = newList("bausteine", this.form.dataset.wordList);
    this.input.after(list);
    this.form.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    this.suggestions = new Suggestions(this.input, list, {
      url: this.form.dataset.options,
      ask: () => this.question(),
      choose: (option) => this.take(option.dataset),
      shown: () => this.propose(list.querySelector("[data-own]")?.dataset.rubric),
      firstIsMarked: true,
    });
    startFavourites(list, this.form.dataset.favourite);
    this.form.addEventListener("submit", (event) => hold(event, () => this.take({})));
    this.rubric.addEventListener("change", () => this.choose());
    this.editor.addEventListener("click", (event) => this.onBegin(event));
    document.addEventListener("htmx:afterSettle", (event) => this.comeBack(event.target));
    warnWhile(() => Boolean(this.input.value.trim()));
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
    const rubric = this.isChosen ? this.rubric.value : "";
    return { q, rubric, eigen: "ja", offen: this.instead && "ja" };
  }

  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { marked, listbox } = this.suggestions;
    if (by && event.altKey) hold(event, () => this.move(by));
    else if (event.target === this.rubric && event.key === "Enter") hold(event, () => this.input.focus());
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

  move(by) {
    const count = this.rubric.options.length;
    this.rubric.selectedIndex = (this.rubric.selectedIndex + by + count) % count;
    this.choose();
    if (this.input.value.trim()) this.suggestions.now();
  }

  choose() {
    this.isChosen = true;
    say(this.form.dataset.wordInto.replace("%", this.rubric.selectedOptions[0].text));
  }

  /** A hint leads here: the rubric is set, and what fits is shown. */
  onBegin(event) {
    const link = event.target.closest("[data-begin]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.rubric.value = link.dataset.begin;
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

  take({ block = "", rubric = "" }) {
    const text = this.input.value.trim();
    if (!block && !text) return;
    const into = this.isChosen ? this.rubric.value : rubric;
    const { instead } = this;
    this.reset();
    this.taking.take(block ? { block, instead } : { text, rubric: into, instead }, text);
  }

  reset() {
    this.suggestions.close();
    this.input.value = "";
    this.isChosen = false;
    this.replace("");
    this.propose();
    drop(this.form);
  }

  /** A plan begins with its goal; what was recognised in the words counts more, a choice by hand most. */
  propose(recognised = "") {
    if (this.isChosen) return;
    const usual = this.editor.querySelector("#liste-goal [data-entry]") ? "step_recipient" : "goal";
    this.rubric.value = recognised || usual;
  }

  giveBack(text) {
    this.input.value = [text, this.input.value].filter(Boolean).join(" ");
    keep(this.form);
  }

  /** The form that opened for a gap is done: on with the next thing that was said. */
  comeBack(row) {
    this.propose();
    if (row.matches?.("li.has-grip") && this.taking.opened.delete(row.id)) this.input.focus({ preventScroll: true });
  }
}
