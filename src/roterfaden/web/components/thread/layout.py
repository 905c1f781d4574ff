"""Places events on a line of a given width, so that neither signs nor words touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from roterfaden.web.components.thread.events import REACH, ThreadEvent
from roterfaden.web.components.thread.paths import GUTTER, paths
from roterfaden.web.components.thread.words import (
    LINE_HEIGHT,
    Label,
    labels_of,
    shifted,
    with_height,
)

LABEL_GAP = 20
MARK_GAP = 12


@dataclass(frozen=True)
class Mark:
    """One sign on the line with its words."""

    event: ThreadEvent
    x: float
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Picture:
    """What the template draws; all lengths in pixels."""

    width: float
    height: float
    line_y: float
    marks: tuple[Mark, ...]
    past_path: str
    ahead_path: str
    collapsed: int


def lay_out(events: Sequence[ThreadEvent], *, width: float, today: date) -> Picture:
    """Place the events on a line of this width; older ones are drawn together until all fit."""
    for collapsed in _collapse_steps(len(events)):
        shown = _collapse(events, collapsed)
        marks = _place(shown)
        if _right_end(marks) <= width:
            break
    marks = _spread(marks, width - _right_end(marks), today)
    lines = max([1, *(len(label.titles) for mark in marks for label in mark.labels)])
    line_y = 124 + LINE_HEIGHT * (lines - 1)
    marks = tuple(_with_heights(mark, line_y) for mark in marks)
    past, ahead = paths(marks, line_y)
    height = line_y + 76 + LINE_HEIGHT * (lines - 1)
    return Picture(width, height, line_y, marks, past, ahead, collapsed)


def _collapse_steps(count: int) -> Iterable[int]:
    return (0, *range(2, max(count, 2)))


def _collapse(events: Sequence[ThreadEvent], count: int) -> Sequence[ThreadEvent]:
    """The oldest ``count`` events as one; what is now or ahead is never drawn together."""
    past = [event for event in events if event.kind not in {"now", "ahead"}]
    count = min(count, len(past))
    if count < 2:
        return events
    gone = past[:count]
    days = [event.on for event in gone if event.on]
    years = f"{days[0].year} – {days[-1].year}" if days else ""
    if days and days[0].year == days[-1].year:
        years = str(days[0].year)
    title = _("%(count)s frühere") % {"count": sum(event.count for event in gone)}
    last = days[-1] if days else None
    earlier = ThreadEvent(last, "earlier", title, years, count=count)
    ahead = [event for event in events if event.kind in {"now", "ahead"}]
    return [earlier, *past[count:], *ahead]


def _place(events: Sequence[ThreadEvent]) -> tuple[Mark, ...]:
    """The leftmost place of each sign at which neither signs nor words touch."""
    marks: list[Mark] = []
    free = {True: float(GUTTER), False: float(GUTTER)}
    reach_end = float(GUTTER)
    ahead = 0
    for event in events:
        ahead += event.kind == "ahead"
        labels = labels_of(event, above=ahead % 2 == 0, last=event is events[-1])
        x = max([reach_end + REACH[event.kind], *(free[one.above] - one.left for one in labels)])
        placed = tuple(shifted(one, x) for one in labels)
        for one in placed:
            free[one.above] = one.right + LABEL_GAP
        reach_end = x + REACH[event.kind] + MARK_GAP
        marks.append(Mark(event, x, placed))
    return tuple(marks)


def _right_end(marks: Sequence[Mark]) -> float:
    ends = [mark.x + REACH[mark.event.kind] for mark in marks]
    ends += [label.right for mark in marks for label in mark.labels]
    return max(ends, default=0) + 4


def _spread(marks: tuple[Mark, ...], slack: float, today: date) -> tuple[Mark, ...]:
    """Give the free width to the gaps, more where more days lie between two events.

    Every sign moves at least as far as the one before it, so what did not touch still does not.
    """
    if slack <= 0 or len(marks) < 2:
        return marks
    weights = [0.0, *(_weight(a.event, b.event, today) for a, b in pairwise(marks))]
    total, moved, done = sum(weights), [], 0.0
    for mark, weight in zip(marks, weights, strict=True):
        done += weight
        by = slack * done / total
        moved.append(
            replace(mark, x=mark.x + by, labels=tuple(shifted(x, by) for x in mark.labels))
        )
    return tuple(moved)


def _weight(before: ThreadEvent, after: ThreadEvent, today: date) -> float:
    """The root of the days between, so that a long gap shows but does not swallow the rest."""
    days = ((after.on or today) - (before.on or today)).days
    return float(max(days, 30) ** 0.5)


def _with_heights(mark: Mark, line_y: float) -> Mark:
    return replace(mark, labels=tuple(with_height(label, line_y) for label in mark.labels))
