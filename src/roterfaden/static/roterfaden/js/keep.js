// Keeps what was typed but not stored, in this tab only (sessionStorage), form by form, until the
// server has it or the person signs out. Passwords and files are never kept. Forms that a script
// brings later are filled when they come (``restore``). The server tells by a cookie which sent form
// has arrived (web/components/arrivals.py); without that word the text stays.
import { isAnythingUnsent, leaveInPeace, settle, warnWhile } from "./unsent.js";

const PREFIX = "getippt:";
const ARRIVED = "angekommen";
const TYPES = ["text", "search", "tel", "email", "number", "date"].map((type) => `[type=${type}]`);
const TYPED = `textarea, input:not([type]), input:is(${TYPES})`;
const CHOSEN = "select, input:is([type=radio], [type=checkbox])";
/** Dispatched on document when everything kept was dropped because the person signed out. */
export const SIGNED_OFF = "rf:signed-off";
const channel = new BroadcastChannel("abgemeldet");
let user = null;

export function startKeeping(account) {
  user = account;
  dropArrived();
  dropOthers();
  restore(document);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => event.target.form && keep(event.target.form));
  }
  document.addEventListener("htmx:afterSettle", (event) => restore(event.target));
  document.addEventListener("rf:stored", (event) => event.target.matches?.("form") && drop(event.target));
  document.addEventListener("submit", (event) => onSignOut(event), { capture: true });
  channel.addEventListener("message", () => dropAll());
  warnWhile(() => ownForms(document).some((form) => !form.matches("[data-autosave]") && find(form)));
}

/** The same person is back after a sign-out in another tab: what stands here is kept again. */
export function resumeKeeping(account) {
  user = account;
  for (const form of ownForms(document)) keep(form);
}

/** Store what stands in this form, if somebody typed in it. */
export function keep(form, more = {}) {
  if (!user || !isKeepable(form)) return;
  const { held, unanswered } = find(form) ?? {};
  const values = valuesOf(form);
  if (!held && !unanswered && !more.unanswered && !isTouched(form)) drop(form);
  else write(keyOf(form), { user, page: location.pathname, values, held, unanswered, ...more });
  tell(form);
}

/** The server has it, or the person does not want it any more. */
export function drop(form) {
  sessionStorage.removeItem(keyOf(form));
  tell(form);
}

export function find(form) {
  return read(keyOf(form));
}

/** Addresses of forms of this page that hold kept words but are not open. */
export function waitingElsewhere() {
  const open = new Set(ownForms(document).map(keyOf));
  const mine = ownKeys().filter((key) => !open.has(key) && read(key)?.page === location.pathname);
  return mine.map((key) => ({ address: key.slice(PREFIX.length), kept: read(key) }));
}

export function dropAddress(address) {
  sessionStorage.removeItem(PREFIX + address);
}

/** What the sent form bears, so that its arrival can be told. */
export function markSent(form) {
  const token = crypto.randomUUID();
  write(keyOf(form), { ...find(form), sent: token });
  return token;
}

/** Fill the forms within ``root`` with what was kept for them. */
export function restore(root) {
  for (const form of ownForms(root)) {
    const kept = find(form);
    if (!kept || form.dataset.restored) continue;
    form.dataset.restored = "ja";
    if (stands(form, kept)) keep(form, { held: true });
    else fill(form, kept);
  }
}

/** Whether the server has shown it again without storing it: not to be dropped as unchanged. */
function stands(form, kept) {
  const here = valuesOf(form);
  const isSame = (name) => String(here[name]) === String(kept.values[name]);
  return form.matches("[data-bound]") || Object.keys(kept.values).every(isSame);
}

function fill(form, kept) {
  const fields = keptFields(form).filter((field) => kept.values[field.name] !== undefined);
  for (const field of fields) {
    const values = kept.values[field.name];
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  for (const field of fields) field.dispatchEvent(new Event("input", { bubbles: true }));
}

function keptFields(form) {
  const hidden = form.matches("[data-keep]") ? ", input[type=hidden]" : "";
  return [...form.elements].filter(
    (field) => field.name && field.name !== "csrfmiddlewaretoken" && field.matches(`${TYPED}, ${CHOSEN}${hidden}`),
  );
}

function valuesOf(form) {
  const values = {};
  for (const field of keptFields(form)) {
    const isChoice = field.matches("[type=radio], [type=checkbox]");
    values[field.name] ??= [];
    if (!isChoice || field.checked) values[field.name].push(field.value);
  }
  return values;
}

function isTouched(form) {
  return [...form.elements].some((field) => field.matches(TYPED) && field.value !== field.defaultValue);
}

function ownForms(root) {
  const forms = [...(root.querySelectorAll?.("form[method=post]") ?? [])];
  if (root.matches?.("form[method=post]")) forms.push(root);
  return forms.filter(isKeepable);
}

function isKeepable(form) {
  return (
    form.method === "post" &&
    !form.matches("[data-sign-out], [data-not-kept]") &&
    [...form.elements].some((field) => field.matches(TYPED)) &&
    ![...form.elements].some((field) => field.matches("[type=password]"))
  );
}

/** The address of the form; where a page has several without one, also which of them it is. */
function keyOf(form) {
  if (form.getAttribute("action")) return PREFIX + addressOf(form);
  const twins = ownForms(document).filter((other) => addressOf(other) === addressOf(form));
  const place = twins.indexOf(form);
  return PREFIX + addressOf(form) + (place > 0 ? `#${place}` : "");
}

function addressOf(form) {
  return new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
}

/** One line at the buttons says that the text is safe here, and not yet sent. */
function tell(form) {
  if (form.matches("[data-autosave]") || !form.isConnected) return;
  const place = form.querySelector(".rf-kept");
  if (!find(form)) place?.remove();
  else if (!place) say(form, "kept");
}

/** Show one of the sentences of the session dialog at the buttons of the form. */
export function say(form, name) {
  const place = form.querySelector(".rf-kept") ?? newPlace(form);
  place.textContent = document.getElementById("sitzung").getAttribute(`data-word-${name}`);
  place.dataset.state = name;
}

function newPlace(form) {
  const place = document.createElement("p");
  place.className = "rf-kept rf-small rf-muted";
  place.setAttribute("role", "status");
  form.append(place);
  return place;
}

/** What can still be sent is sent; what cannot would be gone, so the person is asked. */
async function onSignOut(event) {
  const form = event.target;
  if (!form.matches("[data-sign-out]")) return;
  event.preventDefault();
  await settle();
  const question = document.getElementById("sitzung").dataset.wordSignOut;
  if (isAnythingUnsent() && !window.confirm(question)) return;
  leaveInPeace();
  dropAll();
  channel.postMessage("jetzt");
  form.submit();
}

/** Signed out, here or in another tab: nothing stays, and nothing is kept any more. */
export function dropAll() {
  user = null;
  for (const key of ownKeys()) sessionStorage.removeItem(key);
  document.dispatchEvent(new Event(SIGNED_OFF));
}

/** What the server has told to have taken. */
function dropArrived() {
  const arrived = document.cookie.match(new RegExp(`(?:^|; )${ARRIVED}=([^;]*)`))?.[1];
  for (const key of ownKeys()) {
    const kept = read(key);
    if (!kept?.sent) continue;
    if (kept.sent === arrived) sessionStorage.removeItem(key);
    else write(key, { ...kept, sent: undefined });
  }
}

/** Somebody else signed in at this machine: what the one before wrote is not for these eyes. */
function dropOthers() {
  for (const key of ownKeys()) if (read(key)?.user !== user) sessionStorage.removeItem(key);
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
