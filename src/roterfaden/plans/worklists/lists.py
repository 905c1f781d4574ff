"""Narrowing, sorting and cutting lists of cases, on the standings alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import and_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OrderBy, OuterRef, Q, QuerySet, Subquery

from roterfaden.core.text import base_letters, spelt_out
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import CaseStanding, CaseStandingQuerySet, PlanVersion
from roterfaden.plans.worklists.standing import DUE_WITHIN, Standing, standing_of
from roterfaden.recipients.models import Assignment, Case, Recipient

SHORTEST_INSIDE = 3
"""Shorter words are looked for at the beginning of names only, where the index finds them."""


class ListedCase(NamedTuple):
    """What a list shows of a case, its person and its plan; ``number`` is of what holds."""

    pk: UUID
    is_protected: bool
    begins_on: date
    ends_on: date | None
    first_name: str
    last_name: str
    kundennummer: str
    date_of_birth: date
    preparing: str
    is_in_force: bool
    due_on: date | None
    number: int | None

    def is_overdue(self, today: date) -> bool:
        """Whether the joint update should have happened."""
        return self.due_on is not None and self.due_on < today

    def standing(self, today: date) -> Standing:
        """Where the plan stands."""
        return standing_of(self.preparing, self.due_on, today, is_in_force=self.is_in_force)


class StandingRow(NamedTuple):
    """How a plan stands, of a standing; read as values, where all cases of somebody are looked at.

    The names are the columns of :class:`CaseStanding`.
    """

    pk: UUID
    sort_key: str
    begins_on: date
    is_in_force: bool
    update_due_on: date | None
    preparing: str
    think_until_on: date | None
    promise_due_on: date | None


_LISTED = (
    *("pk", "is_protected", "begins_on", "ends_on"),
    *("case__recipient__first_name", "case__recipient__last_name"),
    *("case__recipient__kundennummer", "case__recipient__date_of_birth"),
    *("preparing", "is_in_force", "update_due_on"),
)


def visible_standings(staff: StaffMember) -> CaseStandingQuerySet:
    """All that this person may see; every list and count starts here and nothing widens it."""
    return CaseStanding.objects.visible_to(staff)


def stands(standing: Standing, today: date) -> Q:
    """The condition that a plan stands like this."""
    match standing:
        case Standing.NO_PLAN:
            return Q(is_in_force=False, preparing="")
        case Standing.DRAFT | Standing.OFFERED:
            return Q(preparing=str(standing))
        case Standing.IN_FORCE:
            return Q(is_in_force=True)
        case Standing.DUE:
            return Q(update_due_on__range=(today, today + DUE_WITHIN))
        case Standing.OVERDUE:
            return Q(update_due_on__lt=today)
        case Standing.PROMISE_OVERDUE:
            return Q(promise_due_on__lt=today)


def stands_so(one: CaseStanding | StandingRow, standing: Standing, today: date) -> bool:
    """Whether a standing at hand meets the condition that :func:`stands` asks the database."""
    due_on, promised_on = one.update_due_on, one.promise_due_on
    match standing:
        case Standing.NO_PLAN:
            return not (one.is_in_force or one.preparing)
        case Standing.DRAFT | Standing.OFFERED:
            return one.preparing == standing
        case Standing.IN_FORCE:
            return one.is_in_force
        case Standing.DUE:
            return due_on is not None and today <= due_on <= today + DUE_WITHIN
        case Standing.OVERDUE:
            return due_on is not None and due_on < today
        case Standing.PROMISE_OVERDUE:
            return promised_on is not None and promised_on < today


def of_team(
    standings: CaseStandingQuerySet, team_id: UUID | None, today: date
) -> CaseStandingQuerySet:
    """The cases that a team or one of its members is in charge of; none without a team."""
    if team_id is None:
        return standings.none()
    running = Assignment.objects.in_force_on(today).order_by()
    members = StaffMember.objects.filter(team=team_id).order_by()
    # Two lists, each from its index: one condition with "or" would read every assignment.
    of_the_team = running.filter(team=team_id).values("case")
    of_members = running.filter(staff__in=members.values("pk")).values("case")
    return standings.filter(pk__in=of_the_team.union(of_members, all=True))


def held_by(person_id: UUID, today: date) -> QuerySet[Assignment, Any]:
    """The ids of the cases that somebody is in charge of today, as a condition."""
    return Assignment.objects.in_force_on(today).filter(staff=person_id).order_by().values("case")


def named(standings: CaseStandingQuerySet, words: str, jobcentre_id: UUID) -> CaseStandingQuerySet:
    """Every word stands in the name, in any spelling, or begins the Kundennummer."""
    asked = [_named(word) for word in words.split()]
    if not asked:
        return standings
    people = Recipient.objects.filter(reduce(and_, asked), jobcentre_id=jobcentre_id)
    meant = Case.objects.filter(recipient__in=people.order_by().values("pk"))
    return standings.filter(pk__in=meant.order_by().values("pk"))


def _named(word: str) -> Q:
    condition = Q(kundennummer__startswith=word.upper())
    for spelling in {spelt_out(word), base_letters(word)}:
        pattern = spelling if len(spelling) >= SHORTEST_INSIDE else f" {spelling}"
        condition |= Q(search_key__contains=pattern)
    return condition


def listed(standings: CaseStandingQuerySet) -> list[ListedCase]:
    """The cases as lists show them, in the order given; one query.

    Values, not models: a row is made 25 to 100 times a page.
    """
    holding = PlanVersion.objects.in_force().filter(plan__case=OuterRef("pk"))
    number = Subquery(holding.order_by("-number").values("number")[:1])
    return [ListedCase(*values) for values in standings.values_list(*_LISTED, number)]


def cut(
    standings: CaseStandingQuerySet, order: Sequence[str], first: int, length: int, total: int
) -> list[ListedCase]:
    """``length`` rows from the place ``first`` (from 0) of ``total``.

    The rows themselves are looked up late: the places are counted on an index alone, from the end
    where that is nearer.
    """
    from_end = first > total // 2
    length = max(0, min(length, total - first))
    places = standings.order_by(*_ordering(order, turned=from_end))
    start = total - first - length if from_end else first
    keys = places.values("pk")[start : start + length]
    rows = CaseStanding.objects.filter(pk__in=keys)
    return listed(rows.order_by(*_ordering(order, turned=False)))


def _ordering(order: Sequence[str], *, turned: bool) -> list[OrderBy]:
    """The order, or its exact reverse; days that are not known come last as PostgreSQL has it."""
    return [
        F(name.removeprefix("-")).desc()
        if name.startswith("-") != turned
        else F(name.removeprefix("-")).asc()
        for name in order
    ]
