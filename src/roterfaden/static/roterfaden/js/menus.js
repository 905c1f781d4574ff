// Menus are <details>; they close on Escape, on a click elsewhere and when the focus leaves.

export function startMenus() {
  for (const menu of document.querySelectorAll("details.rf-menu")) {
    menu.addEventListener("keydown", (event) => closeOnEscape(menu, event));
    menu.addEventListener("focusout", (event) => closeWhenLeft(menu, event));
  }
  document.addEventListener("click", closeOthers);
}

function closeOnEscape(menu, event) {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function closeWhenLeft(menu, event) {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
}

function closeOthers(event) {
  for (const menu of document.querySelectorAll("details.rf-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}
