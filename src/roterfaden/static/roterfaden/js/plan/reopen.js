// Entries that were being written when the page went away are opened again, with what was typed.
import { dropAddress, waitingElsewhere } from "../keep.js";

export function startReopening(editor) {
  for (const { address, kept } of waitingElsewhere()) {
    const link = editor.querySelector(`a[hx-get="${CSS.escape(address)}"]`);
    if (link) link.click();
    else show(address, kept);
  }
}

/** There is no place for it any more: the words are shown, to be copied or thrown away. */
function show(address, kept) {
  const text = kept.values.text?.[0];
  if (!text) {
    dropAddress(address);
    return;
  }
  const place = document.getElementById("uebrig");
  const row = place.querySelector("template").content.firstElementChild.cloneNode(true);
  row.querySelector("q").textContent = text;
  row.querySelector("button").addEventListener("click", () => {
    dropAddress(address);
    row.remove();
  });
  place.append(row);
  place.hidden = false;
}
