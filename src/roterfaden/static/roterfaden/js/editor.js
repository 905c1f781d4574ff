// The editor of a draft. Without it every form works by itself; with it the sheet follows the
// typing, entries save themselves, order changes by drag and by keyboard, and what colleagues write
// appears.
//
// For modules that join in (capture, hints):
// - Events that bubble to the element [data-editor]: "plan:saved" from a form when its entry is
//   stored (detail: entry, revision, fields), "plan:renewed" when rows of the lists were read anew,
//   "plan:changed" when the sheet should be drawn again (dispatch it yourself after a change).
// - Rows are li[data-entry] with data-basis, in ul[data-lines]#liste-<rubric>; what is held by the
//   focus, or is .rf-writing, is never replaced.
// - A form with data-entry-form and an empty data-autosave saves itself; any other form[method=post]
//   with text is kept in the tab by ../keep.js and sent once by ../sending.js.
// - After a POST of your own that changed entries, answer with the header X-Revision (htmx) or
//   dispatch "plan:saved" with the revision: then the page reads the lists again.
import { startAutosave } from "./plan/autosave.js";
import { startBlocks } from "./plan/blocks.js";
import { startCapture } from "./plan/capture.js";
import { startForms } from "./plan/forms.js";
import { startGaps } from "./plan/gaps.js";
import { startKeys } from "./plan/keys.js";
import { startLeaving } from "./plan/leaving.js";
import { RENEWED, startLive } from "./plan/live.js";
import { startOrder } from "./plan/order.js";
import { startPreview } from "./plan/preview.js";
import { startReopening } from "./plan/reopen.js";
import { startSharing } from "./plan/sharing.js";

const editor = document.querySelector("[data-editor]");
if (editor) {
  const preview = startPreview(editor);
  const autosave = startAutosave(editor);
  startForms(editor);
  startCapture(editor);
  startBlocks(editor);
  startGaps(editor);
  startOrder(editor);
  startKeys(editor);
  startLeaving(editor, autosave);
  startSharing(editor);
  startLive(editor);
  editor.addEventListener("plan:changed", () => preview.soon());
  editor.addEventListener(RENEWED, () => preview.soon());
  document.addEventListener("htmx:afterSettle", () => preview.soon());
  // htmx is a classic script that may come after this module.
  if (document.readyState === "complete") startReopening(editor);
  else window.addEventListener("load", () => startReopening(editor));
}
