"""The thread history: a case's events laid out on one line, as pure geometry.

The picture is drawn by the server in natural size, so that its text never shrinks. Ring with
number: version of the plan; dot: talk; small open dot: missed; loop: goal reached; thick ring:
now; dashed: ahead. Where it would get crowded, the oldest events are drawn together as one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from roterfaden.core import spoken

Kind = Literal["version", "talk", "missed", "goal_reached", "now", "ahead", "ended", "earlier"]
Anchor = Literal["start", "middle", "end"]

GUTTER = 40
GUTTER_CENTRE = 8.5
LABEL_GAP = 20
MARK_GAP = 12
LINE_HEIGHT = 22
TITLE_SIGN = 7.9
DETAIL_SIGN = 7.0
TITLE_SIGNS = 24
DETAIL_SIGNS = 30
TITLE_LINES = 2

REACH: dict[Kind, float] = {
    "version": 13,
    "talk": 5,
    "missed": 6,
    "goal_reached": 38,
    "now": 16,
    "ahead": 9,
    "ended": 10,
    "earlier": 13,
}
"""How far each sign reaches to either side of its centre, in pixels."""

LOOKS: dict[Kind, str] = {
    "now": "is-now",
    "ahead": "is-ahead",
    "missed": "is-small",
    "talk": "is-done is-small",
}
"""The knots of the list that are not simply done."""


@dataclass(frozen=True)
class ThreadEvent:
    """One event of a case's history.

    ``label`` says it in a few words, ``detail`` stands below it; without a label only the sign is
    drawn. ``on`` may be None for what lies ahead without a date. ``number`` is the version's.
    ``language`` is that of the label where it may differ from the page's: a plan is German.
    """

    on: date | None
    kind: Kind
    label: str = ""
    detail: str = ""
    number: int | None = None
    language: str = ""

    @property
    def look(self) -> str:
        """The classes of its knot in the list."""
        return LOOKS.get(self.kind, "is-done")


@dataclass(frozen=True)
class Label:
    """Words above or below the line; the box is what they cover at most, in pixels."""

    above: bool
    anchor: Anchor
    x: float
    left: float
    right: float
    titles: tuple[str, ...]
    detail: str
    title_ys: tuple[float, ...] = ()
    detail_y: float = 0

    @property
    def title_lines(self) -> list[tuple[str, float]]:
        """Each line of the title with its baseline."""
        return list(zip(self.titles, self.title_ys, strict=True))


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
    past, ahead = _paths(marks, line_y)
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
    title = _("%(count)s frühere") % {"count": count}
    earlier = ThreadEvent(days[-1] if days else None, "earlier", title, years)
    return [earlier, *(event for event in events if event not in gone)]


def _place(events: Sequence[ThreadEvent]) -> tuple[Mark, ...]:
    """The leftmost place of each sign at which neither signs nor words touch."""
    marks: list[Mark] = []
    free = {True: float(GUTTER), False: float(GUTTER)}
    reach_end = float(GUTTER)
    ahead = 0
    for event in events:
        ahead += event.kind == "ahead"
        labels = _labels(event, above=ahead % 2 == 0, last=event is events[-1])
        x = max([reach_end + REACH[event.kind], *(free[one.above] - one.left for one in labels)])
        placed = tuple(_shifted(one, x) for one in labels)
        for one in placed:
            free[one.above] = one.right + LABEL_GAP
        reach_end = x + REACH[event.kind] + MARK_GAP
        marks.append(Mark(event, x, placed))
    return tuple(marks)


def _labels(event: ThreadEvent, *, above: bool, last: bool) -> list[Label]:
    """The words of an event, placed around x = 0."""
    if event.kind == "now":
        here = _label(_("heute"), _numeric(event.on), above=True, anchor="middle", reach=0)
        there = _label(event.label, event.detail, above=False, anchor="start", reach=14)
        return [here, there] if event.label else [here]
    if not event.label:
        return []
    if event.kind == "goal_reached":
        return [_label(event.label, event.detail, above=True, anchor="middle", reach=0)]
    above = above and event.kind == "ahead"
    anchor: Anchor = "end" if above and last else "start"
    reach = REACH[event.kind]
    return [_label(event.label, event.detail, above=above, anchor=anchor, reach=reach)]


def _label(title: str, detail: str, *, above: bool, anchor: Anchor, reach: float) -> Label:
    titles = _wrapped(title)
    detail = _shortened(detail, DETAIL_SIGNS)
    wide = max([len(line) * TITLE_SIGN for line in titles] + [len(detail) * DETAIL_SIGN])
    left = {"start": -reach, "middle": -wide / 2, "end": reach - wide}[anchor]
    x = {"start": left, "middle": 0.0, "end": reach}[anchor]
    return Label(above, anchor, x, left, left + wide, titles, detail)


def _wrapped(text: str) -> tuple[str, ...]:
    """The text in at most two lines of about 24 signs, shortened with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= TITLE_SIGNS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], " ".join(lines[TITLE_LINES - 1 :])]
    return tuple(_shortened(line, TITLE_SIGNS) for line in lines)


