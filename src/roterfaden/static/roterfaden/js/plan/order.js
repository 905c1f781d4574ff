// Order within a rubric: by drag, by two buttons, by Alt and the arrow keys. Told to everybody.
import { isForLater, Retry } from "../retry.js";
import { warnWhile } from "../unsent.js";
import { SAVED } from "./autosave.js";
import { changed, say, send, words } from "./server.js";
import { stand } from "./standing.js";

export function startOrder(editor) {
  const order = new Order(editor);
  editor.addEventListener("submit", (event) => order.onSubmit(event));
  editor.addEventListener("keydown", (event) => order.onKey(event));
  document.addEventListener("htmx:afterSettle", () => order.renew());
  editor.addEventListener("plan:renewed", () => order.renew());
  // Sortable is a classic script that may come after this module.
  if (document.readyState === "complete") order.renew();
  else window.addEventListener("load", () => order.renew());
}

class Order {
  constructor(editor) {
    this.editor = editor;
    this.sent = Promise.resolve();
    this.isUnsaved = false;
    this.retry = new Retry(() => this.soon());
    warnWhile(() => this.isUnsaved);
  }

  onSubmit(event) {
    const form = event.target;
    if (!form.matches("[data-move]")) return;
    event.preventDefault();
    this.move(form.closest("li"), event.submitter.value, event.submitter);
  }

  onKey(event) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = event.target.closest("li[data-entry]");
    if (!row) return;
    event.preventDefault();
    this.move(row, event.key === "ArrowUp" ? "up" : "down", event.target);
  }

  move(row, direction, focused) {
    const rows = rowsOf(row.parentElement);
    const other = rows[rows.indexOf(row) + (direction === "up" ? -1 : 1)];
    if (!other) {
      say(words(direction === "up" ? "first" : "last"));
      return;
    }
    if (direction === "up") other.before(row);
    else other.after(row);
    focused.focus();
    this.moved(row);
  }

  moved(row) {
    const rows = rowsOf(row.parentElement);
    this.renew();
    say(words("moved").replace("%", String(rows.indexOf(row) + 1)).replace("%", String(rows.length)));
    this.isUnsaved = true;
    this.soon();
  }

  /** One after the other, so that an earlier order never overtakes a later one. */
  soon() {
    this.sent = this.sent.then(() => this.isUnsaved && this.save());
  }

  async save() {
    this.isUnsaved = false;
    stand(this, "saving");
    const body = new URLSearchParams();
    for (const entry of this.editor.querySelectorAll("li[data-entry]")) {
      body.append("order", entry.dataset.entry);
    }
    const answer = await send(this.editor.dataset.arrange, body);
    if (answer?.ok) this.saved(await answer.json());
    else this.notSaved(answer);
    changed(this.editor);
  }

  saved(made) {
    this.retry.done();
    stand(this, "saved", made.saved);
    this.editor.dispatchEvent(new CustomEvent(SAVED, { detail: made }));
  }

  notSaved(answer) {
    stand(this, answer ? "again" : "offline");
    if (!isForLater(answer)) stand(this, "failed");
    else {
      this.isUnsaved = true;
      this.retry.later();
    }
  }

  /** After each change: who is first and last, and what can be dragged. */
  renew() {
    for (const list of this.editor.querySelectorAll("[data-lines]")) {
      const rows = rowsOf(list);
      rows.forEach((row, place) => {
        off(row.querySelector("button[value=up]"), place === 0);
        off(row.querySelector("button[value=down]"), place === rows.length - 1);
        const grip = row.querySelector(".rf-grip");
        grip?.toggleAttribute("data-off", rows.length < 2);
      });
      this.makeSortable(list);
    }
  }

  makeSortable(list) {
    if (!window.Sortable || window.Sortable.get(list)) return;
    window.Sortable.create(list, {
      handle: ".rf-grip",
      draggable: "li[data-entry]",
      ghostClass: "is-gap",
      dragClass: "is-lifted",
      animation: 120,
      onEnd: (event) => event.oldIndex !== event.newIndex && this.moved(event.item),
    });
  }
}

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > li[data-entry]")];
}

function off(button, isOff) {
  if (button) button.setAttribute("aria-disabled", String(isOff));
}
