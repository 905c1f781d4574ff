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

// After a word the next row is the current one; the row that was spoken about can be taken back.
const last = document.getElementById(location.hash.replace("#zuletzt-", "n-"));
last?.toggleAttribute("data-last", true);
const named = location.hash.startsWith("#n-") ? last : null;
named?.closest("[data-settled]")?.setAttribute("open", "");
makeCurrent(named ?? rows()[0]);
