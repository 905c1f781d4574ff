"""What is to be done in whose cases, and what the office still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from roterfaden.plans.models import CaseStandingQuerySet, Entry, EntryOutcome
from roterfaden.plans.states import State
from roterfaden.plans.worklists.lists import by_due_day, stands
from roterfaden.plans.worklists.standing import PlanNow, Standing, plans_now
from roterfaden.recipients.models import Case

SETTLED = (EntryOutcome.Kind.DONE, EntryOutcome.Kind.NO_LONGER_FITS)


@dataclass(frozen=True)
class DueCase:
    """One case with something to do; ``on`` is its place in time."""

    case: Case
    plan: PlanNow
    on: date


def due_cases(standings: CaseStandingQuerySet, today: date, *, of_each: int) -> list[DueCase]:
    """What is to be done in these cases, oldest first; at most so many of each kind; two queries.

    Kinds are work in hand, joint updates that are due, and cases without a plan.
    """
    in_hand = ~Q(preparing="")
    due = stands(Standing.DUE, today) | stands(Standing.OVERDUE, today)
    waiting = Coalesce("think_until_on", Value(today))
    kinds = (
        standings.filter(in_hand).order_by(waiting, "sort_key", "pk"),
        by_due_day(standings.filter(due).exclude(in_hand)),
        standings.filter(stands(Standing.NO_PLAN, today)).order_by("begins_on", "pk"),
    )
    first, *others = (kind.values("pk")[:of_each] for kind in kinds)
    chosen = Case.objects.filter(pk__in=first.union(*others, all=True))
    cases = list(chosen.select_related("recipient").order_by("pk"))
    now = plans_now([case.pk for case in cases], today)
    work = [DueCase(case, now[case.pk], _place_in_time(now[case.pk])) for case in cases]
    return sorted(work, key=_first_things_first)


def overdue_promises(standings: CaseStandingQuerySet, today: date) -> QuerySet[Entry]:
    """Steps of the jobcentre that should have been taken, in plans that hold; oldest first."""
    late = standings.filter(stands(Standing.PROMISE_OVERDUE, today)).order_by()
    owed = open_promises().filter(due_on__lt=today, version__plan__case__in=late.values("pk"))
    found = owed.select_related("version__plan__case__recipient").defer("version__sheet")
    return found.order_by("due_on", "pk")


def open_promises() -> QuerySet[Entry]:
    """Steps of the jobcentre, in plans that hold, that are not settled."""
    newest = EntryOutcome.objects.filter(entry=OuterRef("pk")).order_by("-recorded_at")
    owed = Entry.objects.present().filter(
        version__state=State.AGREED, kind=Entry.Kind.STEP, owner=Entry.Owner.JOBCENTRE
    )
    return owed.alias(outcome=Subquery(newest.values("kind")[:1])).filter(
        Q(outcome__isnull=True) | ~Q(outcome__in=SETTLED)
    )


def _first_things_first(one: DueCase) -> tuple[date, bool, str]:
    has_no_plan = one.plan.standing == Standing.NO_PLAN
    return one.on, has_no_plan, one.case.recipient.sort_key


def _place_in_time(plan: PlanNow) -> date:
    if plan.preparing:
        return plan.preparing.think_until_on or plan.today
    return plan.due_on or plan.today
