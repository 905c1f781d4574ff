// A list of options below an input: the focus stays in the input, aria-activedescendant moves.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

export class Listbox {
  constructor(input, list, choose) {
    this.input = input;
    this.list = list;
    this.choose = choose;
    // A text area stays a text box: it has no role combobox, and is never "expanded".
    this.isCombobox = input.matches("input");
    if (this.isCombobox) input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    this.tell();
    input.addEventListener("keydown", (event) => this.onKey(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.onClick(event));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open() {
    this.list.hidden = this.options.length === 0;
    this.tell();
    this.mark(-1);
  }

  close() {
    this.list.hidden = true;
    this.tell();
    this.mark(-1);
  }

  tell() {
    if (this.isCombobox) this.input.setAttribute("aria-expanded", String(this.isOpen));
  }

  mark(index) {
    this.marked = index;
    this.input.removeAttribute("aria-activedescendant");
    this.options.forEach((option, position) => {
      option.id ||= `${this.list.id}-${position}`;
      option.setAttribute("aria-selected", String(position === index));
      if (position !== index) return;
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }

  onKey(event) {
    const count = this.options.length;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && count) {
      event.preventDefault();
      if (!this.isOpen) this.open();
      const from = this.marked < 0 && event.key === "ArrowUp" ? count : this.marked;
      this.mark((from + steps[event.key] + count) % count);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.isOpen && this.marked >= 0) {
      event.preventDefault();
      this.choose(this.options[this.marked]);
    }
  }

  onClick(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.choose(option);
  }
}
