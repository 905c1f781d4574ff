// The print button of a document prints the file that is shown, not the page around it.
const button = document.querySelector("[data-print]");
const frame = document.getElementById(button?.dataset.print);

button?.addEventListener("click", (event) => {
  if (!frame?.contentWindow || !navigator.pdfViewerEnabled) return;
  event.preventDefault();
  frame.contentWindow.focus();
  frame.contentWindow.print();
});
