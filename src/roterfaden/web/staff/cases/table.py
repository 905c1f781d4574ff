"""What stands around a list of cases: tabs, choices of state, chips, columns to sort by."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.worklists import STANDING_NAMES, Counts, Standing
from roterfaden.web.staff.cases.selection import (
    PAGE_LENGTHS,
    WHOSE_NAMES,
    Order,
    Selection,
    Whose,
)


@dataclass(frozen=True)
class Choice:
    """A link that shows the list otherwise."""

    name: str | Promise
    query: str
    is_chosen: bool
    count: int = 0


@dataclass(frozen=True)
class Chip:
    """What narrows the list, and the address without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True)
class Column:
    """A heading; with ``query`` one can sort by it."""

    name: str | Promise
    query: str = ""
    is_chosen: bool = False
    direction: str = ""


_NAME = (gettext_lazy("Name"), Order.NAME)
_NUMBER = (gettext_lazy("Kundennummer"), None)
_IN_CHARGE = (gettext_lazy("Zuständig"), None)
_BEGIN = (gettext_lazy("Fall seit"), Order.BEGIN)
_RUNNING: tuple[tuple[str | Promise, Order | None], ...] = (
    _NAME,
    _NUMBER,
    (gettext_lazy("Plan"), None),
    (gettext_lazy("Gemeinsam aktualisieren"), Order.DUE),
    _IN_CHARGE,
    _BEGIN,
)
_ENDED: tuple[tuple[str | Promise, Order | None], ...] = (
    _NAME,
    _NUMBER,
    _BEGIN,
    (gettext_lazy("Beendet am"), Order.END),
)
_ONE_WAY = {Order.DUE}
"""The other way round would begin with the cases that have no such day."""


def tabs(chosen: Selection) -> list[Choice]:
    """Whose cases there are to see; how many, says the list itself."""
    return [Choice(WHOSE_NAMES[one], _tab(chosen, one).query, one == chosen.whose) for one in Whose]


def _tab(chosen: Selection, whose: Whose) -> Selection:
    """The tab with the same words; ended cases have no plan to narrow by and an order of theirs."""
    if (whose == Whose.ENDED) == (chosen.whose == Whose.ENDED):
        return chosen.having(whose=whose)
    order = Order.END if whose == Whose.ENDED else Order.NAME
    return chosen.having(whose=whose, plan=None, person=None, order=order, is_turned=False)


def plan_choices(chosen: Selection, counts: Counts) -> list[Choice]:
    """All, the states that occur in the list, and the one that is chosen."""
    numbers = counts.standing
    everything = Choice(_("alle"), chosen.having(plan=None).query, not chosen.plan, counts.total)
    return [
        everything,
        *(
            Choice(
                STANDING_NAMES[one], chosen.having(plan=one).query, one == chosen.plan, numbers[one]
            )
            for one in Standing
            if numbers[one] or one == chosen.plan
        ),
    ]


def chips(chosen: Selection, person: StaffMember | None) -> list[Chip]:
    """What narrows the list now, each to be taken out by itself."""
    found = []
    if chosen.plan:
        value = str(STANDING_NAMES[chosen.plan])
        found.append(Chip(_("Plan"), value, chosen.having(plan=None).query))
    if chosen.words:
        found.append(Chip(_("Suche"), chosen.words, chosen.having(words="").query))
    if chosen.person:
        value = str(person) if person else _("unbekannt")
        found.append(Chip(_("Zuständig"), value, chosen.having(person=None).query))
    return found


def columns(chosen: Selection) -> list[Column]:
    """The headings, some of which sort; the one that sorts now turns the order."""
    shown = _ENDED if chosen.whose == Whose.ENDED else _RUNNING
    return [_column(chosen, name, order) for name, order in shown]


def _column(chosen: Selection, name: str | Promise, order: Order | None) -> Column:
    if order is None:
        return Column(name)
    is_chosen = order == chosen.order
    turns = is_chosen and order not in _ONE_WAY and not chosen.is_turned
    query = chosen.having(order=order, is_turned=turns).query
    return Column(name, query, is_chosen, "descending" if chosen.is_descending else "ascending")


def lengths(chosen: Selection) -> list[Choice]:
    """How many rows a page may have."""
    return [
        Choice(str(length), chosen.having(length=length).query, length == chosen.length)
        for length in PAGE_LENGTHS
    ]
