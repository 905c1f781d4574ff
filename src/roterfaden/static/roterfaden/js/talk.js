// A digit chooses a reason; then the hand goes on writing. Whoever uses the mouse or the arrow keys
// stays where they are: only a click that the key made moves the focus.
document.addEventListener("click", (event) => {
  if (event.isTrusted || !event.target.matches("[data-reasons] input")) return;
  const isOther = event.target.dataset.asks === "note";
  document.querySelector(isOther ? "#id_note" : "#id_task")?.focus();
});
