"""The rows of a list of cases; two queries more, however long the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.organisations.models import StaffMember
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStanding, CaseStandingQuerySet
from roterfaden.plans.worklists import PlanNow, Standing, plans_now
from roterfaden.recipients.models import Assignment, Case
from roterfaden.web.staff.cases.presenters import due_words
from roterfaden.web.staff.cases.selection import Selection

CHUNK = 1000
"""So many rows of a long list are held in memory at once."""


@dataclass(frozen=True)
class CaseRow:
    """One case with its plan and who is in charge; in words, as a long list is made of many."""

    case: Case
    plan: PlanNow
    in_charge: str
    url: str = ""

    @property
    def name(self) -> str:
        """Last name, first name: as lists are sorted."""
        recipient = self.case.recipient
        return f"{recipient.last_name}, {recipient.first_name}"

    @property
    def tone(self) -> str:
        """How the state of the plan looks: ``late``, ``thread``, ``quiet`` or plain."""
        return _TONES.get(self.plan.standing, "plain")

    @property
    def version_words(self) -> str:
        """Which version holds, beside the state; nothing where none does."""
        if not self.plan.in_force:
            return ""
        words = _("Fassung %(number)s gilt") if self.plan.preparing else _("Fassung %(number)s")
        return words % {"number": self.plan.in_force.number}

    @property
    def due_words(self) -> str:
        """When the joint update is due."""
        return due_words(self.plan)


_TONES = {
    Standing.OVERDUE: "late",
    Standing.IN_FORCE: "thread",
    Standing.DUE: "thread",
    Standing.NO_PLAN: "quiet",
}


class _Places:
    """A list of known length of which only the shown page is read."""

    def __init__(self, found: CaseStandingQuerySet, columns: Sequence[str], total: int) -> None:
        self.found, self.columns, self.total = found, columns, total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, place: slice) -> list[CaseStanding]:
        first, last, _step = place.indices(self.total)
        return worklists.cut(self.found, self.columns, first, last - first, self.total)


def page_of(
    chosen: Selection, found: CaseStandingQuerySet, *, total: int, number: str | None
) -> Page[CaseStanding]:
    """One page of what was found, of which there are ``total``; the nearest where none such."""
    places = _Places(found, chosen.columns, total)
    paginator: Paginator[CaseStanding] = Paginator(places, chosen.length)  # type: ignore[arg-type]
    return paginator.get_page(number)


def case_rows(cases: Sequence[Case], today: date) -> list[CaseRow]:
    """The cases, loaded with their recipients, as rows."""
    ids = [case.pk for case in cases]
    now = plans_now(ids, today)
    held = Assignment.objects.in_force_on(today).filter(case__in=ids).order_by()
    names = ("case", "staff__first_name", "staff__last_name", "team__name")
    in_charge = {one.case_id: one for one in held.select_related("staff", "team").only(*names)}
    return [
        CaseRow(case, now[case.pk], _name(in_charge.get(case.pk)), url)
        for case, url in zip(cases, _addresses(ids), strict=True)
    ]


def _addresses(ids: Iterable[UUID]) -> Iterator[str]:
    """The pages of these cases; the pattern is looked up once for all of them."""
    nobody = UUID(int=0)
    before, after = reverse("cases:case", args=[nobody]).split(str(nobody))
    return (f"{before}{one}{after}" for one in ids)


def all_rows(chosen: Selection, staff: StaffMember, today: date) -> Iterator[CaseRow]:
    """Every chosen case in order, a chunk in memory at a time."""
    ordered = chosen.standings(staff, today).order_by(*chosen.columns).values_list("pk", flat=True)
    keys = ordered.iterator(chunk_size=CHUNK)
    while chunk := list(islice(keys, CHUNK)):
        cases = Case.objects.filter(pk__in=chunk).select_related("recipient").in_bulk()
        yield from case_rows([cases[key] for key in chunk if key in cases], today)


def _name(assignment: Assignment | None) -> str:
    return str(assignment.staff or assignment.team) if assignment else ""
