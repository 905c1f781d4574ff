"""How many cases stand how: of a person, of a team, behind each choice of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Value

from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import Role
from roterfaden.plans.models import CaseStanding, CaseStandingQuerySet
from roterfaden.plans.worklists.lists import (
    StandingRow,
    held_by,
    stands,
    stands_so,
    visible_standings,
)
from roterfaden.plans.worklists.standing import Standing


@dataclass(frozen=True)
class Counts:
    """How many cases there are, and how many of them stand how."""

    total: int
    standing: Mapping[Standing, int]


@dataclass(frozen=True)
class Workload:
    """How many cases somebody holds and what is due in them."""

    staff: StaffMember
    cases: int = 0
    due: int = 0
    overdue: int = 0
    without_plan: int = 0

    @property
    def name(self) -> str:
        """First and last name."""
        return str(self.staff)


def counts(standings: CaseStandingQuerySet, today: date) -> Counts:
    """How many of these cases stand how; one query. A case may count more than once.

    All stand in one group: ``aggregate`` would compare each of the numbers with all before it.
    """
    kinds = {one.name: Count("pk", filter=stands(one, today)) for one in Standing}
    everything = standings.order_by().values(everything=Value(1))
    found: Mapping[str, int] = next(
        iter(everything.annotate(total=Count("pk"), **kinds)), Counter()
    )
    return Counts(found["total"], {one: found[one.name] for one in Standing})


def counted(standings: Sequence[CaseStanding | StandingRow], today: date) -> Counts:
    """The same as :func:`counts` for standings at hand."""
    kinds = {
        one: sum(1 for standing in standings if stands_so(standing, one, today)) for one in Standing
    }
    return Counts(len(standings), kinds)


def brought_by(stand_in: StandIn, substitute: StaffMember, today: date) -> CaseStandingQuerySet:
    """The cases that a stand-in brings to whoever stands in; protected ones stay away."""
    running = visible_standings(substitute).open_on(today)
    return running.filter(pk__in=held_by(stand_in.absent_id, today))


def workloads(standings: CaseStandingQuerySet, team_id: UUID, today: date) -> list[Workload]:
    """Per counsellor of a team, in the order of names, what is due; two queries."""
    numbers = {row.pop("holder"): row for row in _per_holder(standings, team_id, today)}
    members = StaffMember.objects.active_on(today).filter(
        team=team_id, roles__contains=[Role.COUNSELLOR]
    )
    return [
        Workload(member, **numbers.get(member.pk, {}))
        for member in members.order_by("last_name", "first_name", "pk")
    ]


def _per_holder(
    standings: CaseStandingQuerySet, team_id: UUID, today: date
) -> Iterable[dict[str, Any]]:
    held = standings.filter(
        Q(case__assignments__ends_on__isnull=True) | Q(case__assignments__ends_on__gte=today),
        case__assignments__begins_on__lte=today,
        case__assignments__staff__team=team_id,
    )
    rows: Iterable[dict[str, Any]] = (
        held.order_by()
        .values(holder=F("case__assignments__staff"))
        .annotate(
            cases=Count("pk"),
            due=Count("pk", filter=stands(Standing.DUE, today)),
            overdue=Count("pk", filter=stands(Standing.OVERDUE, today)),
            without_plan=Count("pk", filter=stands(Standing.NO_PLAN, today)),
        )
    )
    return rows
