"""What is to be done in whose cases, and what the office still owes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from roterfaden.core.lookups import among
from roterfaden.plans.models import CaseStanding, Entry
from roterfaden.plans.worklists.lists import stands_so
from roterfaden.plans.worklists.standing import DUE_WITHIN, PlanNow, Standing, plans_now
from roterfaden.plans.worklists.steps import open_promises
from roterfaden.recipients.models import Case

_WHOSE = (
    "version__plan__case__recipient__first_name",
    "version__plan__case__recipient__last_name",
)


@dataclass(frozen=True)
class DueCase:
    """One case with something to do; ``on`` is its place in time."""

    case: Case
    plan: PlanNow
    on: date


def due_cases(standings: Sequence[CaseStanding], today: date, *, of_each: int) -> list[DueCase]:
    """What is to be done in these cases, oldest first; at most so many of each kind; two queries.

    Kinds are work in hand, joint updates that are due, and cases without a plan.
    """
    chosen = [one.pk for kind in _kinds(standings, today) for one in kind[:of_each]]
    cases = Case.objects.filter(pk__in=chosen).select_related("recipient").order_by("pk")
    now = plans_now(chosen, today)
    work = [
        DueCase(case, now[case.pk], _place_in_time(now[case.pk]))
        for case in cases
        if not now[case.pk].person_died
    ]
    return sorted(work, key=_first_things_first)


def _kinds(standings: Sequence[CaseStanding], today: date) -> Iterator[list[CaseStanding]]:
    in_hand = [one for one in standings if one.preparing]
    yield sorted(in_hand, key=lambda one: (one.think_until_on or today, one.sort_key))
    until = today + DUE_WITHIN
    due = [(on, one) for one in standings if (on := one.update_due_on) and on <= until]
    others = [(on, one.sort_key, one) for on, one in due if not one.preparing]
    yield [one for *_, one in sorted(others, key=itemgetter(0, 1))]
    without = [one for one in standings if not (one.is_in_force or one.preparing)]
    yield sorted(without, key=lambda one: one.begins_on)


def overdue_promises(standings: Sequence[CaseStanding], today: date, *, limit: int) -> list[Entry]:
    """Steps of the jobcentre that should have been taken, in plans that hold; oldest first.

    One query; none when no case has such a step.
    """
    late = [one.pk for one in standings if stands_so(one, Standing.PROMISE_OVERDUE, today)]
    if not late:
        return []
    owed = open_promises().filter(among("version__plan__case", late), due_on__lt=today)
    found = owed.select_related("version__plan__case__recipient").only("text", "due_on", *_WHOSE)
    return list(found.order_by("due_on", "pk")[:limit])


def _first_things_first(one: DueCase) -> tuple[date, bool, str]:
    has_no_plan = one.plan.standing == Standing.NO_PLAN
    return one.on, has_no_plan, one.case.recipient.sort_key


def _place_in_time(plan: PlanNow) -> date:
    if plan.preparing:
        return plan.preparing.think_until_on or plan.today
    return plan.due_on or plan.today
