// Sends what was taken in the capture field, one thing after the other, and gives back what did not
// arrive. Sent again it bears the same id, so that it stands in the plan once.
import { changed, say, send, words } from "./server.js";
import { stand } from "./standing.js";
import { AS_SCRIPT, putForm, putRow } from "./taken.js";

export class Taking {
  /** ``giveBack`` gets the words that could not be taken, and all that was sent with them. */
  constructor(editor, url, giveBack) {
    Object.assign(this, { editor, url, giveBack });
    this.refused = null;
    this.sent = Promise.resolve();
    this.opened = new Set();
  }

  take(what, text) {
    const said = new URLSearchParams(what).toString();
    const id = this.refused?.said === said ? this.refused.id : crypto.randomUUID();
    this.sent = this.sent.then(() => this.send({ said, id, text, what }));
  }

  async send({ said, id, text, what }) {
    stand(this, "saving");
    const body = new URLSearchParams(said);
    body.append("new_id", id);
    const answer = await send(this.url, body, AS_SCRIPT);
    const made = await answer?.json().catch(() => null);
    if (answer?.ok && made) {
      this.put(made);
      return;
    }
    this.refused = { said, id };
    this.giveBack(text, what);
    const state = !answer ? "offline" : answer.status === 401 ? "signed-out" : "failed";
    stand(this, state, made?.why);
    say(made?.why ?? words(state));
  }

  put(made) {
    this.refused = null;
    stand(this, "saved", made.saved);
    for (const one of made.before ?? []) putRow(one);
    if (made.form) putForm(made);
    else if (putRow(made)) this.opened.add(`e-${made.entry}`);
    say(made.said);
    changed(this.editor);
  }
}
