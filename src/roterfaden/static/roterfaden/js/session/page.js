// The recipient's page: it follows the plan as it grows, sends answers, and loses nothing when the
// line is cut. Without it every form works by itself and the page is read again by reloading.
import { startAloud } from "./aloud.js";
import { startFollowing } from "./following.js";
import { forget, startSaying } from "./saying.js";

const talk = document.querySelector("[data-talk], [data-waiting]");
if (talk) {
  const following = startFollowing(talk);
  startSaying(following, talk.dataset.view ?? "");
  startAloud();
} else {
  // The page after the end: what could not be sent goes too.
  forget();
}
