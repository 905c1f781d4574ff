// Searching in the document: all hits are lit, Enter goes to the next one.

const NAME = "rf-seek";
let hits = [];
let at = -1;

export function startSeeking() {
  document.addEventListener("input", (event) => event.target.id === "im-text" && seek(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "im-text" || event.key !== "Enter") return;
    event.preventDefault();
    if (hits.length) show((at + (event.shiftKey ? hits.length - 1 : 1)) % hits.length);
  });
}

function seek(field) {
  const words = field.value.trim().toLowerCase();
  field.closest("[data-seek]").classList.toggle("is-used", Boolean(words));
  hits = words ? [...rangesOf(words)] : [];
  at = -1;
  globalThis.CSS?.highlights?.set(NAME, new Highlight(...hits));
  document.querySelector("[data-found]").textContent = words ? String(hits.length) : "";
  if (hits.length) show(0);
}

function* rangesOf(words) {
  for (const line of document.querySelectorAll("#dokument [data-start]")) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield* inNode(walker.currentNode, words);
  }
}

function* inNode(node, words) {
  const text = node.data.toLowerCase();
  for (let found = text.indexOf(words); found >= 0; found = text.indexOf(words, found + 1)) {
    const range = document.createRange();
    range.setStart(node, found);
    range.setEnd(node, found + words.length);
    yield range;
  }
}

function show(n) {
  at = n;
  document.querySelector("[data-found]").textContent = `${n + 1} / ${hits.length}`;
  hits[n].startContainer.parentElement.scrollIntoView({ block: "center" });
}
