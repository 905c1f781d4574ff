// The page hears when something changed (web/events) and reads the board again. While it hears
// nothing it asks every few seconds; back on the line it reads anew what happened meanwhile.
import { put } from "./board.js";
import { tell } from "./line.js";

const PAUSE = 30;
const ASKS_EVERY = 3000;
const LOST_AFTER = 2000;

export function startFollowing(place) {
  const following = new Following(place);
  following.start();
  return following;
}

class Following {
  constructor(place) {
    this.place = place;
    this.stream = null;
    this.timer = 0;
    this.asking = 0;
    this.losing = 0;
    this.isReading = false;
    this.isWanted = false;
    this.opened = "";
  }

  start() {
    if (!this.place.dataset.state) return;
    this.listen();
    window.addEventListener("online", () => this.again());
    window.addEventListener("offline", () => this.lost());
    document.addEventListener("visibilitychange", () => !document.hidden && this.again());
    window.addEventListener("pagehide", () => this.stream?.close());
  }

  get mark() {
    return document.getElementById("tafel")?.dataset.mark ?? "";
  }

  listen() {
    this.stream?.close();
    this.stream = new EventSource(this.place.dataset.events, { withCredentials: true });
    for (const name of ["open", "changed", "talk"]) {
      this.stream.addEventListener(name, (event) => event.data && this.hear(JSON.parse(event.data)));
    }
    this.stream.addEventListener("error", () => this.onError());
  }

  hear({ version, talk }) {
    clearInterval(this.asking);
    this.asking = 0;
    this.found();
    if (`${version}-${talk}` !== this.mark) this.soon();
  }

  onError() {
    this.asking ||= setInterval(() => this.read(), ASKS_EVERY);
    this.losing ||= setTimeout(() => this.read(), LOST_AFTER);
  }

  again() {
    if (this.stream.readyState === EventSource.CLOSED) this.listen();
    this.soon();
  }

  lost() {
    tell("lost");
  }

  found() {
    clearTimeout(this.losing);
    this.losing = 0;
    tell("found");
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), PAUSE);
  }

  /** Open another entry for an answer. */
  open(entry) {
    this.opened = entry;
    return this.read();
  }

  async read() {
    if (this.isReading) {
      this.isWanted = true;
      return;
    }
    this.isReading = true;
    await this.readOnce();
    this.isReading = false;
    if (this.isWanted) {
      this.isWanted = false;
      this.soon();
    }
  }

  async readOnce() {
    const query = this.opened ? `?offen=${encodeURIComponent(this.opened)}` : "";
    const headers = { "X-Fragment": "mitsicht" };
    const answer = await fetch(this.place.dataset.state + query, { headers, redirect: "error" }).catch(() => null);
    if (!answer) {
      this.lost();
      return;
    }
    this.found();
    if ([404, 410].includes(answer.status)) location.reload();
    if (answer.status !== 200) return;
    if (this.place.matches("[data-waiting]")) location.reload();
    else put(await answer.text());
  }
}
