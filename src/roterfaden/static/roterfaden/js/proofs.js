// The proof ledger: one row is the current one and the digits act on it (web/components/keys.py).
// Where a reason is needed, the digit opens its field and the hand goes on writing.
const rows = () => [...document.querySelectorAll("[data-ledger] > li")];

function makeCurrent(row) {
  for (const one of rows()) one.toggleAttribute("data-current", one === row);
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-ledger] > li");
  if (row) makeCurrent(row);
});

document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.open && !("settled" in event.target.dataset)) event.target.querySelector("input:not([type=hidden])")?.focus();
  },
  true,
);

const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
named?.closest("[data-settled]")?.setAttribute("open", "");
makeCurrent(named ?? rows()[0]);
