// Looking back step by step: one row is the current one, the digits act on it (see
// web/components/keys.py), and after an answer the next one without a word takes its place.
const rows = () => [...document.querySelectorAll("[data-review] > li")];

function makeCurrent(row) {
  for (const one of rows()) one.toggleAttribute("data-current", one === row);
}

function next(after) {
  const all = rows();
  const waiting = all.filter((row) => row.hasAttribute("data-waiting"));
  return waiting.find((row) => all.indexOf(row) > after) ?? waiting[0];
}

function goOn(place) {
  const row = next(place);
  makeCurrent(row);
  const target = row?.querySelector("button") ?? document.querySelector("#bestaetigen input, [data-confirm]");
  (target ?? rows()[place]?.querySelector("button"))?.focus();
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-review] > li");
  if (row) makeCurrent(row);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.target?.closest?.("[data-review] > li");
  if (row) document.body.dataset.reviewed = rows().indexOf(row);
});

document.addEventListener("htmx:afterSettle", () => {
  const place = document.body.dataset.reviewed;
  if (place === undefined) return;
  delete document.body.dataset.reviewed;
  goOn(Number(place));
});

if (document.getElementById("bestaetigen")) makeCurrent(next(-1));
