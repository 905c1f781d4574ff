// What the server made of the words in the capture field, put where it belongs.
import { SAVED } from "./autosave.js";

/** Asks the server for data that these functions put in. */
export const AS_SCRIPT = { headers: { "X-Fragment": "capture" } };

/** The new entry at the end of its rubric; whether its form is open, because something is missing. */
export function putRow({ row: markup, rubric, entry, revision }) {
  const list = document.getElementById(`liste-${rubric}`);
  const row = fromMarkup(markup);
  const shown = document.getElementById(row.id);
  if (shown) shown.replaceWith(row);
  else place(list, row);
  list.closest("li").classList.add("is-done");
  settle(row);
  row.dispatchEvent(new CustomEvent(SAVED, { bubbles: true, detail: { entry, revision, fields: {} } }));
  const isOpen = row.matches(".rf-writing");
  if (!isOpen) row.classList.add("is-new");
  return isOpen;
}

/** The form for a new entry, because the server needs one thing more before it can store it. */
export function putForm({ form: markup, rubric }) {
  const form = fromMarkup(markup);
  document.getElementById(`neu-${rubric}`).replaceWith(form);
  settle(form);
}

/** After the other entries, before what was taken out. */
function place(list, row) {
  const last = [...list.querySelectorAll(":scope > [data-entry]")].at(-1);
  if (last) last.after(row);
  else list.prepend(row);
}

/** As htmx does it, so that every module looks at what is new. */
function settle(element) {
  window.htmx.process(element);
  element.querySelector("[autofocus]")?.focus();
  window.htmx.trigger(element, "htmx:afterSettle", {});
}

function fromMarkup(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup.trim();
  return template.content.firstElementChild;
}
