"""The keyboard map: which keys work where, for the help and for the script that acts on them.

A page names its groups with ``{% page_keys "list" %}`` in the block ``keys`` of ``base.html``. The
dialog behind ``?`` and F1 then lists them, ``shortcuts.js`` acts on those that say what they do,
and ``/hilfe/tasten/`` shows all groups without any script. Single letters, digits and signs rest
while somebody types and can be switched off in the own account (WCAG 2.1.4).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Does(StrEnum):
    """What the script does with the element that ``on`` selects."""

    NOTHING = ""
    """The page's own script acts."""
    HELP = "help"
    """Opens the list of keys."""
    CLICK = "click"
    FOCUS = "focus"
    NEXT = "next"
    """The focus goes to the next of all elements that ``on`` selects."""
    PREVIOUS = "previous"


@dataclass(frozen=True)
class Key:
    """One line of the map.

    ``caps`` are the key caps as printed. ``press`` is what ``KeyboardEvent.key`` says, without
    Ctrl, Alt and Meta; empty where the page's own script listens. ``on`` is a CSS selector.
    ``needs`` names what the
    page must have, a variable of its context.
    """

    caps: tuple[str | Promise, ...]
    words: str | Promise
    press: str = ""
    does: Does = Does.NOTHING
    on: str = ""
    needs: str = ""

    @property
    def is_single(self) -> bool:
        """Whether it is one letter, digit or sign, which can be switched off."""
        return len(self.press) == 1


@dataclass(frozen=True)
class KeyGroup:
    """Keys that belong together, under a heading."""

    code: str
    title: str | Promise
    keys: tuple[Key, ...]

    def having(self, is_offered: Callable[[Key], bool]) -> "KeyGroup":
        """The group with only the keys that are offered."""
        return replace(self, keys=tuple(key for key in self.keys if is_offered(key)))


_CTRL = _("Strg")
_ENTER = _("Eingabe")

EVERYWHERE = KeyGroup(
    "everywhere",
    _("Überall"),
    (
        Key(("/",), _("Person suchen"), "/", Does.FOCUS, "#suche", "search_url"),
        Key(("?",), _("diese Tasten zeigen"), "?", Does.HELP),
        Key(("F1",), _("diese Tasten zeigen, auch beim Schreiben"), "F1", Does.HELP),
        Key(("F4",), _("Sichtschutz an und aus"), needs="staff"),
        Key(("Esc",), _("Fenster, Liste oder Menü schließen")),
    ),
)

SUGGESTIONS = KeyGroup(
    "suggestions",
    _("In einer Auswahlliste"),
    (
        Key(("↑", "↓"), _("wählen")),
        Key((_ENTER,), _("übernehmen")),
    ),
)

_ROWS = "[data-list] > tbody > tr, [data-list] > li"

LIST = KeyGroup(
    "list",
    _("In einer Liste"),
    (
        Key(("j",), _("nächste Zeile"), "j", Does.NEXT, _ROWS),
        Key(("k",), _("vorige Zeile"), "k", Does.PREVIOUS, _ROWS),
        Key((_ENTER,), _("die Zeile öffnen")),
        Key(("n",), _("nächste Seite"), "n", Does.CLICK, ".rf-pager [rel=next]"),
        Key(("p",), _("vorige Seite"), "p", Does.CLICK, ".rf-pager [rel=prev]"),
    ),
)

