// The rows of the review: one is the current one and shows its keys; which comes next.

export function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

export function makeCurrent(row) {
  for (const one of rows()) {
    one.toggleAttribute("data-current", one === row);
    if (one === row) linkOf(one).setAttribute("aria-current", "step");
    else linkOf(one).removeAttribute("aria-current");
  }
}

export function goTo(row) {
  makeCurrent(row);
  linkOf(row).focus();
  row.scrollIntoView({ block: "nearest" });
}

/** The next row without a word; when all have one, the way on to the new plan. */
export function goOn(row) {
  const all = rows();
  const waiting = all.filter((one) => one.hasAttribute("data-waiting"));
  const next = waiting.find((one) => all.indexOf(one) > all.indexOf(row)) ?? waiting[0];
  if (next) goTo(next);
  else document.querySelector("[data-go-on]").focus();
}

export function linkOf(row) {
  return row.querySelector("[data-open]");
}

/** The row as the server shows it now, in the place of what stood there. */
export function replaceRow(fresh) {
  const old = document.getElementById(fresh.id);
  const held = old.contains(document.activeElement);
  if (isWrittenIn(old)) return old;
  old.replaceWith(fresh);
  if (old.hasAttribute("data-current")) makeCurrent(fresh);
  if (held) (fresh.querySelector("[data-next-goal] input[type=text]") ?? linkOf(fresh)).focus();
  return fresh;
}

/** A row in which somebody types, or which has something on its way, stays as it is. */
function isWrittenIn(row) {
  const field = row.contains(document.activeElement) && document.activeElement;
  return row.hasAttribute("data-sending") || Boolean(field && field.matches("input[type=text]"));
}

/** Words beside the entry, until the server tells them itself. */
export function tell(row, ...words) {
  row.querySelector("[data-told]").textContent = words.filter(Boolean).join(" · ");
}
