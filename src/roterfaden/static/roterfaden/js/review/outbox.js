// What was said goes to the server in the order in which it was said, one after the other, and again
// until it has arrived. The person goes on meanwhile.
import { send } from "../plan/server.js";
import { isForLater, Retry } from "../retry.js";
import { ask, SIGNED_OUT } from "../session.js";
import { beforeLeaving, warnWhile } from "../unsent.js";

const HEADERS = { "HX-Request": "true" };

export class Outbox {
  constructor() {
    this.letters = [];
    this.running = null;
    this.retry = new Retry(() => this.run());
    beforeLeaving(() => this.run());
    warnWhile(() => !this.isEmpty());
  }

  isEmpty() {
    return this.letters.length === 0;
  }

  /** ``answered`` gets the answer, ``waits`` is called when it has to be sent again. */
  add(url, body, { answered, waits }) {
    body.delete("csrfmiddlewaretoken");
    this.letters.push({ url, body, answered, waits });
    return this.run();
  }

  /** Send all there is; resolves when it has arrived, or when the line is cut. */
  run() {
    this.running ??= this.untilEmpty().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async untilEmpty() {
    while (!this.isEmpty()) {
      const [letter] = this.letters;
      const answer = await send(letter.url, letter.body, { headers: HEADERS });
      if (answer?.status === 403 && !letter.hasNewToken) {
        if (!(await this.withNewToken(letter))) return;
      } else if (isForLater(answer)) {
        this.later(letter);
        return;
      } else {
        const text = await answer.text();
        this.letters.shift();
        this.retry.done();
        letter.answered(answer, text);
      }
    }
  }

  /** Signed in again elsewhere the token is another one; with that the same is sent again. */
  async withNewToken(letter) {
    const state = await ask();
    letter.hasNewToken = state === "here";
    if (letter.hasNewToken) return true;
    if (state !== "away") document.dispatchEvent(new Event(SIGNED_OUT));
    this.later(letter);
    return false;
  }

  later(letter) {
    letter.waits();
    this.retry.later();
  }
}
