// Tries again until it works: after 1, 2, 4 … 30 seconds, and at once when the connection is back
// or the person has signed in again.
import { SIGNED_IN } from "./session.js";

const LONGEST_PAUSE = 30;

export class Retry {
  constructor(attempt) {
    this.wake = () => {
      this.rest();
      attempt();
    };
    this.tries = 0;
    this.timer = 0;
  }

  /** After a try that did not arrive. */
  later() {
    this.rest();
    this.timer = setTimeout(this.wake, Math.min(LONGEST_PAUSE, 2 ** this.tries) * 1000);
    this.tries += 1;
    window.addEventListener("online", this.wake);
    document.addEventListener(SIGNED_IN, this.wake);
  }

  /** After one that did. */
  done() {
    this.rest();
    this.tries = 0;
  }

  rest() {
    clearTimeout(this.timer);
    window.removeEventListener("online", this.wake);
    document.removeEventListener(SIGNED_IN, this.wake);
  }
}

/** Whether an answer says "not now" rather than "no": none at all, no session, a server in need. */
export function isForLater(answer) {
  return !answer || [401, 408, 429].includes(answer.status) || answer.status >= 500;
}
