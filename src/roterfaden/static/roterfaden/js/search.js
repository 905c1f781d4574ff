// Finding a person as one types; before that, who was opened last. Without this the form leads to the list of cases.
import { Listbox } from "./listbox.js";
import { SIGNED_OUT } from "./session.js";

const PAUSE = 120;
const SHORTEST = 2;

export function startSearch() {
  const input = document.querySelector("input[data-suggest]");
  if (!input) return;
  const list = makeList(input);
  const listbox = new Listbox(input, list, (option) => location.assign(option.dataset.href));
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => suggest(input, list, listbox), PAUSE);
  });
  input.addEventListener("focus", () => {
    if (!input.value.trim()) suggest(input, list, listbox);
  });
  input.addEventListener("blur", () => listbox.close());
}

function makeList(input) {
  const list = document.createElement("ul");
  list.className = "rf-find__list";
  list.id = `${input.id}-liste`;
  list.role = "listbox";
  list.ariaLabel = input.dataset.suggestLabel;
  list.hidden = true;
  input.form.append(list);
  return list;
}

let latest = 0;

async function suggest(input, list, listbox) {
  const words = input.value.trim();
  const mine = ++latest;
  if (words && words.length < SHORTEST) {
    list.replaceChildren();
    listbox.close();
    return;
  }
  const address = new URL(input.dataset.suggest, location.href);
  address.searchParams.set("q", words);
  const answer = await fetch(address, { headers: { "X-Fragment": "options" } }).catch(() => null);
  if (answer?.status === 401) document.dispatchEvent(new Event(SIGNED_OUT));
  // Answers may overtake each other; only the one to the last words counts.
  if (!answer?.ok || mine !== latest || document.activeElement !== input) return;
  list.innerHTML = await answer.text();
  // Nothing opened yet and nothing typed: no need to unfold an empty list.
  if (!words && !list.querySelector("[data-href]")) return;
  listbox.open();
}
