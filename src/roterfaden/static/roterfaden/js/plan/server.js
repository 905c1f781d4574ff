// Requests of the editor: with the token, and with a word to the session what became of them.
import { SIGNED_OUT, WORKED_HERE } from "../session.js";

const PATIENCE = 20_000;

/** POST as a form; the answer, or null when the server cannot be reached or does not answer. */
export async function send(url, body, { headers = {}, signal, keepalive = false } = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      body,
      keepalive,
      signal: signal ?? AbortSignal.timeout(PATIENCE),
      headers: { ...pageHeaders(), ...headers },
      redirect: "error",
    });
  } catch {
    return null;
  }
  if (answer.status === 401) document.dispatchEvent(new Event(SIGNED_OUT));
  else if (answer.ok) document.dispatchEvent(new Event(WORKED_HERE));
  return answer;
}

/** A change in the page that the sheet must follow. */
export function changed(element) {
  element.dispatchEvent(new Event("plan:changed", { bubbles: true }));
}

export function say(words) {
  const place = document.getElementById("ansage");
  if (place) place.textContent = words;
}

/** A sentence of the interface, translated by the page. */
export function words(name) {
  return document.querySelector("[data-editor]")?.getAttribute(`data-word-${name}`) ?? "";
}

function pageHeaders() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
}
