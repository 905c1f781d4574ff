"""The rows of a list of cases; one query more, however long the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.lookups import among
from roterfaden.organisations.models import StaffMember
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStanding, CaseStandingQuerySet
from roterfaden.plans.worklists import STANDING_NAMES, ListedCase, Standing
from roterfaden.recipients.models import Assignment
from roterfaden.web.staff.cases.addresses import case_url
from roterfaden.web.staff.cases.presenters import due_words
from roterfaden.web.staff.cases.selection import Selection

CHUNK = 1000
"""So many rows of a long list are held in memory at once."""


@dataclass(frozen=True)
class CaseRow:
    """One case with its plan and who is in charge; in words, as a long list is made of many.

    ``version`` says which one holds, beside the state; nothing where none does. ``since`` and
    ``until`` are the days of the case.
    """

    case: ListedCase
    standing: Standing
    standing_name: str
    version: str
    due_words: str
    is_overdue: bool
    in_charge: str
    since: str
    until: str
    url: str

    @property
    def name(self) -> str:
        """Last name, first name: as lists are sorted."""
        return f"{self.case.last_name}, {self.case.first_name}"

    @property
    def tone(self) -> str:
        """How the state of the plan looks: ``late``, ``thread``, ``quiet`` or plain."""
        return _TONES.get(self.standing, "plain")


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

    def __getitem__(self, place: slice) -> list[ListedCase]:
        first, last, _step = place.indices(self.total)
        return worklists.cut(self.found, self.columns, first, last - first, self.total)


def page_of(
    chosen: Selection, found: CaseStandingQuerySet, *, total: int, number: str | None
) -> Page[ListedCase]:
    """One page of what was found, of which there are ``total``; the nearest where none such."""
    places = _Places(found, chosen.columns, total)
    paginator: Paginator[ListedCase] = Paginator(places, chosen.length)  # type: ignore[arg-type]
    return paginator.get_page(number)


class _Words:
    """What many rows say, translated once for all of them."""

    def __init__(self) -> None:
        self.standing = {one: str(name) for one, name in STANDING_NAMES.items()}
        self.day: Callable[[date], str] = spoken.words().day
        self.holds = _("Fassung %(number)s")
        self.still_holds = _("Fassung %(number)s gilt")

    def version(self, case: ListedCase) -> str:
        if case.number is None:
            return ""
        return (self.still_holds if case.preparing else self.holds) % {"number": case.number}


def case_rows(cases: Sequence[ListedCase], today: date) -> list[CaseRow]:
    """The cases as rows."""
    words, in_charge = _Words(), _in_charge([case.pk for case in cases], today)
    return [
        CaseRow(
            case=case,
            standing=(standing := case.standing(today)),
            standing_name=words.standing[standing],
            version=words.version(case),
            due_words=due_words(case.due_on, today),
            is_overdue=case.is_overdue(today),
            in_charge=in_charge.get(case.pk, ""),
            since=words.day(case.begins_on),
            until=words.day(case.ends_on) if case.ends_on else "",
            url=case_url(case.pk),
        )
        for case in cases
    ]


def all_rows(chosen: Selection, staff: StaffMember, today: date) -> Iterator[CaseRow]:
    """Every chosen case in order, a chunk in memory at a time."""
    ordered = chosen.standings(staff, today).order_by(*chosen.columns).values_list("pk", flat=True)
    keys = ordered.iterator(chunk_size=CHUNK)
    while chunk := list(islice(keys, CHUNK)):
        found = worklists.listed(CaseStanding.objects.filter(among("pk", chunk)).order_by())
        cases = {case.pk: case for case in found}
        yield from case_rows([cases[key] for key in chunk if key in cases], today)


def _in_charge(ids: Collection[UUID], today: date) -> dict[UUID, str]:
    """The person who is in charge of each case, or the team."""
    held = Assignment.objects.in_force_on(today).filter(among("case", ids)).order_by()
    found: Iterable[tuple[UUID, str | None, str | None, str]] = held.values_list(
        "case", "staff__first_name", "staff__last_name", "team__name"
    )
    return {
        case_id: team if last_name is None else f"{first_name} {last_name}"
        for case_id, first_name, last_name, team in found
    }
