// Choosing rows of a list: all on the page, a range with the Shift key, how many are chosen.
// Without this each box works by itself. The list may be swapped by htmx, so listen on the document.

let last = null;

function boxes(form) {
  return [...form.querySelectorAll("input[name=case]")];
}

function tell(form) {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked).length;
  const page = form.querySelector("[data-choose-page]");
  page.checked = chosen > 0 && chosen === all.length;
  page.indeterminate = chosen > 0 && chosen < all.length;
  const note = form.querySelector("[data-chosen]");
  note.textContent = chosen ? note.dataset.chosen.replace("0", chosen) : "";
}

function chooseRange(form, box) {
  const all = boxes(form);
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const one of all.slice(from, to + 1)) one.checked = box.checked;
}

function onClick(event) {
  const form = event.target.closest?.("[data-choosing]");
  if (!form || !event.target.matches("input[type=checkbox]")) return;
  if (event.target.matches("[data-choose-page]")) {
    for (const box of boxes(form)) box.checked = event.target.checked;
  } else {
    if (event.shiftKey && last) chooseRange(form, event.target);
    last = event.target;
  }
  tell(form);
}

function start() {
  const form = document.querySelector("[data-choosing]");
  if (!form) return;
  form.querySelector("[data-choose-page]").closest("label").hidden = false;
  tell(form);
}

document.addEventListener("click", onClick);
document.addEventListener("htmx:afterSwap", start);
window.addEventListener("pageshow", start);
