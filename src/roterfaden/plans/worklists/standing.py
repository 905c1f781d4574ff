"""What is due in whose cases: where each plan stands, and what the office still owes.

Every list and count starts from cases that the person may see; nothing here widens that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import Role
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.states import OPEN_STATES, State
from roterfaden.recipients.models import Assignment, Case, CaseQuerySet

DUE_WITHIN = timedelta(days=28)
"""So long before the joint update a plan counts as due."""

_SETTLED = (EntryOutcome.Kind.DONE, EntryOutcome.Kind.NO_LONGER_FITS)


class Standing(StrEnum):
    """Where the plan of a case stands, as lists sort it."""

    NO_PLAN = "no-plan"
    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in-force"
    DUE = "due"
    OVERDUE = "overdue"
    PROMISE_OVERDUE = "promise-overdue"


STANDING_NAMES: dict[Standing, str | Promise] = {
    Standing.NO_PLAN: _("kein Plan"),
    Standing.DRAFT: _("Entwurf"),
    Standing.OFFERED: _("vorgelegt"),
    Standing.IN_FORCE: _("gilt"),
    Standing.DUE: _("fällig"),
    Standing.OVERDUE: _("überfällig"),
    Standing.PROMISE_OVERDUE: _("unsere Zusage überfällig"),
}


@dataclass(frozen=True)
class PlanNow:
    """The versions of a case that matter today: the one in force and the one in preparation.

    ``last_number`` is that of the version agreed last, where none is in force.
    """

    today: date
    in_force: PlanVersion | None = None
    preparing: PlanVersion | None = None
    last_number: int = 0

    @property
    def due_on(self) -> date | None:
        """The latest day for the next joint update."""
        return self.in_force.update_due_on if self.in_force else None

    @property
    def is_overdue(self) -> bool:
        """Whether the joint update should have happened."""
        return self.due_on is not None and self.due_on < self.today

    @property
    def is_due(self) -> bool:
        """Whether the joint update is near or past."""
        return self.due_on is not None and self.due_on <= self.today + DUE_WITHIN

    @property
    def is_answer_due(self) -> bool:
        """Whether the think time of an offer has run out."""
        until = self.preparing.think_until_on if self.preparing else None
        return until is not None and until < self.today

    @property
    def standing(self) -> Standing:
        """The one word for it; work in hand comes before the state of what holds."""
        if self.preparing:
            return Standing.OFFERED if self.preparing.state == State.OFFERED else Standing.DRAFT
        if not self.in_force:
            return Standing.NO_PLAN
        if self.is_overdue:
            return Standing.OVERDUE
        return Standing.DUE if self.is_due else Standing.IN_FORCE

    @property
    def standing_name(self) -> str:
        """The same in words."""
        return str(STANDING_NAMES[self.standing])

    @property
    def next_number(self) -> int:
        """The number of the version that is or would be made next."""
        if self.preparing:
            return self.preparing.number
        return (self.in_force.number if self.in_force else self.last_number) + 1


@dataclass(frozen=True)
class DueCase:
    """One case with something to do; ``on`` is its place in time."""

    case: Case
    plan: PlanNow
    on: date


@dataclass(frozen=True)
class Counts:
    """How many cases there are, and how many of them stand how."""

    total: int
    standing: Mapping[Standing, int]


@dataclass(frozen=True)
class Workload:
    """How many cases somebody holds and what is due in them."""

    name: str
    cases: int
    due: int
    overdue: int
    without_plan: int


@dataclass(frozen=True)
class StandInDuty:
    """A stand-in that runs, and how many cases it brings."""

    stand_in: StandIn
    cases: int


def plans_now(case_ids: Iterable[UUID], today: date) -> dict[UUID, PlanNow]:
    """Where the plan of each of these cases stands; one query."""
    ids = list(case_ids)
    current = PlanVersion.objects.filter(
        plan__case__in=ids, state__in=[State.AGREED, *OPEN_STATES]
    ).select_related("plan")
    in_force: dict[UUID, PlanVersion] = {}
    preparing: dict[UUID, PlanVersion] = {}
    for version in current.order_by("number"):
        kept = in_force if version.is_in_force else preparing
        kept[version.plan.case_id] = version
    return {pk: PlanNow(today, in_force.get(pk), preparing.get(pk)) for pk in ids}


def stands(standing: Standing, today: date) -> Q:
    """The condition on a case that its plan stands like this."""
    versions = PlanVersion.objects.filter(plan__case=OuterRef("pk"))
    holding = versions.filter(state=State.AGREED)
    match standing:
        case Standing.NO_PLAN:
            return ~Q(Exists(versions.filter(state__in=[State.AGREED, *OPEN_STATES])))
        case Standing.DRAFT | Standing.OFFERED:
            return Q(Exists(versions.filter(state=str(standing))))
        case Standing.IN_FORCE:
            return Q(Exists(holding))
        case Standing.DUE:
            near = (today, today + DUE_WITHIN)
            return Q(Exists(holding.filter(update_due_on__range=near)))
        case Standing.OVERDUE:
            return Q(Exists(holding.filter(update_due_on__lt=today)))
        case Standing.PROMISE_OVERDUE:
            owed = _overdue_promises(today).filter(version__plan__case=OuterRef("pk"))
            return Q(Exists(owed))


def by_due_day(cases: CaseQuerySet) -> CaseQuerySet:
    """The cases ordered by their next joint update, those without one last."""
    holding = PlanVersion.objects.filter(plan__case=OuterRef("pk"), state=State.AGREED)
    due_on = Subquery(holding.values("update_due_on")[:1])
    return cases.alias(due_on=due_on).order_by(
        F("due_on").asc(nulls_last=True), "recipient__sort_key", "pk"
    )


def counts(cases: CaseQuerySet, today: date) -> Counts:
    """How many of these cases stand how; one query. A case may count more than once."""
    kinds = {one.name: Count("pk", filter=stands(one, today)) for one in Standing}
    found = cases.order_by().aggregate(total=Count("pk"), **kinds)
    return Counts(found["total"], {one: found[one.name] for one in Standing})


def due_cases(cases: CaseQuerySet, today: date, *, of_each: int) -> list[DueCase]:
    """What is to be done in these cases, oldest first; at most so many of each kind."""
    cases = cases.select_related("recipient")
    in_hand = stands(Standing.DRAFT, today) | stands(Standing.OFFERED, today)
    due = stands(Standing.DUE, today) | stands(Standing.OVERDUE, today)
    found = [
        *_by_think_time(cases.filter(in_hand), today)[:of_each],
        *by_due_day(cases.filter(due).exclude(in_hand))[:of_each],
        *cases.filter(stands(Standing.NO_PLAN, today)).order_by("begins_on", "pk")[:of_each],
    ]
    now = plans_now([case.pk for case in found], today)
    work = [DueCase(case, now[case.pk], _place_in_time(now[case.pk])) for case in found]
    return sorted(work, key=_first_things_first)


def _by_think_time(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """Cases in hand: the offer that waits longest first; a draft waits since today."""
    waiting = PlanVersion.objects.in_preparation().filter(plan__case=OuterRef("pk"))
    until = Coalesce(Subquery(waiting.values("think_until_on")[:1]), Value(today))
    return cases.alias(until=until).order_by("until", "recipient__sort_key", "pk")


def overdue_promises(cases: CaseQuerySet, today: date) -> QuerySet[Entry]:
    """Steps of the jobcentre that should have been taken, in plans that hold; oldest first."""
    promises = _overdue_promises(today).filter(version__plan__case__in=cases.order_by())
    return promises.select_related("version__plan__case__recipient").order_by("due_on", "pk")


def stand_in_duties(staff: StaffMember, cases: CaseQuerySet, today: date) -> list[StandInDuty]:
    """For whom this person stands in today, and with how many of these cases."""
    running = StandIn.objects.in_force_on(today).filter(substitute=staff)
    stand_ins = list(running.select_related("absent").order_by("ends_on", "pk"))
    held = Assignment.objects.in_force_on(today).filter(
        staff__in=[one.absent_id for one in stand_ins], case__in=cases.order_by()
    )
    numbers = dict(held.order_by().values_list("staff").annotate(Count("case")))
    return [StandInDuty(one, numbers.get(one.absent_id, 0)) for one in stand_ins]


def of_team(cases: CaseQuerySet, team_id: UUID | None, today: date) -> CaseQuerySet:
    """The cases that a team or one of its members is in charge of; none without a team."""
    if team_id is None:
        return cases.none()
    held = Assignment.objects.in_force_on(today).filter(case=OuterRef("pk"))
    return cases.filter(Exists(held.filter(Q(team=team_id) | Q(staff__team=team_id))))


def workloads(cases: CaseQuerySet, team_id: UUID, today: date) -> list[Workload]:
    """Per counsellor of a team, in the order of names, what is due."""
    held = Assignment.objects.in_force_on(today).filter(case__in=cases.order_by())
    numbers = {
        row["staff"]: row
        for row in held.order_by()
        .values("staff")
        .annotate(
            cases=Count("pk"),
            due=Count("pk", filter=_of_the_case(Standing.DUE, today)),
            overdue=Count("pk", filter=_of_the_case(Standing.OVERDUE, today)),
            without_plan=Count("pk", filter=_of_the_case(Standing.NO_PLAN, today)),
        )
    }
    members = StaffMember.objects.active_on(today).filter(
        team=team_id, roles__contains=[Role.COUNSELLOR]
    )
    return [
        _workload(str(member), numbers.get(member.pk, {}))
        for member in members.order_by("last_name", "first_name", "pk")
    ]


def _workload(name: str, row: dict[str, int]) -> Workload:
    kinds = ("cases", "due", "overdue", "without_plan")
    return Workload(name, *(row.get(kind, 0) for kind in kinds))


def _of_the_case(standing: Standing, today: date) -> Q:
    standing_so = Case.objects.filter(stands(standing, today))
    return Q(case__in=standing_so.order_by().values("pk"))


def _overdue_promises(today: date) -> QuerySet[Entry]:
    newest = EntryOutcome.objects.filter(entry=OuterRef("pk")).order_by("-recorded_at")
    owed = Entry.objects.present().filter(
        version__state=State.AGREED,
        kind=Entry.Kind.STEP,
        owner=Entry.Owner.JOBCENTRE,
        due_on__lt=today,
    )
    return owed.alias(outcome=Subquery(newest.values("kind")[:1])).filter(
        Q(outcome__isnull=True) | ~Q(outcome__in=_SETTLED)
    )


def _first_things_first(one: DueCase) -> tuple[date, bool, str]:
    has_no_plan = one.plan.standing == Standing.NO_PLAN
    return one.on, has_no_plan, one.case.recipient.sort_key


def _place_in_time(plan: PlanNow) -> date:
    if plan.preparing:
        return plan.preparing.think_until_on or plan.today
    return plan.due_on or plan.today
