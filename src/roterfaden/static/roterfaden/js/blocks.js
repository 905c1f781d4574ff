// The form of a text block: gaps are put in by a click, and the sentence is shown as it will stand.
const GAP = /\{\s*([^{}\r\n]{1,40}?)\s*\}/g;
const LONG = 18;

const wording = document.querySelector("[data-wording]");
const preview = document.querySelector("[data-preview]");
const buttons = [...document.querySelectorAll("[data-gap]")];
const known = new Map();
let visited = false;
for (const { dataset } of buttons) {
  known.set(dataset.gap.toLowerCase(), dataset);
  known.set(dataset.label.toLowerCase(), dataset);
}

function piecesOf(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(GAP)) {
    if (!/\p{L}/u.test(match[1])) continue;
    pieces.push({ text: text.slice(end, match.index) }, { gap: match[1] });
    end = match.index + match[0].length;
  }
  return [...pieces, { text: text.slice(end) }];
}

function chip(name) {
  const part = document.createElement("span");
  part.className = "rf-gap";
  part.textContent = name;
  return part;
}

function shown(piece) {
  if (!piece.gap) return piece.text;
  const gap = known.get(piece.gap.toLowerCase());
  return chip(gap?.label ?? piece.gap.replaceAll("_", " "));
}

function filled(piece) {
  if (!piece.gap) return piece.text;
  const gap = known.get(piece.gap.toLowerCase());
  return gap?.example || `… ${piece.gap.replaceAll("_", " ")} …`;
}

function update() {
  const pieces = piecesOf(wording.value);
  preview.hidden = !wording.value.trim();
  preview.querySelector("[data-chips]").replaceChildren(...pieces.map(shown));
  const sentence = pieces.map(filled).join("");
  preview.querySelector("[data-filled]").textContent = sentence;
  const words = sentence.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length;
  const note = preview.querySelector("[data-length]");
  note.textContent = note.dataset[words > LONG ? "long" : "short"]?.replace("%", words) ?? "";
}

/** At the caret; at the end where nobody has been in the field yet. */
function put(key) {
  const { value } = wording;
  const [from, to] = visited ? [wording.selectionStart, wording.selectionEnd] : [value.length, value.length];
  const before = /\S$/.test(value.slice(0, from)) ? " " : "";
  const after = /^[\p{L}\d{]/u.test(value.slice(to)) ? " " : "";
  wording.setRangeText(`${before}{${key}}${after}`, from, to, "end");
  wording.dispatchEvent(new Event("input", { bubbles: true }));
  wording.focus();
}

if (wording && preview) {
  wording.addEventListener("input", update);
  wording.addEventListener("focus", () => { visited = true; });
  for (const button of buttons) button.addEventListener("click", () => put(button.dataset.gap));
  update();
}
