// Text blocks for the words typed so far, as a list below the field. The focus stays in the field.
import { Listbox } from "../listbox.js";
import { SIGNED_OUT } from "../session.js";

const PAUSE = 120;

export class Suggestions {
  /** ``ask`` gives what to ask the server with, or null for nothing; ``choose`` takes an option. */
  constructor(field, list, { url, ask, choose, shown = () => {}, firstIsMarked = false }) {
    Object.assign(this, { field, list, url, ask, shown, firstIsMarked });
    this.timer = 0;
    this.latest = 0;
    this.listbox = new Listbox(field, list, (option) => {
      this.close();
      choose(option);
    });
    // What closes the list or takes from it must not also close the form around it.
    field.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    field.addEventListener("input", () => this.soon());
    field.addEventListener("blur", () => this.close());
  }

  get marked() {
    return this.listbox.isOpen ? this.listbox.options[this.listbox.marked] : undefined;
  }

  onKey(event) {
    if (!this.listbox.isOpen || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") hold(event, () => this.close());
    else if (event.key === "Enter" && this.marked) hold(event, () => this.listbox.choose(this.marked));
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  close() {
    clearTimeout(this.timer);
    this.latest += 1;
    this.listbox.close();
  }

  /** Ask and show; whether there is anything to choose from. */
  async now() {
    clearTimeout(this.timer);
    const mine = ++this.latest;
    const found = await this.read();
    // Answers may overtake each other; only the one to the last words counts.
    if (mine !== this.latest || document.activeElement !== this.field) return false;
    this.list.innerHTML = found ?? "";
    this.listbox.open();
    this.shown();
    if (this.firstIsMarked && this.list.querySelector("[data-own]")) this.listbox.mark(0);
    return this.listbox.isOpen;
  }

  /** What the server answers to the question of now, or null. */
  async read() {
    const asked = this.ask();
    const answer = asked && (await fetch(this.address(asked), { headers: { "X-Fragment": "options" } }).catch(() => null));
    if (answer?.status === 401) document.dispatchEvent(new Event(SIGNED_OUT));
    return answer?.ok ? answer.text() : null;
  }

  address(asked) {
    const address = new URL(this.url, location.href);
    for (const [name, value] of Object.entries(asked)) if (value) address.searchParams.set(name, value);
    return address;
  }
}

/** Act on the key here, and nowhere else. */
export function hold(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}

export function newList(id, label) {
  const list = document.createElement("ul");
  list.className = "rf-opts rf-opts--over";
  list.id = id;
  list.role = "listbox";
  list.ariaLabel = label;
  list.hidden = true;
  return list;
}
