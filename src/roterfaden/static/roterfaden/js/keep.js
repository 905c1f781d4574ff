// Keeps what was typed but not sent, in this tab only, until it is sent or the person signs out.
// Passwords, files and hidden fields are never kept.

const PREFIX = "getippt:";
const FIELDS = "form[method=post] :is(textarea, input[type=text], input[type=search], select)";

export function keepTyping(user) {
  forgetSent();
  forgetOthers(user);
  restore(user);
  document.addEventListener("input", () => keep(user));
  document.addEventListener("submit", (event) => markSent(event.target));
}

export function forgetAll() {
  for (const key of ownKeys()) sessionStorage.removeItem(key);
}

/** On the sign-in page: what was sent did not arrive, so it is needed again. */
export function unmarkSent() {
  for (const key of ownKeys()) write(key, { ...read(key), sent: false });
}

function keep(user) {
  const values = {};
  for (const field of changedFields()) values[nameOf(field)] = field.value;
  if (Object.keys(values).length) write(here(), { user, values, sent: false });
  else sessionStorage.removeItem(here());
}

function restore(user) {
  const kept = read(here());
  if (!kept) return;
  for (const field of document.querySelectorAll(FIELDS)) {
    const value = kept.values[nameOf(field)];
    if (value === undefined || isChanged(field)) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function markSent(form) {
  if (form.hasAttribute("data-sign-out")) {
    forgetAll();
    return;
  }
  const kept = read(here());
  if (kept) write(here(), { ...kept, sent: true });
}

function forgetSent() {
  for (const key of ownKeys()) if (read(key)?.sent) sessionStorage.removeItem(key);
}

/** Somebody else signed in at this machine: what the one before wrote is not for these eyes. */
function forgetOthers(user) {
  for (const key of ownKeys()) if (read(key)?.user !== user) sessionStorage.removeItem(key);
}

function changedFields() {
  return [...document.querySelectorAll(FIELDS)].filter((field) => isChanged(field));
}

function isChanged(field) {
  if (field.matches("select")) return [...field.options].some((o) => o.selected !== o.defaultSelected);
  return field.value !== field.defaultValue;
}

function nameOf(field) {
  return `${field.form.getAttribute("action") ?? ""}#${field.name || field.id}`;
}

function here() {
  return PREFIX + location.pathname;
}

function ownKeys() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  return JSON.parse(sessionStorage.getItem(key) ?? "null");
}

function write(key, value) {
  sessionStorage.setItem(key, JSON.stringify(value));
}
