"""The life of a proof: one table from which code, pages and docs are made."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import StateRefused


class State(StrEnum):
    """Where a proof stands."""

    OPEN = "open"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Transition:
    """One lawful step and what it means."""

    source: State
    target: State
    meaning: str
    is_undo: bool = False


TRANSITIONS = (
    Transition(State.OPEN, State.RECEIVED, "eingegangen"),
    Transition(State.OPEN, State.EXCUSED, "entschuldigt, mit Grund"),
    Transition(State.RECEIVED, State.ACCEPTED, "anerkannt"),
    Transition(State.RECEIVED, State.SENT_BACK, "zurückgegeben, mit Grund"),
    Transition(State.SENT_BACK, State.RECEIVED, "wieder eingegangen"),
    Transition(State.SENT_BACK, State.EXCUSED, "entschuldigt, mit Grund"),
    Transition(State.RECEIVED, State.OPEN, "Eingang zurückgenommen", is_undo=True),
    Transition(State.RECEIVED, State.SENT_BACK, "zweiter Eingang zurückgenommen", is_undo=True),
    Transition(State.ACCEPTED, State.RECEIVED, "Anerkennung zurückgenommen", is_undo=True),
    Transition(State.SENT_BACK, State.RECEIVED, "Rückgabe zurückgenommen", is_undo=True),
    Transition(State.EXCUSED, State.OPEN, "Entschuldigung zurückgenommen", is_undo=True),
    Transition(State.EXCUSED, State.SENT_BACK, "Entschuldigung zurückgenommen", is_undo=True),
)

STATE_NAMES: dict[State, str | Promise] = {
    State.OPEN: _("offen"),
    State.RECEIVED: _("eingegangen"),
    State.ACCEPTED: _("anerkannt"),
    State.SENT_BACK: _("zurückgegeben"),
    State.EXCUSED: _("entschuldigt"),
}

NEEDS_REASON = (State.SENT_BACK, State.EXCUSED)
"""For these somebody says why."""

UNANSWERED = (State.RECEIVED,)
"""It came in, and nobody has said anything to it yet."""


def next_states(source: str) -> list[State]:
    """Where it may go from here, without taking back."""
    return [one.target for one in TRANSITIONS if one.source == source and not one.is_undo]


def check_can_become(source: str, target: State, *, is_undo: bool = False) -> None:
    """Raise :class:`StateRefused` unless the table has this step."""
    steps = (one for one in TRANSITIONS if one.is_undo == is_undo)
    if not any(one.source == source and one.target == target for one in steps):
        raise StateRefused(
            str(_("Das geht mit diesem Nachweis nicht. Sein Stand: %(state)s."))
            % {"state": STATE_NAMES[State(source)]}
        )
