"""The words of an event: how they are broken, and where they stand beside its sign."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.web.components.thread.events import REACH, Kind, ThreadEvent

Anchor = Literal["start", "middle", "end"]

LINE_HEIGHT = 22
TITLE_SIGN = 7.9
DETAIL_SIGN = 7.0
TITLE_SIGNS = 24
DETAIL_SIGNS = 30
TITLE_LINES = 2
NEAR: dict[Kind, float] = {"back": 13, "not_reached": 8}
"""Where the sign is wide, the words begin below its middle part."""


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


def labels_of(event: ThreadEvent, *, above: bool, last: bool) -> list[Label]:
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
    reach = NEAR.get(event.kind, REACH[event.kind])
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


def shifted(label: Label, by: float) -> Label:
    """The label moved to the right."""
    return replace(label, x=label.x + by, left=label.left + by, right=label.right + by)


def with_height(label: Label, line_y: float) -> Label:
    """The label with the baselines of its lines, above or below the line at ``line_y``."""
    count = len(label.titles)
    if label.above:
        last = line_y - 88
        ys = tuple(last - LINE_HEIGHT * (count - 1 - row) for row in range(count))
        return replace(label, title_ys=ys, detail_y=line_y - 68)
    ys = tuple(line_y + 46 + LINE_HEIGHT * row for row in range(count))
    return replace(label, title_ys=ys, detail_y=line_y + 46 + LINE_HEIGHT * count - 2)
