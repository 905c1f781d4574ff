// One line at the foot says how the connection stands; it is silent while all is well.
const BACK_FOR = 3000;
let isLost = false;
let waiting = 0;
let timer = 0;

/** "lost", "found", or how many answers still wait to be sent. */
export function tell(news) {
  if (news === "lost") isLost = true;
  else if (news === "found") {
    if (isLost) say("back", BACK_FOR);
    isLost = false;
    return;
  } else {
    if (waiting && !news && !isLost) say("sent", BACK_FOR);
    waiting = news;
    if (!waiting) return;
  }
  if (isLost) say("lost");
  else if (waiting) say("sending");
}

function say(word, duration = 0) {
  const place = document.getElementById("leitung");
  if (!place) return;
  clearTimeout(timer);
  place.textContent = place.dataset[word] ?? "";
  if (duration) timer = setTimeout(() => (place.textContent = ""), duration);
}
