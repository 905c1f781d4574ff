"""What may end a procedure now, and what still speaks against it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.errors import Refused
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.rules.conciliation import conciliation_end
from roterfaden.law.rules.determination_limit import determination_limit
from roterfaden.obligations.consequences import lapsed
from roterfaden.obligations.letters import has_posted_any, posted
from roterfaden.obligations.models import Objection, Procedure
from roterfaden.obligations.states import (
    ENDING_NAMES,
    Ending,
    State,
    Track,
    Writing,
    endings_from,
    step,
)

NEEDS_WORDS = (Ending.GOOD_CAUSE, Ending.HARDSHIP, Ending.NOT_PURSUED, Ending.HEALED)
"""For these a person says why, in own words."""


@dataclass(frozen=True)
class Possible:
    """One ending, and why it is not open now; empty where it is."""

    ending: Ending
    why_not: str

    @property
    def name(self) -> str:
        """The ending in words."""
        return str(ENDING_NAMES[self.ending])


def possible(procedure: Procedure, today: date) -> list[Possible]:
    """What may end it here, each with its reason where it may not yet."""
    found = endings_from(procedure.state, procedure.track)
    return [Possible(one, _why_not(procedure, one, today)) for one in found]


def check_can_end(procedure: Procedure, ending: Ending, today: date, reason: str) -> None:
    """Raise :class:`Refused` where it cannot end by this, or lacks its words."""
    step(procedure.track, procedure.state, State.ENDED, ending)
    if why_not := _why_not(procedure, ending, today):
        raise Refused(why_not)
    if ending in NEEDS_WORDS and not reason.strip():
        raise Refused(_("Schreiben Sie in einem Satz, warum."))


def _why_not(procedure: Procedure, ending: Ending, today: date) -> str:
    if _is_decided(procedure) and ending != Ending.OBJECTION_UPHELD:
        return _("Der Bescheid ist in der Post. Gehen Sie weiter; danach lässt er sich aufheben.")
    check = _CHECKS.get(ending)
    return check(procedure, today) if check else ""


def _is_decided(procedure: Procedure) -> bool:
    """Whether a decision that takes something went out and nobody has said so here yet."""
    if procedure.state != State.DECIDING or posted(procedure, Writing.DECISION) is None:
        return False
    return procedure.decision.takes_something


def _plan_came_about(procedure: Procedure, _today: date) -> str:
    if procedure.entry == Procedure.Entry.NO_PLAN:
        return ""
    return _("Das endet nur ein Verfahren, weil kein Plan zustande kam.")


def _is_late(procedure: Procedure, today: date) -> str:
    if procedure.track == Track.UNREACHABLE:
        return _("Diese Grenze gilt nur für Minderungen (§ 31b Abs. 1 SGB II).")
    limit = determination_limit(breach_on=procedure.breach_day).latest_on
    if today > limit:
        return ""
    return _("Festgestellt werden kann noch bis %(day)s.") % {"day": spoken.day(limit)}


def _is_lifted(procedure: Procedure, _today: date) -> str:
    if posted(procedure, Writing.LIFTING):
        return ""
    return _("Das Schreiben zur Aufhebung ist noch nicht in der Post.")


def _is_upheld(procedure: Procedure, _today: date) -> str:
    if procedure.objections.filter(outcome=Objection.Outcome.UPHELD).exists():
        return ""
    return _("Dazu gehört ein Widerspruch, der Erfolg hatte. Halten Sie ihn zuerst fest.")


def _is_over(procedure: Procedure, today: date) -> str:
    ends_on = _last_day(procedure)
    if today > ends_on:
        return ""
    return _("Das läuft noch bis %(day)s.") % {"day": spoken.day(ends_on)}


def _last_day(procedure: Procedure) -> date:
    if procedure.state == State.CONCILIATING:
        return conciliation_end(began_on=procedure.event_on).ends_on
    if procedure.state == State.UNREACHABLE:
        return lapsed(procedure.decision.decided_on).report_until
    return procedure.reduction.ends_on


def _has_law_ended(_procedure: Procedure, today: date) -> str:
    if today >= NEW_LAW_FROM:
        return ""
    return _("Die Schlichtung gibt es noch bis 30.06.2026.")


def _is_mistake(procedure: Procedure, _today: date) -> str:
    if has_posted_any(procedure):
        return _("Es ist schon etwas in der Post. Wählen Sie, warum es nicht weitergeht.")
    return ""


_CHECKS: dict[Ending, Callable[[Procedure, date], str]] = {
    Ending.PLAN_CAME_ABOUT: _plan_came_about,
    Ending.LAPSED: _is_late,
    Ending.LIFTED: _is_lifted,
    Ending.OBJECTION_UPHELD: _is_upheld,
    Ending.TIME_OVER: _is_over,
    Ending.LAW_ENDED: _has_law_ended,
    Ending.MISTAKEN: _is_mistake,
}