def _shortened(text: str, signs: int) -> str:
    """The text, cut at a word if one ends in time, with an ellipsis."""
    if len(text) <= signs:
        return text
    cut = text[: signs - 2]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[signs // 3 :] else cut} …"


def _numeric(day: date | None) -> str:
    return spoken.day(day) if day else ""


def _shifted(label: Label, by: float) -> Label:
    return replace(label, x=label.x + by, left=label.left + by, right=label.right + by)


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
            replace(mark, x=mark.x + by, labels=tuple(_shifted(x, by) for x in mark.labels))
        )
    return tuple(moved)


def _weight(before: ThreadEvent, after: ThreadEvent, today: date) -> float:
    """The root of the days between, so that a long gap shows but does not swallow the rest."""
    days = ((after.on or today) - (before.on or today)).days
    return float(max(days, 30) ** 0.5)


def _with_heights(mark: Mark, line_y: float) -> Mark:
    return replace(mark, labels=tuple(_with_height(label, line_y) for label in mark.labels))


def _with_height(label: Label, line_y: float) -> Label:
    count = len(label.titles)
    if label.above:
        last = line_y - 88
        ys = tuple(last - LINE_HEIGHT * (count - 1 - row) for row in range(count))
        return replace(label, title_ys=ys, detail_y=line_y - 68)
    ys = tuple(line_y + 46 + LINE_HEIGHT * row for row in range(count))
    return replace(label, title_ys=ys, detail_y=line_y + 46 + LINE_HEIGHT * count - 2)


def _paths(marks: Sequence[Mark], y: float) -> tuple[str, str]:
    """The line that has happened, with its loops, and the dashed one ahead."""
    past = [mark for mark in marks if mark.event.kind != "ahead"]
    ahead = [mark for mark in marks if mark.event.kind == "ahead"]
    end = past[-1].x if past else GUTTER
    loops = "".join(_loop(mark.x, y) for mark in past if mark.event.kind == "goal_reached")
    path = (
        f"M{GUTTER_CENTRE},0 V{y - 24:g} A24,24 0 0 0 {GUTTER_CENTRE + 24},{y:g}{loops} H{end:.1f}"
    )
    return path, f"M{end + 14:.1f},{y:g} H{ahead[-1].x - 10:.1f}" if ahead else ""


def _loop(x: float, y: float) -> str:
    """A loop of the line above its own crossing, 44 wide and 56 high."""

    def point(dx: float, dy: float) -> str:
        return f"{x + dx:.1f},{y + dy:g}"

    curves = (
        ((-4, 0), (22, -18), (22, -36)),
        ((22, -48), (12, -56), (0, -56)),
        ((-12, -56), (-22, -48), (-22, -36)),
        ((-22, -18), (4, 0), (36, 0)),
    )
    drawn = "".join(" C" + " ".join(point(*p) for p in curve) for curve in curves)
    return f" H{x - 36:.1f}{drawn}"
