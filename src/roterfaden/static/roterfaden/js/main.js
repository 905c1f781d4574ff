// What every page uses. Each module finds its own markup and does nothing without it.
import { startFocus } from "./focus.js";
import { startMenus } from "./menus.js";
import { startPrinted } from "./printed.js";
import { startScreen } from "./screen.js";
import { startSearch } from "./search.js";
import { startSending } from "./sending.js";
import { startSession } from "./session.js";
import { startShortcuts } from "./shortcuts.js";
import { startTrouble } from "./trouble.js";
import { startUndo } from "./undo.js";
import { startUnsent } from "./unsent.js";

startFocus();
startMenus();
startShortcuts();
startSearch();
startSession();
startUndo();
startUnsent();
startSending();
startTrouble();
startPrinted();
startScreen();
