// "Was haben Sie besprochen?": one field for all rubrics. Eingabe always takes the own words, however
// slow the list is; ↓ and Eingabe take the first text block. What could not be taken stands here again.
import { drop, keep } from "../keep.js";
import { warnWhile } from "../unsent.js";
import { like, startFavourites } from "./favourites.js";
import { changed, say, send, words } from "./server.js";
import { stand } from "./standing.js";
import { newList, Suggestions } from "./suggestions.js";
import { AS_SCRIPT, putForm, putRow } from "./taken.js";

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
    this.refused = null;
    this.sent = Promise.resolve();
    this.opened = new Set();
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
      firstIsMarked: true,
    });
    startFavourites(list, this.form.dataset.favourite);
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.rubric.addEventListener("change", () => this.choose());
    this.editor.addEventListener("click", (event) => this.onBegin(event));
    document.addEventListener("htmx:afterSettle", (event) => this.comeBack(event.target));
    warnWhile(() => Boolean(this.input.value.trim()));
  }

  question() {
    const q = this.input.value.trim();
    const rubric = this.isChosen ? this.rubric.value : "";
    return { q, rubric, eigen: "ja", offen: this.instead && "ja" };
  }

  onKey(event) {
    const isArrow = ["ArrowDown", "ArrowUp"].includes(event.key);
    if (isArrow && event.altKey) this.move(event, event.key === "ArrowDown" ? 1 : -1);
    else if (event.target === this.rubric && event.key === "Enter") hold(event, () => this.input.focus());
    else if (event.target !== this.input) return;
    else if (event.key === "F9") hold(event, () => like(this.suggestions.marked, this.form.dataset.favourite));
    else if (isArrow && !this.suggestions.listbox.isOpen) hold(event, () => this.show());
    else if (event.key === "Escape" && !this.suggestions.listbox.isOpen) this.reset();
  }

  /** The list for what stands here; without words what the plan lacks. The first block is marked. */
  async show() {
    const isOpen = await this.suggestions.now();
    const first = this.suggestions.listbox.options.findIndex((option) => option.dataset.block);
    if (isOpen && first >= 0) this.suggestions.listbox.mark(first);
  }

  move(event, by) {
    hold(event, () => {
      const count = this.rubric.options.length;
      this.rubric.selectedIndex = (this.rubric.selectedIndex + by + count) % count;
      this.choose();
      if (this.input.value.trim()) this.suggestions.now();
    });
  }

  choose() {
    this.isChosen = true;
    say(this.form.dataset.wordInto.replace("%", this.rubric.selectedOptions[0].text));
  }

  onSubmit(event) {
    event.preventDefault();
    this.take({});
  }

  /** A hint leads here: the rubric is set, and what fits is shown. */
  onBegin(event) {
    const link = event.target.closest("[data-begin]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.rubric.value = link.dataset.begin;
    this.instead = link.dataset.instead ?? "";
    this.choose();
    this.input.focus();
    this.show();
  }

  take({ block = "", rubric = "" }) {
    const text = this.input.value.trim();
    if (!block && !text) return;
    const again = this.refused?.text === text && this.refused.block === block ? this.refused.id : null;
    const id = again ?? crypto.randomUUID();
    const into = this.isChosen ? this.rubric.value : rubric;
    const body = new URLSearchParams({ new_id: id, text: block ? "" : text, block, rubric: block ? "" : into, instead: this.instead });
    this.reset();
    // One after the other, so that the lines stand in the order in which they were said.
    this.sent = this.sent.then(() => this.send(body, { text, block, id }));
  }

  reset() {
    this.suggestions.close();
    this.input.value = "";
    this.isChosen = false;
    this.instead = "";
    this.rubric.value = this.editor.querySelector("#liste-goal [data-entry]") ? "step_recipient" : "goal";
    drop(this.form);
  }

  async send(body, said) {
    stand(this, "saving");
    const answer = await send(this.form.action, body, AS_SCRIPT);
    const made = answer && (await answer.json().catch(() => null));
    if (answer?.ok && made) this.put(made, said);
    else this.giveBack(said, answer, made?.why);
  }

  put(made, said) {
    this.refused = null;
    stand(this, "saved", made.saved);
    say(made.said);
    if (made.form) putForm(made);
    else {
      if (putRow(made)) this.opened.add(`e-${made.entry}`);
      changed(this.editor);
    }
    if (!this.input.value) this.reset();
    void said;
  }

  /** What did not arrive stands in the field again, before what was typed since. */
  giveBack({ text, block, id }, answer, why = "") {
    this.refused = { text, block, id };
    this.input.value = [text, this.input.value].filter(Boolean).join(" ");
    keep(this.form);
    const state = answer ? (answer.status === 401 ? "signed-out" : "failed") : "offline";
    stand(this, state, why);
    say(why || words(state));
  }

  /** The form that opened for a gap is done: on with the next thing that was said. */
  comeBack(row) {
    if (!row.matches?.("li.has-grip") || !this.opened.delete(row.id)) return;
    this.input.focus({ preventScroll: true });
  }
}

function hold(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}