CAPTURE = KeyGroup(
    "capture",
    _("Im Feld „Was haben Sie besprochen?“"),
    (
        Key((_ENTER,), _("eigene Worte übernehmen")),
        Key(("↓",), _("Bausteine zeigen, zum ersten gehen")),
        Key(("↑", "↓"), _("Baustein wählen, mit Eingabe übernehmen")),
        Key(("Alt", "↑ ↓"), _("in eine andere Rubrik schreiben")),
        Key(("F9",), _("gewählten Baustein als Favorit merken oder nicht mehr")),
        Key(("Tab",), _("zu dem, was verstanden wurde, und es ändern; Esc führt zurück")),
        Key(("↑", "↓"), _("bei „Bis“ einen Tag früher oder später, mit Umschalt eine Woche")),
        Key(("@jc",), _("Zusage des Jobcenters")),
        Key(("@name",), _("Schritt einer anderen Stelle, zum Beispiel @migrationsberatung")),
        Key(("ziel:",), _("Ziel, ebenso zwischenziel: und wichtig:")),
        Key((";",), _("noch ein Eintrag in derselben Zeile")),
        Key(("Tab",), _("in einem Baustein zur nächsten Lücke")),
    ),
)

EDITOR = KeyGroup(
    "editor",
    _("Beim Schreiben des Plans"),
    (
        Key(("F3",), _("zum Feld „Was haben Sie besprochen?“"), "F3", Does.FOCUS, "#besprochen"),
        Key(("F2",), _("nächster Hinweis"), "F2", Does.NEXT, "[data-hint]"),
        Key((_CTRL, _ENTER), _("Eintrag speichern")),
        Key(("Esc",), _("Eintrag schließen")),
        Key(("Alt", "↑ ↓"), _("Eintrag verschieben")),
        Key((_CTRL, "Z"), _("Entferntes zurückholen")),
        Key(("F8",), _("vorlesen und abstimmen")),
    ),
)

_REVIEWED = "[data-review] > [data-current]"

REVIEW = KeyGroup(
    "review",
    _("Beim Zurückblicken auf den Plan"),
    (
        Key(("1",), _("erledigt"), "1", Does.CLICK, f"{_REVIEWED} [data-digit='1']"),
        Key(("2",), _("teilweise erledigt"), "2", Does.CLICK, f"{_REVIEWED} [data-digit='2']"),
        Key(("3",), _("noch offen"), "3", Does.CLICK, f"{_REVIEWED} [data-digit='3']"),
        Key(("4",), _("passt nicht mehr"), "4", Does.CLICK, f"{_REVIEWED} [data-digit='4']"),
        Key(("5",), _("nicht getan"), "5", Does.CLICK, f"{_REVIEWED} [data-digit='5']"),
        Key(("j",), _("nächster Schritt"), "j", Does.NEXT, "[data-review] > li"),
        Key(("k",), _("voriger Schritt"), "k", Does.PREVIOUS, "[data-review] > li"),
        Key(("F8",), _("gemeinsam bestätigen: bleibt so"), "F8", Does.CLICK, "[data-confirm]"),
    ),
)

CASE = KeyGroup(
    "case",
    _("Bei einer Person"),
    (
        Key(("F8",), _("weiter mit dem Plan"), "F8", Does.CLICK, "[data-next]"),
        Key(("r",), _("gemeinsam zurückblicken"), "r", Does.CLICK, "[data-look-back]"),
        Key(
            ("0",),
            _("Plan heute nicht angesprochen"),
            "0",
            Does.CLICK,
            "[href$='/nicht-angesprochen/']",
        ),
    ),
)

ANSWER = KeyGroup(
    "answer",
    _("Nach dem Vorlesen"),
    (
        Key(("1",), _("Passt, dann Eingabe"), "1", Does.CLICK, "[data-answer='1']"),
        Key(("2",), _("Nicht einverstanden, dann die Worte"), "2", Does.CLICK, "[data-answer='2']"),
        Key(("3",), _("Konnte noch nicht antworten"), "3", Does.CLICK, "[data-answer='3']"),
        Key((_ENTER,), _("Antwort festhalten")),
        Key(("Esc",), _("zurück zum Schreiben")),
    ),
)

AGREED = KeyGroup(
    "agreed",
    _("Nach dem Abstimmen"),
    (
        Key((_ENTER,), _("drucken")),
        Key(("n",), _("nächstes Gespräch"), "n", Does.FOCUS, "#id_next_talk"),
    ),
)

