"""A timeline laid out on a line of a given width, as pure geometry.

What was typed stands below the line, what the law makes of it above. Gaps grow with the root of
the days between, so that a long one shows but does not swallow the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from textwrap import wrap

from roterfaden.law.validity import Validity
from roterfaden.web.law.moments import Point

LEFT = 40.0
GAP = 20.0
LINE = 22
TITLE_SIGN = 7.9
DETAIL_SIGN = 7.2
SIGNS = 24
LINES = 3
REACH = 9.0


@dataclass(frozen=True)
class Mark:
    """One point with its place and the lines of its words."""

    point: Point
    x: float
    lines: tuple[str, ...]

    @property
    def above(self) -> bool:
        """Whether the words stand above the line."""
        return self.point.kind == "computed"

    @property
    def right(self) -> float:
        """Where its words end at most."""
        wide = max(len(line) * TITLE_SIGN for line in (*self.lines, ""))
        return self.x - REACH + max(wide, len(self.point.day) * DETAIL_SIGN)


@dataclass(frozen=True)
class Gap:
    """The days between two neighbours on the line, where there is room to say them."""

    x: float
    days: int


@dataclass(frozen=True)
class Picture:
    """What is drawn; all lengths in pixels."""

    width: int
    height: int
    line_y: float
    marks: tuple[Mark, ...]
    bar: tuple[float, float] | None
    gaps: tuple[Gap, ...]


def lay_out(points: Sequence[Point], span: Validity | None, *, width: int) -> Picture | None:
    """Place the points on a line of this width; None where they have no room or make no line."""
    marks = _placed(points)
    if len({point.on for point in points}) < 2 or _end(marks) > width:
        return None
    marks = _spread(marks, width - _end(marks))
    above = max((len(mark.lines) for mark in marks if mark.above), default=0)
    below = max((len(mark.lines) for mark in marks if not mark.above), default=0)
    line_y = 54.0 + LINE * above if above else 32.0
    height = int(line_y) + (44 + LINE * below if below else 24)
    return Picture(width, height, line_y, marks, _bar(marks, span), tuple(_gaps(marks)))


def _placed(points: Sequence[Point]) -> tuple[Mark, ...]:
    """The leftmost place of each point at which neither signs nor words touch."""
    marks: list[Mark] = []
    free = {True: LEFT, False: LEFT}
    reach = LEFT
    for _on, of_day in groupby(points, key=lambda point: point.on):
        here = [Mark(point, 0.0, tuple(wrap(point.label, SIGNS)[:LINES])) for point in of_day]
        x = max(reach, *(free[mark.above] + REACH for mark in here))
        for mark in here:
            placed = replace(mark, x=x)
            free[mark.above] = placed.right + GAP
            marks.append(placed)
        reach = x + 4 * REACH
    return tuple(marks)


def _end(marks: Sequence[Mark]) -> float:
    return max((max(mark.right, mark.x + REACH) for mark in marks), default=0.0)


def _spread(marks: tuple[Mark, ...], slack: float) -> tuple[Mark, ...]:
    weights = [0.0, *(_root(a.point.on, b.point.on) for a, b in pairwise(marks))]
    total, done, moved = sum(weights), 0.0, []
    for mark, weight in zip(marks, weights, strict=True):
        done += weight
        moved.append(replace(mark, x=mark.x + slack * done / total))
    return tuple(moved)


def _root(begin: date, end: date) -> float:
    return float((end - begin).days ** 0.5)


def _bar(marks: Sequence[Mark], span: Validity | None) -> tuple[float, float] | None:
    places = {mark.point.on: mark.x for mark in marks}
    if span is None or span.ends_on is None:
        return None
    begin, end = places.get(span.starts_on), places.get(span.ends_on)
    return None if begin is None or end is None or begin == end else (begin, end)


def _gaps(marks: Sequence[Mark]) -> list[Gap]:
    ordered = sorted({mark.x: mark.point.on for mark in marks}.items())
    return [
        Gap((left + right) / 2, (after - before).days)
        for (left, before), (right, after) in pairwise(ordered)
        if right - left > 110
    ]
