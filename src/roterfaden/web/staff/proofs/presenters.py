"""Due days as the ledger shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.proofs.ledger import Due
from roterfaden.proofs.states import STATE_NAMES, State, next_states


@dataclass(frozen=True)
class Row:
    """One due day with its words."""

    due: Due
    today: date

    @property
    def is_late(self) -> bool:
        """Whether nothing came in by its day."""
        return not self.due.is_over and self.due.is_late(self.today)

    @property
    def state_words(self) -> str:
        """The state in words, with its day."""
        if self.due.settled and self.due.last is None:
            said = self.due.settled
            outcome, on = said.get_kind_display(), spoken.day(said.happened_on)
            return _("Schritt %(outcome)s am %(day)s, ohne Nachweis") % {
                "outcome": outcome,
                "day": on,
            }
        if self.due.is_over and self.due.last is None:
            return _("kam nicht; der Plan verlangt es nicht mehr")
        name = str(STATE_NAMES[self.due.state])
        if self.due.last is None:
            return name
        words = f"{name} {spoken.day(self.due.last.happened_on)}"
        return f"{words}, {self.due.last.get_way_display()}" if self.due.last.way else words

    @property
    def may(self) -> list[str]:
        """What can be said now; accepting an open one receives it at the desk as well."""
        steps = [str(one) for one in next_states(self.due.state)]
        if self.due.state in {State.OPEN, State.SENT_BACK}:
            steps.append(str(State.ACCEPTED))
        return steps

    @property
    def is_near(self) -> bool:
        """Whether its reminder day has come."""
        return self.due.remind_on <= self.today

    @property
    def received(self) -> bool:
        """Whether there is something to hand a receipt out for."""
        return any(one.state == State.RECEIVED for one in self.due.records)


def rows(dues: Iterable[Due], today: date) -> list[Row]:
    """Due days in their order."""
    return [Row(one, today) for one in dues]


def ours_first(dues: Iterable[Due], today: date) -> list[Row]:
    """What is still to be done; what the jobcentre owes stands first."""
    return rows(sorted(dues, key=lambda one: not one.is_ours), today)
