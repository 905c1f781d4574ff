// One line at the foot says how the connection stands; it is silent while all is well. What goes its
// usual way is seen where it was tapped, so it is told to those only who do not see that.
const BACK_FOR = 3000;
const USUAL = 1500;
let isLost = false;
let waiting = 0;
let timer = 0;
let slow = 0;

/** "lost", "found", or how many answers still wait to be sent. */
export function tell(news) {
  if (news === "lost") isLost = true;
  else if (news === "found") {
    if (isLost) say("back", BACK_FOR);
    isLost = false;
    return;
  } else {
    const isFirst = !waiting && news;
    if (waiting && !news && !isLost) say("sent", BACK_FOR, { isRoutine: slow !== 0 });
    waiting = news;
    if (isFirst && !isLost) slow = setTimeout(isSlow, USUAL);
    if (!waiting) return;
  }
  if (isLost) say("lost");
}

function isSlow() {
  slow = 0;
  if (waiting && !isLost) say("sending");
}

/** What the server could not take, in the words of the page. */
export function complain(words) {
  show(words, false);
}

function say(word, duration = 0, { isRoutine = false } = {}) {
  const place = document.getElementById("leitung");
  if (!place) return;
  show(place.dataset[word] ?? "", isRoutine);
  if (duration) timer = setTimeout(() => (place.textContent = ""), duration);
}

function show(words, isRoutine) {
  const place = document.getElementById("leitung");
  if (!place) return;
  clearTimeout(timer);
  clearTimeout(slow);
  slow = 0;
  place.classList.toggle("is-routine", isRoutine);
  place.textContent = words;
}
