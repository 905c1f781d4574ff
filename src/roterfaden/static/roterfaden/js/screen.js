// The privacy screen (F4): before the monitor is turned, everything is covered at once. A modal
// dialog makes the page behind it inert and takes it out of the accessibility tree; the page is
// hidden besides, and its title, which names people, too. Needs no network. Esc, F4 and the button
// lead back to where the focus was. While it is on, no key reaches the page, and loading anew in this
// tab does not take it off.

const COVERED = "rf-covered";
const KEPT = "sichtschutz";

export function startScreen() {
  const screen = document.getElementById("sichtschutz");
  if (!screen) return;
  const state = { title: "", focus: null };
  window.addEventListener("keydown", (event) => onKey(screen, state, event), { capture: true });
  screen.addEventListener("close", () => uncover(state));
  for (const button of document.querySelectorAll("[data-screen]")) {
    button.hidden = false;
    button.addEventListener("click", () => cover(screen, state));
  }
  if (sessionStorage.getItem(KEPT)) cover(screen, state);
}

function onKey(screen, state, event) {
  if (screen.open) event.stopImmediatePropagation();
  if (event.key !== "F4" || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.repeat) return;
  if (screen.open) screen.close();
  else cover(screen, state);
}

function cover(screen, state) {
  if (screen.open) return;
  state.focus = document.activeElement;
  state.title = document.title;
  document.title = screen.dataset.title;
  document.body.classList.add(COVERED);
  sessionStorage.setItem(KEPT, "an");
  screen.showModal();
}

function uncover(state) {
  document.body.classList.remove(COVERED);
  sessionStorage.removeItem(KEPT);
  document.title = state.title;
  state.focus?.focus?.();
}
