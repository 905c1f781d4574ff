// Small helps inside the forms: signs left, what the topic proposes, focus on what is wrong.
import { words } from "./server.js";

export function startForms(editor) {
  editor.addEventListener("input", (event) => help(event.target));
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const field of event.target.querySelectorAll?.("[data-counter], [name=topic]") ?? []) help(field);
    event.target.querySelector?.("[data-focus]")?.focus();
  });
  for (const field of editor.querySelectorAll("[data-counter], [name=topic]")) help(field);
}

function help(field) {
  if (field.matches("[data-counter]")) count(field);
  if (field.matches("[name=topic]")) propose(field);
}

function count(field) {
  const left = Number(field.dataset.counter) - field.value.trim().length;
  const place = field.parentElement.querySelector(".rf-counter") ?? newCounter(field);
  place.classList.toggle("is-over", left < 0);
  const sentence = left < 0 ? words("over") : words("left");
  place.textContent = left < 100 ? sentence.replace("%", String(Math.abs(left))) : "";
}

function newCounter(field) {
  const place = document.createElement("span");
  place.className = "rf-counter";
  field.after(place);
  return place;
}

function propose(field) {
  const choice = field.form.elements.towards_work?.querySelector("option[value='']");
  if (!choice) return;
  choice.dataset.words ??= choice.textContent;
  const leads = field.dataset.towardsWork.split(" ").includes(field.value);
  choice.textContent = `${choice.dataset.words}: ${words(leads ? "yes" : "no")}`;
}
