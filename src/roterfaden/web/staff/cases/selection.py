"""Which cases a list shows: whose, in which state, found by which words, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.text import base_letters, spelt_out
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import worklists
from roterfaden.plans.worklists import Standing
from roterfaden.recipients.models import Case, CaseQuerySet


class Whose(StrEnum):
    """Whose cases; the value stands in the address."""

    MINE = "meine"
    STAND_IN = "vertretung"
    TEAM = "team"
    ALL = "alle"


class Order(StrEnum):
    """How a list is sorted; the value stands in the address."""

    NAME = "name"
    DUE = "faellig"
    BEGIN = "beginn"


WHOSE_NAMES: dict[Whose, str | Promise] = {
    Whose.MINE: _("Meine"),
    Whose.STAND_IN: _("In Vertretung"),
    Whose.TEAM: _("Mein Team"),
    Whose.ALL: _("Alle"),
}
STANDING_CODES: dict[str, Standing] = {
    "ohne": Standing.NO_PLAN,
    "entwurf": Standing.DRAFT,
    "vorgelegt": Standing.OFFERED,
    "gilt": Standing.IN_FORCE,
    "faellig": Standing.DUE,
    "ueberfaellig": Standing.OVERDUE,
    "zusage": Standing.PROMISE_OVERDUE,
}
_CODE_OF = {standing: code for code, standing in STANDING_CODES.items()}


@dataclass(frozen=True)
class Selection:
    """What somebody chose to see; every choice stands in the address."""

    whose: Whose = Whose.MINE
    plan: Standing | None = None
    words: str = ""
    order: Order = Order.NAME

    @classmethod
    def read(cls, query: Mapping[str, str], default: Whose = Whose.MINE) -> Selection:
        """From the address; what cannot be read is left at its default."""
        whose, order = query.get("wessen", ""), query.get("sortiert", "")
        return cls(
            whose=Whose(whose) if whose in set(Whose) else default,
            plan=STANDING_CODES.get(query.get("plan", "")),
            words=query.get("q", "").replace("\x00", "").strip()[:80],
            order=Order(order) if order in set(Order) else Order.NAME,
        )

    @property
    def plan_code(self) -> str:
        """How the address writes the state of the plan."""
        return _CODE_OF[self.plan] if self.plan else ""

    @property
    def query(self) -> str:
        """The same as the address writes it."""
        parts = {
            "wessen": self.whose,
            "plan": self.plan_code,
            "q": self.words,
            "sortiert": self.order if self.order != Order.NAME else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})

    def having(self, **changes: object) -> Selection:
        """The same with something chosen otherwise."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def cases(self, staff: StaffMember, today: date) -> CaseQuerySet:
        """The chosen cases in the chosen order."""
        cases = self.before_plan(staff, today)
        if self.plan:
            cases = cases.filter(worklists.stands(self.plan, today))
        if self.order == Order.DUE:
            return worklists.by_due_day(cases)
        if self.order == Order.BEGIN:
            return cases.order_by("-begins_on", "recipient__sort_key", "pk")
        return cases.order_by("recipient__sort_key", "begins_on", "pk")

    def before_plan(self, staff: StaffMember, today: date) -> CaseQuerySet:
        """The chosen cases, whatever the state of the plan."""
        cases = _held(self.whose, open_cases(staff, today), staff, today)
        return cases.filter(_named(self.words)) if self.words else cases


def open_cases(staff: StaffMember, today: date) -> CaseQuerySet:
    """Every running case that this person may see."""
    return Case.objects.visible_to(staff).open_on(today)


def my_cases(staff: StaffMember, today: date) -> CaseQuerySet:
    """The running cases that this person is in charge of."""
    return _held(Whose.MINE, open_cases(staff, today), staff, today)


def numbers(staff: StaffMember, today: date) -> dict[Whose, int]:
    """How many cases stand behind each choice of whose; one query."""
    found = open_cases(staff, today).order_by()
    parts = {
        one.name: Count("pk", filter=Q(pk__in=_held(one, found, staff, today).values("pk")))
        for one in Whose
    }
    counted = found.aggregate(**parts)
    return {one: counted[one.name] for one in Whose}


def _held(whose: Whose, cases: CaseQuerySet, staff: StaffMember, today: date) -> CaseQuerySet:
    match whose:
        case Whose.MINE:
            return cases.assigned_to(staff, today)
        case Whose.STAND_IN:
            return cases.stood_in_by(staff, today)
        case Whose.TEAM:
            return worklists.of_team(cases, staff.team_id, today)
        case Whose.ALL:
            return cases


def _named(words: str) -> Q:
    """Every word must stand in the name, in any spelling, or begin the Kundennummer."""
    condition = Q()
    for word in words.split():
        condition &= (
            Q(recipient__search_key__contains=spelt_out(word))
            | Q(recipient__search_key__contains=base_letters(word))
            | Q(recipient__kundennummer__istartswith=word)
        )
    return condition


def default_for(staff: StaffMember) -> Whose:
    """What a list shows first: the own cases, or the team's for those who hold none."""
    if staff.has(Permission.EDIT_PLANS):
        return Whose.MINE
    return Whose.TEAM if staff.team_id else Whose.ALL
