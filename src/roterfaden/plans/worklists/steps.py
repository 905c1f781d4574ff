"""What comes next in a case: the nearest step, and what the office still owes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.states import State

SETTLED = (EntryOutcome.Kind.DONE, EntryOutcome.Kind.NO_LONGER_FITS)


@dataclass
class OpenSteps:
    """Steps of one case that are not settled: the nearest with a day, and the office's own."""

    nearest: Entry | None = None
    promises: list[Entry] = field(default_factory=list)


def open_steps() -> QuerySet[Entry]:
    """Steps of plans that hold, not settled, of whoever owes them."""
    newest = EntryOutcome.objects.filter(entry=OuterRef("pk")).order_by("-recorded_at")
    steps = Entry.objects.present().filter(version__state=State.AGREED, kind=Entry.Kind.STEP)
    outcome = Coalesce(Subquery(newest.values("kind")[:1]), Value(""))
    return steps.alias(outcome=outcome).filter(~Q(outcome__in=SETTLED))


def open_promises() -> QuerySet[Entry]:
    """Those that the jobcentre owes."""
    return open_steps().filter(owner=Entry.Owner.JOBCENTRE)


@dataclass(frozen=True)
class Owed:
    """How many steps one side has not taken, and how many of them are late."""

    still_open: int = 0
    overdue: int = 0


def owed_in(version: PlanVersion, today: date) -> dict[str, Owed]:
    """What is still open in a version that holds, by who owes it; one query."""
    rows = (
        open_steps()
        .filter(version=version)
        .order_by()
        .values("owner")
        .annotate(number=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    )
    found = {row["owner"]: Owed(row["number"], row["late"]) for row in rows}
    return {owner: found.get(owner, Owed()) for owner in Entry.Owner.values}


def steps_of(case_ids: Collection[UUID]) -> dict[UUID, OpenSteps]:
    """What comes next in each of these cases; one query."""
    found = {pk: OpenSteps() for pk in case_ids}
    steps = open_steps().filter(version__plan__case__in=case_ids).select_related("version__plan")
    for step in steps.defer("version__sheet").order_by("due_on", "position", "pk"):
        steps_now = found[step.version.plan.case_id]
        if step.due_on and steps_now.nearest is None:
            steps_now.nearest = step
        if step.owner == Entry.Owner.JOBCENTRE:
            steps_now.promises.append(step)
    return found
