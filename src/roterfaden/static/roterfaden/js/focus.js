// After a failed form the summary of errors gets the focus, so that it is read first.

export function startFocus() {
  document.querySelector("[data-focus]")?.focus();
}
