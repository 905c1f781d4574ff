// One line tells how what was typed stands: the worst of all forms that are open.
import { words } from "./server.js";

const WORST_FIRST = ["failed", "signed-out", "offline", "again", "saving"];
const told = new Map();
let lastSaved = document.getElementById("stand")?.textContent ?? "";

// Other answers of the server bring the time of saving, too.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target.id !== "stand") return;
  lastSaved = event.detail.target.textContent;
  show();
});

/** How ``owner`` stands: "saved", "saving", "again", "offline", "signed-out" or "failed". */
export function stand(owner, state, said = "") {
  if (state === "saved") {
    told.delete(owner);
    lastSaved = said || lastSaved;
  } else told.set(owner, { state, said });
  show();
}

export function forgetStanding(owner) {
  if (told.delete(owner)) show();
}

function show() {
  const place = document.getElementById("stand");
  if (!place) return;
  for (const owner of told.keys()) if (owner instanceof Element && !owner.isConnected) told.delete(owner);
  const worst = WORST_FIRST.map((state) => [...told.values()].find((one) => one.state === state));
  const { state, said } = worst.find(Boolean) ?? { state: "saved", said: lastSaved };
  const sentence = said || words(state);
  if (sentence && place.textContent !== sentence) place.textContent = sentence;
  place.dataset.state = state;
}
