"""The regimes and the days on which law changed, on one line true to scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.law.regimes import REGIMES, Regime

LEFT, RIGHT = 40.0, 88.0
BAR_Y = 72.0
ROW = 22
KNOT_WORDS = 84.0
AFTER = timedelta(days=60)
"""How far the line runs on after the last day on it."""


@dataclass(frozen=True)
class Bar:
    """One regime from its first to its last day."""

    title: str
    detail: str
    begin: float
    end: float
    is_chosen: bool


@dataclass(frozen=True)
class Knot:
    """A day of change; ``row`` keeps words of near days apart."""

    x: float
    words: str
    row: int


@dataclass(frozen=True)
class RegimePicture:
    """What is drawn; all lengths in pixels."""

    width: int
    height: int
    bar_y: float
    title: str
    bars: tuple[Bar, ...]
    knots: tuple[Knot, ...]
    chosen_x: float | None


def lay_out_regimes(changes: Sequence[date], chosen: date, *, width: int) -> RegimePicture:
    """Regimes, changes since the first of them, and the chosen day, on a line of this width."""
    first = REGIMES[0].validity.starts_on
    shown = [day for day in changes if day >= first]
    last = max([*shown, *([chosen] if chosen.year < 2040 else [])]) + AFTER

    def at(day: date) -> float:
        return LEFT + (width - LEFT - RIGHT) * (day - first).days / (last - first).days

    bars = tuple(
        Bar(
            regime.title,
            _validity(regime),
            at(regime.validity.starts_on),
            at(_ends(regime, last)),
            chosen in regime.validity,
        )
        for regime in REGIMES
    )
    knots = _knots([(at(day), spoken.day(day)) for day in shown])
    rows = max(knot.row for knot in knots) + 1
    title = _("Recht seit %(day)s, mit %(count)s Tagen, an denen sich etwas änderte") % {
        "day": spoken.day(first),
        "count": len(shown),
    }
    on_line = at(chosen) if first <= chosen <= last else None
    return RegimePicture(width, int(BAR_Y) + 24 + ROW * rows, BAR_Y, title, bars, knots, on_line)


def _ends(regime: Regime, last: date) -> date:
    return min(regime.validity.ends_on or last, last)


def _validity(regime: Regime) -> str:
    begin = spoken.day(regime.validity.starts_on)
    if regime.validity.ends_on is None:
        return _("seit %(day)s") % {"day": begin}
    return _("%(begin)s bis %(end)s") % {
        "begin": begin,
        "end": spoken.day(regime.validity.ends_on),
    }


def _knots(days: Sequence[tuple[float, str]]) -> tuple[Knot, ...]:
    """Each day below all later ones that its words would touch, so that no line crosses words."""
    found: list[Knot] = []
    for x, words in reversed(days):
        row = max((knot.row + 1 for knot in found if knot.x < x + KNOT_WORDS), default=0)
        found.append(Knot(x, words, row))
    return tuple(reversed(found))
