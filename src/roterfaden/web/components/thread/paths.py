"""The line itself: what has happened, with its loops and waves, and dashed what lies ahead."""

from collections.abc import Callable, Sequence
from typing import Protocol

from roterfaden.web.components.thread.events import REACH, Kind, ThreadEvent

GUTTER = 40
GUTTER_CENTRE = 8.5
LONE_Y = 61
DIP = 12
"""So far the line sinks at a step back, in pixels."""


class Placed(Protocol):
    """A sign with its place on the line."""

    @property
    def event(self) -> ThreadEvent: ...
    @property
    def x(self) -> float: ...


def paths(marks: Sequence[Placed], y: float) -> tuple[str, str]:
    """The line that has happened, with its loops, and the dashed one ahead."""
    past = [mark for mark in marks if mark.event.kind != "ahead"]
    ahead = [mark for mark in marks if mark.event.kind == "ahead"]
    end = _end(past[-1]) if past else GUTTER
    loops = "".join(_CURVES[m.event.kind](m.x, y) for m in past if m.event.kind in _CURVES)
    path = (
        f"M{GUTTER_CENTRE},0 V{y - 24:g} A24,24 0 0 0 {GUTTER_CENTRE + 24},{y:g}{loops} H{end:.1f}"
    )
    return path, f"M{end + 14:.1f},{y:g} H{ahead[-1].x - 10:.1f}" if ahead else ""


def _end(mark: Placed) -> float:
    """Where the line ends: at the last sign, or behind it where the line itself is the sign."""
    return mark.x + (REACH[mark.event.kind] if mark.event.kind in _CURVES else 0)


def lone_loop() -> str:
    """One loop on a short piece of line, in a picture 104 wide and 64 high."""
    return f"M0,{LONE_Y}{_loop(52, LONE_Y)} H104"


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


def _wave(x: float, y: float) -> str:
    """The line sinks a little and comes up again, 60 wide."""
    low = y + DIP
    return (
        f" H{x - 30:.1f} C{x - 18:.1f},{y:g} {x - 18:.1f},{low:g} {x:.1f},{low:g}"
        f" C{x + 18:.1f},{low:g} {x + 18:.1f},{y:g} {x + 30:.1f},{y:g}"
    )


_CURVES: dict[Kind, Callable[[float, float], str]] = {
    "goal_reached": _loop,
    "back": _wave,
    "not_reached": _wave,
}
