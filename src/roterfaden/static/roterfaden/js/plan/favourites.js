// The star of a text block in the list: a click on it, or F9, marks a favourite instead of taking it.
import { say, send } from "./server.js";
import { AS_SCRIPT } from "./taken.js";

export function startFavourites(list, url) {
  list.addEventListener("click", (event) => onClick(event, url), { capture: true });
}

function onClick(event, url) {
  const star = event.target.closest("[data-star]");
  if (!star) return;
  event.stopPropagation();
  like(star.closest("[role=option]"), url);
}

/** Mark the block of this option as a favourite, or no longer. */
export async function like(option, url) {
  const star = option?.querySelector("[data-star]");
  if (!star) return;
  const isLiked = star.dataset.star === "ja";
  const body = new URLSearchParams({ block: option.dataset.block, favorit: isLiked ? "nein" : "ja" });
  const answer = await send(url, body, AS_SCRIPT);
  if (!answer?.ok) return;
  star.dataset.star = isLiked ? "" : "ja";
  star.querySelector("[data-star-words]").hidden = isLiked;
  say((await answer.json()).said);
}
