// A passage of the document, marked with mouse or keys. Positions count the characters of the text
// as the server does: code points, without the small numbers behind marks.

let lines = [];
/** Where the arrows stop: the paragraphs of the present dimension. */
let own = [];
let here = -1;

/** Look at the document anew, after each change. */
export function begin(doc) {
  lines = doc ? [...doc.querySelectorAll("[data-start]")] : [];
  own = lines.filter((line) => !("other" in line.dataset));
  here = Math.min(here, own.length - 1);
}

/** What is marked now as {start, end}, or nothing. */
export function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const inside = lines.filter((line) => range.intersectsNode(line));
  if (!inside.length) return null;
  const start = positionOf(inside[0], range.startContainer, range.startOffset, 0);
  const last = inside.at(-1);
  const end = positionOf(last, range.endContainer, range.endOffset, lengthOf(last));
  return end > start ? { start, end } : null;
}

/** Mark the next or the previous paragraph as a whole. */
export function step(by) {
  if (!own.length) return false;
  const marked = chosen();
  if (marked) here = own.findIndex((line) => startOf(line) + lengthOf(line) >= marked.start);
  here = Math.max(0, Math.min(own.length - 1, here + by));
  const start = startOf(own[here]);
  mark(start, start + lengthOf(own[here]));
  return true;
}

/** Move the end of the passage by a word. */
export function moveEnd(by) {
  const marked = chosen();
  if (!marked) return false;
  const stops = wordEnds().filter((at) => at > marked.start);
  mark(marked.start, neighbour(stops, marked.end, by) ?? marked.end);
  return true;
}

/** Move its beginning by a word. */
export function moveStart(by) {
  const marked = chosen();
  if (!marked) return false;
  const stops = wordStarts().filter((at) => at < marked.end);
  mark(neighbour(stops, marked.start, by) ?? marked.start, marked.end);
  return true;
}

function mark(start, end) {
  const range = document.createRange();
  range.setStart(...pointAt(start, false));
  range.setEnd(...pointAt(end, true));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

const startOf = (line) => Number(line.dataset.start);
const countOf = (text) => [...text].length;
const lengthOf = (line) => textsOf(line).reduce((sum, node) => sum + countOf(node.data), 0);

function textsOf(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("[data-skip]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** The position of a point of the page; ``otherwise`` where it lies outside of the line. */
function positionOf(line, container, offset, otherwise) {
  if (!line.contains(container)) return startOf(line) + otherwise;
  const point = document.createRange();
  point.setStart(container, offset);
  let before = 0;
  for (const node of textsOf(line)) {
    if (node === container) return startOf(line) + before + countOf(node.data.slice(0, offset));
    if (point.comparePoint(node, 0) >= 0) break;
    before += countOf(node.data);
  }
  return startOf(line) + before;
}

/** The text node and offset of a position; at a seam the node before it for an end. */
function pointAt(position, isEnd) {
  const line = lines.findLast((one) => startOf(one) <= position) ?? lines[0];
  let rest = position - startOf(line);
  const nodes = textsOf(line);
  for (const node of nodes) {
    const length = countOf(node.data);
    if (rest < length || (rest === length && (isEnd || node === nodes.at(-1)))) {
      return [node, [...node.data].slice(0, rest).join("").length];
    }
    rest -= length;
  }
  return [line, line.childNodes.length];
}

const wordEnds = () => edges((word) => word.index + word[0].length);
const wordStarts = () => edges((word) => word.index);

function edges(edge) {
  return lines.flatMap((line) => {
    const text = textsOf(line).map((node) => node.data).join("");
    return [...text.matchAll(/\S+/gu)].map((word) => startOf(line) + countOf(text.slice(0, edge(word))));
  });
}

function neighbour(stops, at, by) {
  return by > 0 ? stops.find((stop) => stop > at) : stops.findLast((stop) => stop < at);
}
