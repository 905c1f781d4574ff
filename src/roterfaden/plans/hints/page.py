"""Whether the plan fits on one page: the same setting as on paper, asked only where in doubt."""

from collections.abc import Mapping
from typing import Any

from roterfaden.plans import sheet
from roterfaden.plans.hints.model import items

SURELY_SHORT = 1500
"""Signs of all entries, each with its line, that fit on a page at 10 points."""

_LINE = 60


def surplus(plan: Mapping[str, Any]) -> tuple[sheet.Surplus, ...]:
    """The words that find no room on one A4 page at 10 points; nothing for data that is no plan."""
    length = sum(len(item.text) + len(item.proof) + _LINE for item in items(plan))
    if length <= SURELY_SHORT:
        return ()
    try:
        return sheet.overflow(plan)
    except sheet.UnreadablePlan:
        return ()
