"""The events that the thread draws, and the signs for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kind = Literal[
    "version",
    "still",
    "back",
    "talk",
    "talks",
    "missed",
    "goal_reached",
    "not_reached",
    "now",
    "ahead",
    "ended",
    "earlier",
]

REACH: dict[Kind, float] = {
    "version": 13,
    "still": 17,
    "back": 34,
    "talk": 5,
    "talks": 17,
    "missed": 6,
    "goal_reached": 38,
    "not_reached": 30,
    "now": 16,
    "ahead": 9,
    "ended": 10,
    "earlier": 13,
}
"""How far each sign reaches to either side of its centre, in pixels."""

LOOKS: dict[Kind, str] = {
    "now": "is-now",
    "ahead": "is-ahead",
    "missed": "is-small",
    "talk": "is-done is-small",
    "still": "is-done is-still",
    "back": "is-done is-back",
    "not_reached": "is-back",
}
"""The knots of the list that are not simply done."""

_LEGEND: tuple[tuple[frozenset[Kind], str | Promise], ...] = (
    (frozenset({"version"}), _("Ring mit Zahl: Fassung des Plans.")),
    (frozenset({"still"}), _("Doppelter Ring: Der Plan blieb, wie er war.")),
    (frozenset({"back"}), _("Welle mit Ring: ein Schritt zurück.")),
    (frozenset({"not_reached"}), _("Welle: Ziel noch nicht erreicht.")),
    (frozenset({"talk"}), _("Punkt: Gespräch.")),
    (frozenset({"talks"}), _("Drei Punkte: mehrere Gespräche.")),
    (frozenset({"missed"}), _("Leerer Punkt: verpasster Termin.")),
    (frozenset({"goal_reached"}), _("Schlinge: Ziel erreicht.")),
)


@dataclass(frozen=True)
class ThreadEvent:
    """One event of a case's history, or several told as one (``count``).

    ``label`` says it in a few words, ``detail`` stands below it; without a label only the sign is
    drawn. ``on`` may be None for what lies ahead without a date. ``number`` is the version's.
    ``language`` is that of the label where it may differ from the page's: a plan is German.
    """

    on: date | None
    kind: Kind
    label: str = ""
    detail: str = ""
    number: int | None = None
    language: str = ""
    count: int = 1

    @property
    def names_itself(self) -> bool:
        """Whether the label of a version is nothing but its number."""
        return self.label == str(_("Fassung %(number)s")) % {"number": self.number}

    @property
    def look(self) -> str:
        """The classes of its knot in the list."""
        return LOOKS.get(self.kind, "is-done")


def legend(events: Iterable[ThreadEvent]) -> list[str]:
    """What the signs mean that occur in these events."""
    kinds = {event.kind for event in events}
    return [str(words) for signs, words in _LEGEND if signs & kinds]