_LOOKED_AT = "[data-looking-back]:focus-within [data-current]"
_LOOKED_THROUGH = "[data-looking-back]:focus-within:not(:has([type=radio]:focus)) [data-row]"

LOOKING_BACK = KeyGroup(
    "looking-back",
    _("Im Rückblick, in der Liste"),
    (
        Key(
            ("1",), _("erledigt, Ziel erreicht"), "1", Does.CLICK, f"{_LOOKED_AT} [data-digit='1']"
        ),
        Key(("2",), _("teilweise"), "2", Does.CLICK, f"{_LOOKED_AT} [data-digit='2']"),
        Key(
            ("3",), _("noch offen, noch richtig"), "3", Does.CLICK, f"{_LOOKED_AT} [data-digit='3']"
        ),
        Key(("4",), _("passt nicht mehr"), "4", Does.CLICK, f"{_LOOKED_AT} [data-digit='4']"),
        Key(("5",), _("nicht getan"), "5", Does.CLICK, f"{_LOOKED_AT} [data-digit='5']"),
        Key(("D",), _("neues Datum"), "d", Does.CLICK, f"{_LOOKED_AT} [data-ask='day']"),
        Key(("N",), _("eigene Worte dazu"), "n", Does.CLICK, f"{_LOOKED_AT} [data-ask='words']"),
        Key(("↓",), _("nächster Schritt"), "ArrowDown", Does.NEXT, _LOOKED_THROUGH),
        Key(("↑",), _("voriger Schritt"), "ArrowUp", Does.PREVIOUS, _LOOKED_THROUGH),
        Key((_ENTER,), _("Datum oder Worte festhalten")),
        Key(("Esc",), _("Feld schließen")),
        Key((_CTRL, "Z"), _("das Letzte zurücknehmen")),
        Key(("j",), _("in die Liste, nächster Schritt"), "j", Does.NEXT, "[data-row]"),
        Key(("k",), _("in die Liste, voriger Schritt"), "k", Does.PREVIOUS, "[data-row]"),
        Key(("F8",), _("weiter zum neuen Plan"), "F8", Does.CLICK, "[data-go-on]"),
    ),
)

TALK = KeyGroup(
    "talk",
    _("Wie der Plan im Gespräch vorkam"),
    (
        Key(("1",), _("Zusammenfassung am Ende"), "1", Does.CLICK, "[data-ways] [data-digit='1']"),
        Key(("2",), _("gemeinsam geschrieben"), "2", Does.CLICK, "[data-ways] [data-digit='2']"),
        Key(("3",), _("Rückblick"), "3", Does.CLICK, "[data-ways] [data-digit='3']"),
        Key(("4",), _("nicht angesprochen"), "4", Does.CLICK, "[data-ways] [data-digit='4']"),
        Key(("v",), _("mit dem Plan vorbereitet"), "v", Does.CLICK, "[data-prepared]"),
        Key((_ENTER,), _("festhalten")),
    ),
)

NOT_RAISED = KeyGroup(
    "not-raised",
    _("Plan nicht angesprochen"),
    (
        *(
            Key((str(n),), _("diesen Grund wählen"), str(n), Does.CLICK, f"[data-digit='{n}']")
            for n in range(1, 10)
        ),
        Key((_ENTER,), _("festhalten")),
    ),
)

_PROOF = "[data-ledger] > [data-current]"

