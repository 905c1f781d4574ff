"""The life of a meeting: one table from which code, pages and docs are made."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import StateRefused


class Outcome(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    TOOK_PLACE = "took_place"
    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Transition:
    """One lawful step and what it means."""

    source: Outcome
    target: Outcome
    meaning: str


TRANSITIONS = (
    Transition(Outcome.PLANNED, Outcome.TOOK_PLACE, "hat stattgefunden"),
    Transition(Outcome.PLANNED, Outcome.MISSED, "die Person kam nicht"),
    Transition(Outcome.PLANNED, Outcome.MOVED, "auf einen neuen Termin verlegt"),
    Transition(Outcome.PLANNED, Outcome.CANCELLED, "abgesagt"),
    Transition(Outcome.TOOK_PLACE, Outcome.PLANNED, "Eintrag zurückgenommen"),
    Transition(Outcome.MISSED, Outcome.PLANNED, "Eintrag zurückgenommen"),
    Transition(Outcome.MOVED, Outcome.PLANNED, "Verlegung zurückgenommen"),
    Transition(Outcome.CANCELLED, Outcome.PLANNED, "Absage zurückgenommen"),
)

OUTCOME_NAMES: dict[Outcome, str | Promise] = {
    Outcome.PLANNED: _("geplant"),
    Outcome.TOOK_PLACE: _("hat stattgefunden"),
    Outcome.MISSED: _("verpasst"),
    Outcome.MOVED: _("verlegt"),
    Outcome.CANCELLED: _("abgesagt"),
}


def check_can_become(source: str, target: Outcome) -> None:
    """Raise :class:`StateRefused` unless the table has this step."""
    if not any(t.source == source and t.target == target for t in TRANSITIONS):
        raise StateRefused(
            str(_("Das geht mit diesem Termin nicht mehr. Sein Stand: %(state)s."))
            % {"state": OUTCOME_NAMES[Outcome(source)]}
        )
