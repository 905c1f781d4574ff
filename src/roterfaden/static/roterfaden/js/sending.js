// A form with typed text is sent only when the server can take it: while it cannot be reached, or the
// session is over, the page stays with the text in it and sends by itself as soon as it can.
import { find, markSent, say } from "./keep.js";
import { Retry } from "./retry.js";
import { ask, SIGNED_OUT } from "./session.js";
import { leaveInPeace } from "./unsent.js";

const sendings = new WeakMap();

export function startSending() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !find(form)) return;
    if (form.matches("[hx-post], [data-autosave]")) return;
    event.preventDefault();
    if (!sendings.has(form)) sendings.set(form, new Sending(form));
    sendings.get(form).begin(event.submitter);
  });
}

class Sending {
  constructor(form) {
    this.form = form;
    this.retry = new Retry(() => this.attempt());
    // Who types on wants to send something else than what waits.
    form.addEventListener("input", () => this.retry.done());
  }

  begin(submitter) {
    this.submitter = submitter;
    this.retry.done();
    return this.attempt();
  }

  async attempt() {
    const state = await ask();
    if (state === "here") this.go();
    else {
      say(this.form, "waiting");
      this.retry.later();
      if (state === "signed-out") document.dispatchEvent(new Event(SIGNED_OUT));
    }
  }

  go() {
    leaveInPeace();
    append(this.form, "abgabe", markSent(this.form));
    if (this.submitter?.name) append(this.form, this.submitter.name, this.submitter.value);
    const action = this.submitter?.getAttribute("formaction");
    if (action) this.form.action = action;
    // Not requestSubmit: the event that brought us here must not come again.
    HTMLFormElement.prototype.submit.call(this.form);
  }
}

function append(form, name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
}
