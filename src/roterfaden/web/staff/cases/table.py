"""What stands around a list of cases: tabs, choices of state, columns to sort by."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.worklists import STANDING_NAMES, Counts, Standing
from roterfaden.web.staff.cases.selection import (
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
class Column:
    """A heading; with ``query`` one can sort by it."""

    name: str | Promise
    query: str = ""
    is_chosen: bool = False
    direction: str = ""


_COLUMNS: tuple[tuple[str | Promise, Order | None], ...] = (
    (_("Name"), Order.NAME),
    (_("Kundennummer"), None),
    (_("Plan"), None),
    (_("Gemeinsam aktualisieren"), Order.DUE),
    (_("Zuständig"), None),
    (_("Fall seit"), Order.BEGIN),
)


def tabs(chosen: Selection, numbers: Mapping[Whose, int]) -> list[Choice]:
    """Whose cases there are to see."""
    return [
        Choice(WHOSE_NAMES[one], chosen.having(whose=one).query, one == chosen.whose, numbers[one])
        for one in Whose
    ]


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


def columns(chosen: Selection) -> list[Column]:
    """The headings, some of which sort."""
    return [
        Column(
            name,
            chosen.having(order=order).query if order else "",
            order == chosen.order,
            "descending" if order == Order.BEGIN else "ascending",
        )
        for name, order in _COLUMNS
    ]
