// The editor of a draft. Without it every form works by itself; with it the sheet follows the
// typing, entries save themselves, and order changes by drag and by keyboard.
import { startAutosave } from "./plan/autosave.js";
import { startForms } from "./plan/forms.js";
import { startKeys } from "./plan/keys.js";
import { startLeaving } from "./plan/leaving.js";
import { startOrder } from "./plan/order.js";
import { startPreview } from "./plan/preview.js";

const editor = document.querySelector("[data-editor]");
if (editor) {
  const preview = startPreview(editor);
  const autosave = startAutosave(editor);
  startForms(editor);
  startOrder(editor);
  startKeys(editor);
  startLeaving(editor, autosave);
  editor.addEventListener("plan:changed", () => preview.soon());
  document.addEventListener("htmx:afterSettle", () => preview.soon());
}
