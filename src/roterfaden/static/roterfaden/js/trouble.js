// A part of a page that could not be fetched or sent: says so in place, leaves the text where it is,
// and offers to try again. Forms that save by themselves tell it beside their own state.

const OWN_WORDS = "[data-autosave]";
const AGAIN = new WeakMap();

export function startTrouble() {
  if (!document.getElementById("stoerung")) return;
  document.addEventListener("htmx:sendError", (event) => tell(event, "offline"));
  document.addEventListener("htmx:timeout", (event) => tell(event, "slow"));
  document.addEventListener("htmx:responseError", (event) => tell(event, nameOf(event.detail.xhr)));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) AGAIN.get(event.detail.elt)?.remove();
  });
}

function nameOf({ status }) {
  if (status === 403) return "forbidden";
  if (status === 404) return "gone";
  return status >= 500 ? "failed" : "refused";
}

function tell(event, name) {
  const { elt, xhr, requestConfig } = event.detail;
  // 401: the dialog of the session says it.
  if (xhr?.status === 401 || elt.closest(OWN_WORDS)) return;
  const known = document.getElementById("stoerung").dataset;
  const words = reasonIn(xhr) ?? known[name] ?? known.failed;
  AGAIN.get(elt)?.remove();
  const alert = alertOf(words, () => repeat(elt, requestConfig));
  AGAIN.set(elt, alert);
  placeOf(elt).prepend(alert);
  alert.scrollIntoView({ block: "nearest" });
}

/** What a rule refuses, the server says in a page of its own; its words are taken from there. */
function reasonIn(xhr) {
  if (!xhr || xhr.status < 400 || xhr.status >= 500 || xhr.status === 404) return null;
  const page = new DOMParser().parseFromString(xhr.responseText ?? "", "text/html");
  return page.querySelector("main .rf-prose p")?.textContent.trim() || null;
}

function alertOf(words, again) {
  const alert = document.getElementById("stoerung").content.cloneNode(true).firstElementChild;
  alert.querySelector("[data-what]").textContent = words;
  alert.querySelector("[data-again]").addEventListener("click", () => {
    alert.remove();
    again();
  });
  return alert;
}

function placeOf(elt) {
  return elt.closest("form, section, li, [role=status]") ?? document.getElementById("inhalt");
}

function repeat(elt, config) {
  if (elt.matches("form")) elt.requestSubmit();
  else if (elt.matches("button, a")) elt.click();
  else window.htmx.ajax(config.verb.toUpperCase(), config.path, { source: elt });
}
