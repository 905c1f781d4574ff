"""Which cases a list shows: whose, in which state, found by which words, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStandingQuerySet
from roterfaden.plans.worklists import Standing

PAGE_LENGTHS = (25, 50, 100)
LONGEST_WORDS = 80


class Whose(StrEnum):
    """Whose cases; the value stands in the address."""

    MINE = "meine"
    STAND_IN = "vertretung"
    TEAM = "team"
    ALL = "alle"
    ENDED = "beendet"


class Order(StrEnum):
    """What a list is sorted by; the value stands in the address."""

    NAME = "name"
    DUE = "faellig"
    BEGIN = "beginn"
    END = "ende"


WHOSE_NAMES: dict[Whose, str | Promise] = {
    Whose.MINE: _("Meine"),
    Whose.STAND_IN: _("In Vertretung"),
    Whose.TEAM: _("Mein Team"),
    Whose.ALL: _("Alle"),
    Whose.ENDED: _("Beendet"),
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
_COLUMNS: dict[Order, tuple[str, ...]] = {
    Order.NAME: ("sort_key", "begins_on", "case"),
    Order.DUE: ("update_due_on", "sort_key", "case"),
    Order.BEGIN: ("begins_on", "sort_key", "case"),
    Order.END: ("ends_on", "sort_key", "case"),
}
_NEWEST_FIRST = {Order.BEGIN, Order.END}


@dataclass(frozen=True)
class Selection:
    """What somebody chose to see; every choice stands in the address.

    ``person`` narrows to the cases of one member of staff. ``is_turned`` turns the usual direction
    of the order.
    """

    whose: Whose = Whose.MINE
    plan: Standing | None = None
    words: str = ""
    person: UUID | None = None
    order: Order = Order.NAME
    is_turned: bool = False
    length: int = PAGE_LENGTHS[0]

    @classmethod
    def read(cls, query: Mapping[str, str], default: Whose = Whose.MINE) -> Selection:
        """From the address; what cannot be read is left at its default."""
        whose, order = query.get("wessen", ""), query.get("sortiert", "")
        column = order.removeprefix("-")
        return cls(
            whose=Whose(whose) if whose in set(Whose) else default,
            plan=STANDING_CODES.get(query.get("plan", "")),
            words=query.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS],
            person=_uuid(query.get("person", "")),
            order=Order(column) if column in set(Order) else Order.NAME,
            is_turned=order.startswith("-"),
            length=_length(query.get("je", "")),
        )

    @property
    def plan_code(self) -> str:
        """How the address writes the state of the plan."""
        return _CODE_OF[self.plan] if self.plan else ""

    @property
    def order_code(self) -> str:
        """How the address writes the order."""
        return f"-{self.order}" if self.is_turned else str(self.order)

    @property
    def parts(self) -> dict[str, str]:
        """The same by the names in the address, without what is usual."""
        parts = {
            "wessen": str(self.whose),
            "plan": self.plan_code,
            "q": self.words,
            "person": str(self.person or ""),
            "sortiert": self.order_code if self.order_code != Order.NAME else "",
            "je": str(self.length) if self.length != PAGE_LENGTHS[0] else "",
        }
        return {name: value for name, value in parts.items() if value}

    @property
    def query(self) -> str:
        """The same as the address writes it."""
        return urlencode(self.parts)

    @property
    def is_narrowed(self) -> bool:
        """Whether something beyond the tab narrows the list."""
        return bool(self.plan or self.words or self.person)

    @property
    def shows_plans(self) -> bool:
        """Whether the plan of these cases stands somewhere; ended cases have none."""
        return self.whose != Whose.ENDED

    @property
    def is_descending(self) -> bool:
        """Whether the largest value comes first."""
        return (self.order in _NEWEST_FIRST) != self.is_turned

    @property
    def columns(self) -> tuple[str, ...]:
        """What the standings are ordered by."""
        first, *others = _COLUMNS[self.order]
        return (f"-{first}" if self.is_descending else first, *others)

    def having(self, **changes: object) -> Selection:
        """The same with something chosen otherwise."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def standings(self, staff: StaffMember, today: date) -> CaseStandingQuerySet:
        """The chosen cases, in no order yet."""
        return self.standing_so(self.before_plan(staff, today), today)

    def standing_so(self, found: CaseStandingQuerySet, today: date) -> CaseStandingQuerySet:
        """Of these cases those whose plan stands as chosen."""
        return found.filter(worklists.stands(self.plan, today)) if self.plan else found

    def before_plan(self, staff: StaffMember, today: date) -> CaseStandingQuerySet:
        """The chosen cases, whatever the state of the plan."""
        found = held(self.whose, staff, today)
        if self.person:
            found = found.filter(pk__in=worklists.held_by(self.person, today))
        return worklists.named(found, self.words, staff.jobcentre_id)


def held(whose: Whose, staff: StaffMember, today: date) -> CaseStandingQuerySet:
    """The cases behind one tab of this person."""
    visible = worklists.visible_standings(staff)
    if whose == Whose.ENDED:
        return visible.ended_before(today)
    running = visible.open_on(today)
    match whose:
        case Whose.MINE:
            return running.assigned_to(staff, today)
        case Whose.STAND_IN:
            return running.stood_in_by(staff, today)
        case Whose.TEAM:
            return worklists.of_team(running, staff.team_id, today)
        case _:
            return running


def default_for(staff: StaffMember) -> Whose:
    """What a list shows first: the own cases, or the team's for those who hold none."""
    if staff.has(Permission.EDIT_PLANS):
        return Whose.MINE
    return Whose.TEAM if staff.team_id else Whose.ALL


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _length(text: str) -> int:
    lengths = {str(length): length for length in PAGE_LENGTHS}
    return lengths.get(text, PAGE_LENGTHS[0])
