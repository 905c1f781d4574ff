"""The life of a letter: one table from which code, pages and docs are made."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import StateRefused


class State(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    TO_CHECK = "to_check"
    READY = "ready"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Transition:
    """One lawful step and what it means."""

    source: State
    target: State
    meaning: str


TRANSITIONS = (
    Transition(State.DRAFT, State.TO_CHECK, "einer zweiten Person gegeben"),
    Transition(State.DRAFT, State.READY, "fertig, wo eine Person genügt"),
    Transition(State.TO_CHECK, State.READY, "von einer zweiten Person geprüft"),
    Transition(State.TO_CHECK, State.DRAFT, "zurückgegeben, mit Grund"),
    Transition(State.READY, State.DRAFT, "wieder geöffnet"),
    Transition(State.READY, State.POSTED, "abgesendet, mit Tag und Weg"),
    Transition(State.DRAFT, State.WITHDRAWN, "verworfen"),
    Transition(State.TO_CHECK, State.WITHDRAWN, "verworfen"),
    Transition(State.READY, State.WITHDRAWN, "verworfen"),
    Transition(State.WITHDRAWN, State.DRAFT, "zurückgeholt"),
)
"""Until it is posted every step can be undone; a posted letter stays as it is."""

STATE_NAMES: dict[State, str | Promise] = {
    State.DRAFT: _("Entwurf"),
    State.TO_CHECK: _("zu prüfen"),
    State.READY: _("bereit zum Absenden"),
    State.POSTED: _("abgesendet"),
    State.WITHDRAWN: _("verworfen"),
}

OPEN = (State.DRAFT, State.TO_CHECK, State.READY)
"""In work: not yet posted, and not withdrawn."""


def check_can_become(source: str, target: State) -> None:
    """Raise :class:`StateRefused` unless the table has this step."""
    if not any(one.source == source and one.target == target for one in TRANSITIONS):
        raise StateRefused(
            str(_("Das geht mit diesem Schreiben nicht. Sein Stand: %(state)s."))
            % {"state": STATE_NAMES[State(source)]}
        )
