// "Verstanden:": the parts of the line in the capture field, each to be corrected by hand. What was
// corrected stays until the line is taken; everything else follows the words.
import { say } from "./server.js";

const FREE = ["owner_name", "when", "proof"];
const EMPTIED = "-";
const DAYS = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"];

export class Parts {
  /** ``changed`` is called after a correction, ``take`` and ``back`` for the keys that end one. */
  constructor(form, { changed, take, back }) {
    Object.assign(this, { form, changed });
    this.rubric = form.elements.rubric;
    this.who = form.querySelector("[data-who]");
    this.fields = Object.fromEntries(FREE.map((name) => [name, form.elements[name]]));
    this.lead = form.querySelector("#verstanden");
    this.check = form.querySelector("#pruefen");
    this.corrected = new Set();
    this.isChosen = false;
    this.said = "";
    this.start(take, back);
  }

  start(take, back) {
    this.rubric.querySelector("[data-plain]").remove();
    this.rubric.querySelector("[data-begin-with]").selected = true;
    for (const [name, field] of Object.entries(this.fields)) {
      // Only what was set by hand is sent and kept; what stands here already was kept before.
      if (field.value) this.corrected.add(name);
      else field.removeAttribute("name");
      field.addEventListener("input", () => this.correct(name));
      field.addEventListener("change", () => this.changed());
    }
    this.rubric.addEventListener("change", () => this.choose());
    this.who.addEventListener("change", () => this.choose(this.who.value));
    this.fields.when.addEventListener("keydown", (event) => this.onWhen(event));
    this.row = this.rubric.closest(".rf-parts");
    this.row.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end(event, back);
      else if (event.key === "Enter") end(event, take);
    });
    this.show({}, "");
  }

  /** What the server asks for: corrections only. */
  get sent() {
    const said = {};
    for (const name of this.corrected) said[name] = this.fields[name].value.trim() || EMPTIED;
    return said;
  }

  correct(name) {
    this.corrected.add(name);
    this.fields[name].name = name;
    const part = this.fields[name].closest(".rf-part");
    part.classList.remove("is-unsure");
    part.querySelector(".rf-part__check")?.remove();
  }

  /** The rubric is set by hand, here or elsewhere on the page. */
  choose(code = this.rubric.value) {
    this.rubric.value = code;
    this.isChosen = true;
    this.arrange(true);
    this.changed();
  }

  /** Set again what was corrected in a line that could not be taken. */
  restore(what) {
    for (const name of FREE) {
      if (what[name] === undefined) continue;
      this.fields[name].value = what[name] === EMPTIED ? "" : what[name];
      this.correct(name);
    }
  }

  reset() {
    this.corrected.clear();
    this.isChosen = false;
    this.said = "";
    for (const field of Object.values(this.fields)) {
      field.value = "";
      field.removeAttribute("name");
    }
    this.show({}, "");
  }

  /** What the server understood, beside what was corrected. */
  show(own, words) {
    if (own.rubric && !this.isChosen) this.rubric.value = own.rubric;
    const told = { owner_name: own.ownerName, when: own.when, proof: own.proof };
    for (const name of FREE) {
      const field = this.fields[name];
      const isFree = !this.corrected.has(name) || (name === "when" && !own.wrong && own.when);
      if (isFree && field !== document.activeElement) field.value = told[name] ?? "";
    }
    this.mark(own);
    this.arrange(Boolean(words));
    const { wordFirst, wordUnderstood, wordSeveral } = this.form.dataset;
    const lead = own.count > 1 ? wordSeveral.replace("%", own.count) : wordUnderstood;
    this.lead.textContent = words ? lead : wordFirst;
    if (own.said && own.said !== this.said) say(own.said);
    this.said = own.said ?? "";
  }

  mark({ unsure = "", doubts = "", wrong = "" }) {
    const parts = new Set(wrong ? ["when"] : unsure.split(" "));
    for (const part of this.form.querySelectorAll("[data-part]")) {
      const isUnsure = parts.has(part.dataset.part);
      part.classList.toggle("is-unsure", isUnsure);
      part.querySelector(".rf-part__check")?.remove();
      if (isUnsure) part.append(this.note());
    }
    this.check.textContent = wrong || doubts;
    this.check.hidden = !this.check.textContent;
  }

  note() {
    const note = document.createElement("em");
    note.className = "rf-part__check";
    note.textContent = this.form.dataset.wordCheck;
    return note;
  }

  /** Only the parts that this kind of entry has; without words only where it goes. */
  arrange(hasWords) {
    const rubric = this.rubric.value;
    const isStep = rubric.startsWith("step_");
    if (isStep) this.who.value = rubric;
    const shown = {
      who: hasWords && isStep,
      owner_name: hasWords && rubric === "step_other",
      when: hasWords && rubric !== "aspect",
      proof: hasWords && isStep,
      rubric: true,
    };
    for (const part of this.form.querySelectorAll("[data-part]")) part.hidden = !shown[part.dataset.part];
  }

  /** ↑ and ↓ move a day, with Umschalt a week. */
  onWhen(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const found = this.fields.when.value.match(/(\d{1,2})\.(\d{1,2})\.(\d{4})/);
    if (!by || !found || event.altKey) return;
    event.preventDefault();
    const day = new Date(Date.UTC(found[3], found[2] - 1, found[1]));
    day.setUTCDate(day.getUTCDate() + by * (event.shiftKey ? 7 : 1));
    const figures = [day.getUTCDate(), day.getUTCMonth() + 1].map((one) => String(one).padStart(2, "0"));
    this.fields.when.value = `${DAYS[day.getUTCDay()]}, ${figures.join(".")}.${day.getUTCFullYear()}`;
    this.fields.when.dispatchEvent(new Event("input", { bubbles: true }));
    this.changed();
  }
}

function end(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}
