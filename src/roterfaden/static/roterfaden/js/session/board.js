// Puts a board that was read anew into the page: entries that are the same stay, and what somebody
// writes in, or has just sent, is never taken away.
const SENDING = ".is-sending";

export function put(text) {
  const news = new DOMParser().parseFromString(text, "text/html").getElementById("tafel");
  const board = document.getElementById("tafel");
  if (!news || !board) return;
  const before = entriesOf(board);
  renewList(board.querySelector(".rf-talk"), news.querySelector(".rf-talk"));
  renewRest(board, news);
  board.dataset.mark = news.dataset.mark;
  announce(before, entriesOf(board));
}

/** What must not be replaced: it is being written in, or waits to be sent. */
function isHeld(row) {
  const written = [...row.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  return written || row.matches(SENDING) || row.querySelector(SENDING) !== null;
}

function renewList(list, news) {
  const fresh = [...news.children];
  const wanted = new Set(fresh.map((row) => row.id));
  for (const row of [...list.children]) if (!wanted.has(row.id)) row.remove();
  let place = null;
  for (const row of fresh) {
    const own = document.getElementById(row.id);
    const kept = own && (isHeld(own) || isSame(own, row)) ? own : row;
    if (own && kept !== own) replace(own, row);
    if (place ? place.nextElementSibling !== kept : list.firstElementChild !== kept) {
      if (place) place.after(kept);
      else list.prepend(kept);
    }
    place = kept;
  }
}

/** Wishes, topics and notes around the list; as a whole, unless the focus is in them. */
function renewRest(board, news) {
  const isRest = (node) => !node.matches(".rf-talk");
  const old = [...board.children].filter(isRest);
  const rest = [...news.children].filter(isRest);
  const same = old.length === rest.length && old.every((node, place) => isSame(node, rest[place]));
  if (same || old.some((node) => isHeld(node))) return;
  const focused = old.map((node) => node.contains(document.activeElement)).some(Boolean) ? document.activeElement : null;
  const list = board.querySelector(".rf-talk");
  const above = [...news.children].indexOf(news.querySelector(".rf-talk"));
  for (const node of old) node.remove();
  rest.forEach((node, place) => (place < above ? list.before(node) : board.append(node)));
  refocus(board, focused);
}

function replace(own, fresh) {
  const focused = own.contains(document.activeElement) ? document.activeElement : null;
  own.replaceWith(fresh);
  refocus(fresh, focused);
}

/** The focus goes to what took the place of the control that had it. */
function refocus(within, focused) {
  if (!focused) return;
  const same = [...within.querySelectorAll("button, a")].find(
    (one) => one.name === focused.name && one.value === focused.value && one.closest("form")?.code?.value === focused.form?.code?.value,
  );
  (same ?? within.querySelector("a, button"))?.focus();
}

/** The same but for the ids and tokens that each reading makes anew. */
function isSame(one, other) {
  return signature(one) === signature(other);
}

function signature(node) {
  const copy = node.cloneNode(true);
  for (const field of copy.querySelectorAll("[name=key], [name=csrfmiddlewaretoken]")) field.remove();
  for (const form of copy.querySelectorAll("[data-say=different]")) form.removeAttribute("hidden");
  return copy.outerHTML.replace(/\s+/g, " ");
}

function entriesOf(board) {
  const rows = [...board.querySelectorAll("[data-entry]")];
  return new Map(rows.map((row) => [row.id, row.querySelector("[data-speak]")?.textContent.trim() ?? ""]));
}

function announce(before, after) {
  const place = document.getElementById("ansage");
  if (!place) return;
  const said = [];
  for (const [id, text] of after) {
    if (!before.has(id)) said.push(place.dataset.new.replace("{text}", text));
    else if (before.get(id) !== text) said.push(place.dataset.changed.replace("{text}", text));
  }
  if ([...before.keys()].some((id) => !after.has(id))) said.push(place.dataset.removed);
  if (said.length) place.textContent = said.join(" ");
}
