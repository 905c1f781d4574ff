"""The rows of a list of cases; two queries more, however long the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.core.paginator import Page, Paginator

from roterfaden.organisations.models import StaffMember
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStanding, CaseStandingQuerySet
from roterfaden.plans.worklists import PlanNow, plans_now
from roterfaden.recipients.models import Assignment, Case
from roterfaden.web.staff.cases.presenters import due_words
from roterfaden.web.staff.cases.selection import Selection

CHUNK = 1000
"""So many rows of a long list are held in memory at once."""


@dataclass(frozen=True)
class CaseRow:
    """One case with its plan and who is in charge."""

    case: Case
    plan: PlanNow
    in_charge: str

    @property
    def due_words(self) -> str:
        """When the joint update is due."""
        return due_words(self.plan)


class _Places(Sequence[CaseStanding]):
    """A list of known length of which only the shown page is read."""

    def __init__(self, found: CaseStandingQuerySet, columns: Sequence[str], total: int) -> None:
        self.found, self.columns, self.total = found, columns, total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, place: int | slice) -> list[CaseStanding]:  # type: ignore[override]
        if not isinstance(place, slice):
            raise TypeError(place)
        first, last, _step = place.indices(self.total)
        return worklists.cut(self.found, self.columns, first, last - first, self.total)


def page_of(
    chosen: Selection, staff: StaffMember, today: date, *, total: int, number: str | None
) -> Page[CaseStanding]:
    """One page of the chosen cases, of which there are ``total``; the nearest where none such."""
    places = _Places(chosen.standings(staff, today), chosen.columns, total)
    return Paginator(places, chosen.length).get_page(number)


def case_rows(cases: Sequence[Case], today: date) -> list[CaseRow]:
    """The cases, loaded with their recipients, as rows."""
    ids = [case.pk for case in cases]
    now = plans_now(ids, today)
    held = Assignment.objects.in_force_on(today).filter(case__in=ids).order_by()
    in_charge = {one.case_id: one for one in held.select_related("staff", "team")}
    return [CaseRow(case, now[case.pk], _name(in_charge.get(case.pk))) for case in cases]


def all_rows(chosen: Selection, staff: StaffMember, today: date) -> Iterator[CaseRow]:
    """Every chosen case in order, a chunk in memory at a time."""
    ordered = chosen.standings(staff, today).order_by(*chosen.columns).values_list("pk", flat=True)
    keys = ordered.iterator(chunk_size=CHUNK)
    while chunk := list(islice(keys, CHUNK)):
        cases = Case.objects.filter(pk__in=chunk).select_related("recipient").in_bulk()
        yield from case_rows([cases[key] for key in chunk if key in cases], today)


def _name(assignment: Assignment | None) -> str:
    return str(assignment.staff or assignment.team) if assignment else ""
