// Keys of the editor. None is a single letter; typing is never disturbed.

export function startKeys(editor) {
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-entry-form]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) take(event, () => form.requestSubmit());
    else if (event.key === "Escape" && form) take(event, () => close(form));
    else if (event.key === "F8") take(event, () => editor.querySelector("[data-key=F8]").click());
  });
}

/** Escape never throws away words: a new entry with text stays open. */
function close(form) {
  const isNew = Boolean(form.elements.new_id);
  if (isNew && form.elements.text.value.trim()) return;
  form.querySelector("[data-close]").click();
}

function take(event, act) {
  event.preventDefault();
  act();
}
