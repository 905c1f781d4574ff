// Before a page is left: what can be saved is saved, and while something typed has not arrived the
// browser asks. Only then.

const PATIENCE = 3000;
const askers = new Set();
const savers = new Set();
let isLeaving = false;

export function startUnsent() {
  window.addEventListener("beforeunload", (event) => {
    if (isLeaving || !isAnythingUnsent()) return;
    // On its way while the browser asks.
    for (const save of savers) save();
    event.preventDefault();
  });
  document.addEventListener("click", (event) => onLink(event));
}

/** ``ask`` says whether something of its own is unsent. */
export function warnWhile(ask) {
  askers.add(ask);
}

/** ``save`` is called and awaited before a link of the page is followed. */
export function beforeLeaving(save) {
  savers.add(save);
}

export function isAnythingUnsent() {
  return [...askers].some((ask) => ask());
}

/** The page is left on purpose: what is unsent is on its way, or is not for this person any more. */
export function leaveInPeace() {
  isLeaving = true;
}

/** Save what can be saved now, without waiting for ever. */
export async function settle() {
  const saved = Promise.allSettled([...savers].map((save) => save()));
  await Promise.race([saved, new Promise((done) => setTimeout(done, PATIENCE))]);
}

async function onLink(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !leadsAway(event, link) || !savers.size || !isAnythingUnsent()) return;
  event.preventDefault();
  await settle();
  location.assign(link.href);
}

function leadsAway(event, link) {
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button || link.target;
  const here = link.href.split("#")[0] === location.href.split("#")[0] && link.hash;
  return !event.defaultPrevented && !elsewhere && !here && !link.matches("[hx-get], [download]");
}
