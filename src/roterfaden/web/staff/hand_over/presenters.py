"""A hand-over as its page shows it: what is to go, to whom, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F

from roterfaden.organisations.models import StaffMember, StandIn, Team
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStanding, CaseStandingQuerySet
from roterfaden.plans.worklists import OpenSteps, Standing, stands_so
from roterfaden.recipients.actions.hand_overs import Goal
from roterfaden.recipients.models import Assignment, HandedCase, HandOver
from roterfaden.recipients.spreading import Unit


@dataclass
class Share:
    """What one person or team gets, and what comes with it."""

    staff: StaffMember | None
    team: Team | None
    cases: int = 0
    others: int = 0
    due: int = 0
    overdue: int = 0
    in_hand: int = 0
    late_promises: int = 0
    absences: list[StandIn] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The person, or the team where it is nobody's yet."""
        return str(self.staff or self.team or "")

    @property
    def has_then(self) -> int:
        """How many cases there will be."""
        return self.others + self.cases

    def add(self, standing: CaseStanding, today: date) -> None:
        """Count one more case."""
        self.cases += 1
        self.due += stands_so(standing, Standing.DUE, today)
        self.overdue += stands_so(standing, Standing.OVERDUE, today)
        self.in_hand += bool(standing.preparing)
        self.late_promises += stands_so(standing, Standing.PROMISE_OVERDUE, today)


@dataclass(frozen=True)
class Handed:
    """One row of the protocol."""

    one: HandedCase
    steps: OpenSteps


def standings_of(hand_over: HandOver, staff: StaffMember) -> CaseStandingQuerySet:
    """The cases of a hand-over as far as this person may see them."""
    handed = HandedCase.objects.filter(hand_over=hand_over).order_by().values("case")
    return worklists.visible_standings(staff).filter(pk__in=handed)


def units_of(standings: CaseStandingQuerySet) -> list[Unit]:
    """The cases with their households, by name."""
    rows = standings.annotate(household=F("case__recipient__household"))
    ordered = rows.order_by("sort_key", "begins_on", "pk").values_list("pk", "household")
    return [Unit(case, household) for case, household in ordered]


Giver = StaffMember | Team | None


def givers(hand_over: HandOver, staff: StaffMember, today: date) -> list[tuple[Giver, int]]:
    """Who has these cases now, and how many of them; by name."""
    ids = standings_of(hand_over, staff).order_by().values("pk")
    held = Assignment.objects.in_force_on(today).filter(case__in=ids).order_by()
    counted = Counter(one.staff or one.team for one in held.select_related("staff", "team"))
    return sorted(counted.items(), key=lambda item: str(item[0]))


def only_giver(found: list[tuple[Giver, int]]) -> StaffMember | None:
    """The one person who has them all, if it is one."""
    if len(found) != 1 or not isinstance(found[0][0], StaffMember):
        return None
    return found[0][0]


def shares(
    goals: Mapping[UUID, Goal], standings: Iterable[CaseStanding], asker: StaffMember, today: date
) -> list[Share]:
    """Per person or team what they would get, the same for everybody's eyes as for the asker's."""
    found: dict[Goal, Share] = {}
    for standing in standings:
        goal = goals.get(standing.pk)
        if goal is not None:
            found.setdefault(goal, Share(goal.staff, goal.team)).add(standing, today)
    people = [share.staff.pk for share in found.values() if share.staff]
    now, absent = _other_cases(people, set(goals), asker, today), _absences(people, today)
    for share in found.values():
        if share.staff:
            share.others, share.absences = now[share.staff.pk], absent[share.staff.pk]
    return sorted(found.values(), key=lambda share: share.name)


def _other_cases(
    people: list[UUID], handed: set[UUID], asker: StaffMember, today: date
) -> Counter[UUID]:
    """How many cases each has beside those that are handed over, which may be the own ones."""
    running = worklists.visible_standings(asker).open_on(today)
    visible = running.exclude(pk__in=handed).order_by().values("pk")
    held = Assignment.objects.in_force_on(today).filter(staff__in=people, case__in=visible)
    return Counter(one.staff_id for one in held.order_by() if one.staff_id is not None)


def _absences(people: list[UUID], today: date) -> Mapping[UUID, list[StandIn]]:
    found: dict[UUID, list[StandIn]] = defaultdict(list)
    away = StandIn.objects.filter(absent__in=people, ends_on__gte=today)
    for one in away.select_related("substitute").order_by("begins_on", "pk"):
        found[one.absent_id].append(one)
    return found


def protocol(
    hand_over: HandOver, viewer: StaffMember, receiver: StaffMember | None = None
) -> list[Handed]:
    """The rows that this person may see, by who received and by name; two queries."""
    visible = worklists.visible_standings(viewer).order_by().values("pk")
    handed = hand_over.cases.filter(case__in=visible).exclude(outcome="")
    if receiver is not None:
        handed = handed.filter(staff=receiver, outcome=HandedCase.Outcome.MOVED)
    rows = list(
        handed.select_related("case__recipient", "staff", "team", "former_staff").order_by(
            "staff__last_name", "staff__first_name", "case__recipient__sort_key", "pk"
        )
    )
    steps = worklists.steps_of([one.case_id for one in rows])
    return [Handed(one, steps[one.case_id]) for one in rows]


def received_counts(rows: Iterable[Handed]) -> list[tuple[StaffMember | None, Team | None, int]]:
    """Per receiver how many cases moved."""
    moved = [row.one for row in rows if row.one.outcome == HandedCase.Outcome.MOVED]
    numbers = Counter((one.staff, one.team) for one in moved)
    return [(staff, team, count) for (staff, team), count in numbers.items()]