PROOFS = KeyGroup(
    "proofs",
    _("Bei den Nachweisen"),
    (
        Key(("1",), _("eingegangen"), "1", Does.CLICK, f"{_PROOF} [data-digit='1']"),
        Key(("2",), _("anerkannt"), "2", Does.CLICK, f"{_PROOF} [data-digit='2']"),
        Key(("3",), _("zurückgegeben, mit Grund"), "3", Does.CLICK, f"{_PROOF} [data-digit='3']"),
        Key(("4",), _("entschuldigt, mit Grund"), "4", Does.CLICK, f"{_PROOF} [data-digit='4']"),
        Key(("z",), _("zurücknehmen"), "z", Does.CLICK, "[data-last] [data-take-back]"),
        Key(("j",), _("nächster Nachweis"), "j", Does.NEXT, "[data-ledger] > li"),
        Key(("k",), _("voriger Nachweis"), "k", Does.PREVIOUS, "[data-ledger] > li"),
    ),
)

_SHIFT = _("Umschalt")

CODING = KeyGroup(
    "coding",
    _("Beim Codieren"),
    (
        Key(("1 – 9", "0", "Q – T"), _("Kategorie vergeben oder zurücknehmen")),
        Key(("↓", "↑"), _("nächster, voriger Absatz")),
        Key((_SHIFT, "→ ←"), _("das Ende der Stelle um ein Wort verschieben")),
        Key((_SHIFT, "Alt", "→ ←"), _("ihren Anfang um ein Wort verschieben")),
        Key((_SHIFT, "1 – 9"), _("die markierte Stelle codieren")),
        Key(("?",), _("Kriterien der nächsten Kategorie zeigen")),
        Key(("N",), _("Notiz"), "n", Does.FOCUS, "#notiz"),
        Key(("F",), _("im Text suchen, mit Eingabe weiter"), "f", Does.FOCUS, "#im-text"),
        Key(("Z",), _("zweifelhaft, später ansehen"), "z", Does.CLICK, "[data-doubt]"),
        Key((_CTRL, "Z"), _("rückgängig")),
        Key((_ENTER,), _("fertig, zum nächsten Dokument")),
        Key(("←",), _("zum Dokument davor")),
        Key(("Esc",), _("aus einem Feld zurück zum Dokument")),
    ),
)

DECIDING = KeyGroup(
    "deciding",
    _("Bei Abweichungen"),
    (
        Key(("A",), _("wie die erste Codierung"), "a", Does.CLICK, "[data-decide='like_first']"),
        Key(("B",), _("wie die zweite Codierung"), "b", Does.CLICK, "[data-decide='like_second']"),
        Key(("C",), _("anders"), "c", Does.CLICK, "[data-decide='different']"),
        Key(("S",), _("später, zur nächsten"), "s", Does.CLICK, "[data-later]"),
        Key(("N",), _("Warum so entschieden"), "n", Does.FOCUS, "#id_why"),
        Key((_ENTER,), _("entscheiden und weiter")),
    ),
)

WALKING = KeyGroup(
    "walking",
    _("Beim Abgehen der Liste"),
    (
        Key(("1",), _("Plan da"), "1", Does.CLICK, "[data-plan='ja']"),
        Key(("2",), _("keiner"), "2", Does.CLICK, "[data-plan='nein']"),
        Key((_CTRL, "Z"), _("das Letzte zurücknehmen")),
    ),
)

GROUPS: dict[str, KeyGroup] = {
    group.code: group
    for group in (
        EVERYWHERE,
        SUGGESTIONS,
        LIST,
        CAPTURE,
        EDITOR,
        REVIEW,
        LOOKING_BACK,
        CASE,
        ANSWER,
        AGREED,
        TALK,
        NOT_RAISED,
        PROOFS,
        CODING,
        DECIDING,
        WALKING,
    )
}
"""All groups in the order of the help page. A new group or key is added here and nowhere else."""


def groups_of(codes: Iterable[str]) -> list[KeyGroup]:
    """The groups of a page: what works everywhere first, then the page's own.

    Where the page gives a key another meaning, only that one is told.
    """
    own = [GROUPS[code] for code in codes if code != EVERYWHERE.code]
    taken = {key.press for group in own for key in group.keys if key.press}
    return [EVERYWHERE.having(lambda key: key.press not in taken), *own]
