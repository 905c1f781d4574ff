"""What can happen in a case, as its thread draws it and its table tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GOAL_SIGNS = 46
"""So many signs of a goal stand beside its knot; the table has all of it."""


class EventKind(StrEnum):
    """What an event is; the thread draws each in its own way."""

    VERSION = "version"
    STILL = "still"
    BACK = "back"
    TALK = "talk"
    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    GOAL_REACHED = "goal_reached"
    NOT_REACHED = "not_reached"
    NOT_FITTING = "not_fitting"
    NOT_DONE = "not_done"
    OFFERED = "offered"
    NOT_AGREED = "not_agreed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    NOW = "now"
    AHEAD = "ahead"


EVENT_NAMES: dict[EventKind, str | Promise] = {
    EventKind.VERSION: gettext_lazy("abgestimmt"),
    EventKind.STILL: gettext_lazy("bleibt so, gemeinsam bestätigt"),
    EventKind.BACK: gettext_lazy("abgestimmt, ein Schritt zurück"),
    EventKind.TALK: gettext_lazy("Gespräch"),
    EventKind.MISSED: gettext_lazy("Termin verpasst"),
    EventKind.MOVED: gettext_lazy("Termin verlegt"),
    EventKind.CANCELLED: gettext_lazy("Termin abgesagt"),
    EventKind.GOAL_REACHED: gettext_lazy("Ziel erreicht"),
    EventKind.NOT_REACHED: gettext_lazy("Ziel noch nicht erreicht"),
    EventKind.NOT_FITTING: gettext_lazy("passt nicht mehr"),
    EventKind.NOT_DONE: gettext_lazy("nicht getan"),
    EventKind.OFFERED: gettext_lazy("vorgelegt"),
    EventKind.NOT_AGREED: gettext_lazy("nicht abgestimmt"),
    EventKind.WITHDRAWN: gettext_lazy("zurückgezogen"),
    EventKind.ENDED: gettext_lazy("beendet"),
    EventKind.NOW: gettext_lazy("heute"),
    EventKind.AHEAD: gettext_lazy("geplant"),
}

IN_TABLE_ONLY = {
    EventKind.MOVED,
    EventKind.CANCELLED,
    EventKind.NOT_FITTING,
    EventKind.NOT_DONE,
    EventKind.OFFERED,
    EventKind.NOT_AGREED,
    EventKind.WITHDRAWN,
}
"""What the picture leaves out, so that it stays readable."""


@dataclass(frozen=True)
class CaseEvent:
    """One event; ``label`` says it in words, ``detail`` below it; ``full_text`` quotes the plan.

    ``by_id`` is the member of staff who did it. ``at`` orders what happened on one day.
    ``named`` says what happened where the kind's own name does not.
    """

    on: date | None
    kind: EventKind
    label: str
    detail: str = ""
    number: int | None = None
    version_id: UUID | None = None
    by_id: UUID | None = None
    full_text: str = ""
    at: datetime | None = None
    named: str = ""

    @property
    def what(self) -> str:
        """What happened, for the table: ``Fassung 3 abgestimmt``."""
        if self.kind == EventKind.ENDED:
            return self.label
        kind = self.named or str(EVENT_NAMES[self.kind])
        if self.number is None:
            return kind
        return f"{_('Fassung %(number)s') % {'number': self.number}} {kind}"

    @property
    def words(self) -> str:
        """What it was about, uncut."""
        return self.full_text or self.detail or self.label

    @property
    def is_quoted(self) -> bool:
        """Whether the label are words of the plan, which are German."""
        return bool(self.full_text) and self.label == first_words(self.full_text)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture shows it; one taken back later stands in the table only."""
        return self.kind not in IN_TABLE_ONLY and not self.named


def in_time(event: CaseEvent) -> tuple[date, datetime, int]:
    """By day, then by moment; what has no moment closes its day."""
    at = event.at or datetime.max.replace(tzinfo=UTC)
    return event.on or date.max, at, list(EventKind).index(event.kind)


def first_words(text: str, signs: int = GOAL_SIGNS) -> str:
    """The beginning of a text, cut between words."""
    text = text.rstrip(".")
    if len(text) <= signs:
        return text
    return f"{text[: signs - 1].rsplit(' ', 1)[0].rstrip(' ,;:')} …"
