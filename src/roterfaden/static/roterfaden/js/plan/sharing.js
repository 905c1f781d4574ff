// The counsellor's side of the shared view: the panel follows what is said on the device, and each
// answer stands beside its entry.
import { RENEWED, TALK } from "./live.js";
import { send } from "./server.js";

const PAUSE = 60;

export function startSharing(editor) {
  const place = editor.querySelector("[data-sharing]");
  if (place) new Sharing(editor, place).start();
}

class Sharing {
  constructor(editor, place) {
    this.editor = editor;
    this.place = place;
    this.timer = 0;
  }

  start() {
    this.editor.addEventListener(TALK, () => this.soon());
    this.editor.addEventListener(RENEWED, () => this.soon());
    document.addEventListener("htmx:afterSettle", () => this.placeReplies());
    this.editor.addEventListener("plan:saved", () => this.soon());
    this.place.addEventListener("submit", (event) => this.onSubmit(event));
    this.editor.addEventListener("click", (event) => onChange(event));
    this.placeReplies();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), PAUSE);
  }

  async read() {
    const answer = await fetch(this.place.dataset.read).catch(() => null);
    if (answer?.status === 200) this.put(await answer.text());
  }

  async onSubmit(event) {
    const form = event.target;
    if (!form.matches("[data-sharing-form]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await send(form.action, body, { headers: { "X-Fragment": "sharing" } });
    if (!answer || ![200, 422].includes(answer.status)) {
      form.submit();
      return;
    }
    this.put(await answer.text(), { isOwn: true });
  }

  /** The panel anew; what is being typed in it stays, with the rest of it as it was. */
  put(text, { isOwn = false } = {}) {
    const news = new DOMParser().parseFromString(text, "text/html").querySelector("[data-sharing-panel]");
    const panel = this.place.querySelector("[data-sharing-panel]");
    if (!news || !panel) return;
    const fields = [...panel.querySelectorAll("input[type=text]")];
    const isWriting = fields.some((field) => field.value !== field.defaultValue);
    if (isWriting && !isOwn) {
      this.putReplies(panel, news);
      return;
    }
    const open = panel.querySelector("details[open]") !== null;
    panel.replaceWith(news);
    if (open) news.querySelector("details")?.setAttribute("open", "");
    this.placeReplies();
  }

  putReplies(panel, news) {
    const [old, fresh] = [panel, news].map((one) => one.querySelector("[data-replies]"));
    if (old && fresh) old.replaceWith(fresh);
    else if (fresh) panel.append(fresh);
    this.placeReplies();
  }

  /** Each answer beside the words it is about; the list of them is for pages without a script. */
  placeReplies() {
    const given = this.place.querySelector("[data-replies]");
    for (const old of this.editor.querySelectorAll("[data-entry] .rf-reply")) old.remove();
    if (!given) return;
    for (const item of given.querySelectorAll("[data-reply-for]")) {
      const row = this.editor.querySelector(`li[data-entry="${item.dataset.replyFor}"]:not(.rf-writing) > div`);
      row?.append(item.querySelector("[data-reply]").cloneNode(true));
    }
    given.classList.add("is-placed");
  }
}

/** The one way to act: the entry opens for writing, as with its own link. */
function onChange(event) {
  const link = event.target.closest?.("[data-entry] .rf-reply [data-change]");
  if (!link) return;
  event.preventDefault();
  link.closest("[data-entry]").querySelector(".rf-entry__acts a")?.click();
}
