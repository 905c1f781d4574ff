"""What is to be done in whose cases, and what the office still owes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from roterfaden.core.lookups import among
from roterfaden.plans.models import CaseStanding
from roterfaden.plans.worklists.lists import StandingRow, stands_so
from roterfaden.plans.worklists.standing import DUE_WITHIN, PlanNow, Standing, plans_now
from roterfaden.plans.worklists.steps import open_promises
from roterfaden.recipients.models import Case

_SHOWN = (
    *("begins_on", "ends_on"),
    *("recipient__first_name", "recipient__last_name", "recipient__sort_key"),
)


@dataclass(frozen=True)
class DueCase:
    """One case with something to do; ``on`` is its place in time."""

    case: Case
    plan: PlanNow
    on: date


class LatePromise(NamedTuple):
    """A step that the office owes and has not taken by its day."""

    case_id: UUID
    first_name: str
    last_name: str
    text: str
    due_on: date


AnyStanding = CaseStanding | StandingRow


def due_cases(standings: Sequence[AnyStanding], today: date, *, of_each: int) -> list[DueCase]:
    """What is to be done in these cases, oldest first; at most so many of each kind; two queries.

    Kinds are work in hand, joint updates that are due, and cases without a plan.
    """
    chosen = [one.pk for kind in _kinds(standings, today) for one in kind[:of_each]]
    cases = Case.objects.filter(among("pk", chosen)).select_related("recipient").only(*_SHOWN)
    now = plans_now(chosen, today)
    work = [
        DueCase(case, now[case.pk], _place_in_time(now[case.pk]))
        for case in cases.order_by("pk")
        if not now[case.pk].person_died
    ]
    return sorted(work, key=_first_things_first)


def _kinds(standings: Sequence[AnyStanding], today: date) -> Iterator[list[AnyStanding]]:
    in_hand = [one for one in standings if one.preparing]
    yield sorted(in_hand, key=lambda one: (one.think_until_on or today, one.sort_key))
    until = today + DUE_WITHIN
    due = [(on, one) for one in standings if (on := one.update_due_on) and on <= until]
    others = [(on, one.sort_key, one) for on, one in due if not one.preparing]
    yield [one for *_, one in sorted(others, key=itemgetter(0, 1))]
    without = [one for one in standings if not (one.is_in_force or one.preparing)]
    yield sorted(without, key=lambda one: one.begins_on)


def overdue_promises(
    standings: Sequence[AnyStanding], today: date, *, limit: int
) -> list[LatePromise]:
    """Steps of the jobcentre that should have been taken, in plans that hold; oldest first.

    One query; none when no case has such a step.
    """
    late = [one.pk for one in standings if stands_so(one, Standing.PROMISE_OVERDUE, today)]
    if not late:
        return []
    owed = open_promises().filter(among("version__plan__case", late), due_on__lt=today)
    found = owed.order_by("due_on", "pk").values_list(
        "version__plan__case",
        "version__plan__case__recipient__first_name",
        "version__plan__case__recipient__last_name",
        "text",
        "due_on",
    )
    return [LatePromise._make(values) for values in found[:limit]]


def _first_things_first(one: DueCase) -> tuple[date, bool, str]:
    has_no_plan = one.plan.standing == Standing.NO_PLAN
    return one.on, has_no_plan, one.case.recipient.sort_key


def _place_in_time(plan: PlanNow) -> date:
    if plan.preparing:
        return plan.preparing.think_until_on or plan.today
    return plan.due_on or plan.today
