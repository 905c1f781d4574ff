"""Timelines as SVG, in ink: procedures of law are never drawn in the red of the thread."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.web.law.regime_line import RegimePicture
from roterfaden.web.law.timeline import LINE, REACH, Mark, Picture

_SIGNS = {
    "given": '<circle class="rf-dot" cx="{x}" cy="{y}" r="8" />',
    "computed": '<circle class="rf-ring rf-ring--now" cx="{x}" cy="{y}" r="10" />',
    "moved": '<circle class="rf-ring rf-ring--passed" cx="{x}" cy="{y}" r="6" />',
}


def drawn(picture: Picture, title_id: str) -> SafeString:
    """All that stands inside the ``svg`` element, its title first; texts are escaped."""
    y, marks = picture.line_y, picture.marks
    first, last = marks[0].x, max(mark.x for mark in marks)
    parts = [
        f'<title id="{escape(title_id)}">{escape(told(picture))}</title>',
        f'<path class="rf-line" d="M{first:.1f},{y:g} H{last:.1f}" />',
    ]
    if picture.bar:
        begin, end = picture.bar
        parts.append(f'<path class="rf-line rf-line--bar" d="M{begin:.1f},{y:g} H{end:.1f}" />')
    for gap in picture.gaps:
        words = ngettext("%(days)s Tag", "%(days)s Tage", gap.days) % {"days": gap.days}
        parts.append(_text("t-note a-middle", gap.x, y - 12, words))
    parts += ["".join(_mark(mark, y)) for mark in marks]
    return _safe(parts)


def told(picture: Picture) -> str:
    """The picture in words."""
    points = [f"{mark.point.day}: {mark.point.label}" for mark in picture.marks]
    return " · ".join([_("Zeitstrahl"), *points])


def drawn_regimes(picture: RegimePicture, title_id: str) -> SafeString:
    """The regimes as bars with the days of change as knots, and the chosen day."""
    y = picture.bar_y
    parts = [f'<title id="{escape(title_id)}">{escape(picture.title)}</title>']
    for bar in picture.bars:
        shape = "rf-regime rf-regime--now" if bar.is_chosen else "rf-regime"
        wide = bar.end - bar.begin - 3
        parts.append(
            f'<rect class="{shape}" x="{bar.begin:.1f}" y="{y - 6:g}" width="{wide:.1f}" '
            'height="12" rx="6" />'
        )
        parts.append(_text("t-title", bar.begin, y - 40, bar.title))
        parts.append(_text("t-note", bar.begin, y - 20, bar.detail))
    for knot in picture.knots:
        low = y + 22 + LINE * knot.row
        parts.append(f'<path class="rf-tick" d="M{knot.x:.1f},{y:g} V{low:g}" />')
        parts.append(f'<circle class="rf-ring" cx="{knot.x:.1f}" cy="{y:g}" r="6" />')
        parts.append(_text("t-note", knot.x + 6, low + 4, knot.words))
    if picture.chosen_x is not None:
        x = f"{picture.chosen_x:.1f}"
        parts.append(f'<circle class="rf-ring rf-ring--now" cx="{x}" cy="{y:g}" r="11" />')
    return _safe(parts)


def _mark(mark: Mark, y: float) -> Iterator[str]:
    yield _SIGNS[mark.point.kind].format(x=f"{mark.x:.1f}", y=f"{y:g}")
    x = mark.x - REACH
    count = len(mark.lines)
    first = y - 32 - LINE * count if mark.above else y + 36
    style = "t-title" if mark.above else "t-plain"
    for row, line in enumerate(mark.lines):
        yield _text(style, x, first + LINE * row, line)
    yield _text("t-note", x, first + LINE * count, mark.point.day)


def _text(style: str, x: float, y: float, words: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:g}">{escape(words)}</text>'


def _safe(parts: list[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  built of numbers, fixed markup and escaped words
