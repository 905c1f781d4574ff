// The sheet beside the editor follows the typing, unsaved words included.
import { showHints } from "./hints.js";
import { send } from "./server.js";

const PAUSE = 120;

export function startPreview(editor) {
  const preview = new Preview(editor);
  editor.addEventListener("input", (event) => {
    if (event.target.closest("[data-entry-form]")) preview.soon();
  });
  return preview;
}

class Preview {
  constructor(editor) {
    this.editor = editor;
    this.url = editor.dataset.preview;
    this.timer = 0;
    this.running = null;
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.renew(), PAUSE);
  }

  async renew() {
    this.running?.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    const answer = await send(this.url, this.openForms(), { signal });
    if (!answer?.ok) return;
    const made = await answer.json().catch(() => null);
    if (made && !signal.aborted) await this.show(made);
  }

  openForms() {
    const body = new URLSearchParams();
    for (const form of this.editor.querySelectorAll("[data-entry-form]")) {
      body.append("form", new URLSearchParams(new FormData(form)).toString());
    }
    return body;
  }

  async show(made) {
    const place = document.getElementById("platz-worte");
    place.textContent = made.words;
    place.classList.toggle("rf-late", !made.fits);
    document.getElementById("platz-lesbar").textContent = made.ease;
    this.mark(made.surplus);
    showHints(this.editor, made);
    await this.draw(made.svg);
  }

  /** The new picture takes the old one's place only when it is ready, so that nothing flickers. */
  async draw(svg) {
    const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const ready = new Image();
    ready.src = url;
    await ready.decode().catch(() => null);
    const sheet = document.getElementById("blatt");
    const former = sheet.src;
    sheet.src = url;
    if (former.startsWith("blob:")) URL.revokeObjectURL(former);
  }

  mark(surplus) {
    for (const row of this.editor.querySelectorAll("li[data-entry].has-grip")) {
      const words = surplus[row.dataset.entry] ?? "";
      const hint = row.querySelector("[data-surplus]");
      row.classList.toggle("is-too-long", Boolean(words));
      hint.hidden = !words;
      hint.querySelector("span").textContent = words;
    }
  }
}
