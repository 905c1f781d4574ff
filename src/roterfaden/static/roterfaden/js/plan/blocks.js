// In the form of a new entry the words typed so far find the text blocks of its rubric.
import { selectGap } from "./gaps.js";
import { newList, Suggestions } from "./suggestions.js";

const SHORTEST = 2;

export function startBlocks(editor) {
  const { options: url, wordList: label } = editor.querySelector("[data-capture]").dataset;
  editor.addEventListener("focusin", (event) => {
    const field = event.target;
    if (!field.matches("textarea[name=text]") || field.dataset.suggests || !field.form.elements.text_block) return;
    field.dataset.suggests = "ja";
    suggestFor(field, url, label);
  });
}

function suggestFor(field, url, label) {
  const { rubric, text_block: block } = field.form.elements;
  const list = newList(`${field.id}-bausteine`, label);
  field.after(list);
  field.parentElement.classList.add("has-opts");
  new Suggestions(field, list, { url, ask, choose });

  function ask() {
    const q = field.value.trim();
    if (!q) forget(field, block);
    return q.length >= SHORTEST && !block.value ? { q, rubric: rubric.value } : null;
  }

  function choose({ dataset }) {
    field.value = dataset.text;
    field.dataset.gaps = "ja";
    block.value = dataset.block;
    const topic = field.form.elements.topic;
    if (topic && !topic.value) topic.value = dataset.topic;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    selectGap(field);
  }
}

/** Who begins anew is offered blocks again. */
function forget(field, block) {
  block.value = "";
  delete field.dataset.gaps;
}
