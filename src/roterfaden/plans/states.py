"""The life of a plan version: one table from which code, pages and docs are made."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import StateRefused


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    AGREED = "agreed"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Transition:
    """One lawful step and what it means."""

    source: State
    target: State
    meaning: str


TRANSITIONS = (
    Transition(State.DRAFT, State.OFFERED, "vorgelegt, mit Bedenkzeit"),
    Transition(State.DRAFT, State.AGREED, "gemeinsam abgestimmt"),
    Transition(State.DRAFT, State.WITHDRAWN, "verworfen, mit Grund"),
    Transition(State.OFFERED, State.DRAFT, "wieder geöffnet, um etwas zu ändern"),
    Transition(State.OFFERED, State.AGREED, "nach Bedenkzeit abgestimmt"),
    Transition(State.OFFERED, State.WITHDRAWN, "zurückgezogen, mit Grund"),
    Transition(State.AGREED, State.SUPERSEDED, "durch eine neue Fassung abgelöst"),
    Transition(State.AGREED, State.ENDED, "Plan beendet, mit Grund"),
    Transition(State.AGREED, State.WITHDRAWN, "zurückgezogen: falsche Person oder Irrtum"),
)

STATE_NAMES: dict[State, str | Promise] = {
    State.DRAFT: _("Entwurf"),
    State.OFFERED: _("vorgelegt"),
    State.AGREED: _("gilt"),
    State.SUPERSEDED: _("abgelöst"),
    State.ENDED: _("beendet"),
    State.WITHDRAWN: _("zurückgezogen"),
}

OPEN_STATES = (State.DRAFT, State.OFFERED)
ONCE_AGREED_STATES = (State.AGREED, State.SUPERSEDED, State.ENDED)


def can_move(source: str, target: State) -> bool:
    """Whether the table has this step."""
    return any(t.source == source and t.target == target for t in TRANSITIONS)


def check_can_move(source: str, target: State) -> None:
    """Raise :class:`StateRefused` unless the table has this step."""
    if not can_move(source, target):
        raise StateRefused(
            str(_("Das geht mit dieser Fassung nicht mehr. Ihr Stand: %(state)s."))
            % {"state": STATE_NAMES[State(source)]}
        )
