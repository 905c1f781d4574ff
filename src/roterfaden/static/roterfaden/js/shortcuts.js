// "/" goes to the search. Single signs never act while somebody is typing (WCAG 2.1.4).

export function startShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const search = document.getElementById("suche");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}

export function isTyping(element) {
  return element.isContentEditable || element.matches("input, textarea, select");
}
