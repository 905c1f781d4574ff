"""Draws SVG with a few marks: text, boxes, lines, dots.

Written by hand, because the result must be small, the same to the byte, free of inline styles (the
pages forbid them), readable by screen readers and right in light and dark. Colours are CSS
variables with a fallback; ``plain`` puts the fallbacks in for programs that know no variables.
"""

import re
from collections.abc import Sequence
from html import escape
from textwrap import wrap

INK = "currentColor"
BLUE = "var(--study-blue, #3b66c4)"
SOFT = "var(--study-soft, #9aa0b480)"
RED = "var(--study-red, #c0294f)"
FONT = "Fira Sans, sans-serif"

_VARIABLE = re.compile(r"var\(--[a-z-]+, (#[0-9a-f]+)\)")


class Canvas:
    """Collects marks; ``svg`` gives the picture with title and description."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._marks: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "start",
        size: float = 14,
        fill: str = INK,
        bold: bool = False,
    ) -> None:
        weight = ' font-weight="600"' if bold else ""
        self._marks.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}" '
            f'fill="{fill}"{weight}>{escape(text)}</text>'
        )

    def lines(self, x: float, y: float, lines: Sequence[str], *, anchor: str = "start") -> None:
        """Several lines of text, their middle at ``y``."""
        first = y + 5 - (len(lines) - 1) * 8.5
        for number, line in enumerate(lines):
            self.text(x, first + number * 17, line, anchor=anchor)

    def box(self, x: float, y: float, width: float, height: float, fill: str = BLUE) -> None:
        self._marks.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}" '
            f'fill="{fill}"/>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = INK,
        width: float = 1.5,
        dashes: str = "",
    ) -> None:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._marks.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{stroke}" '
            f'stroke-width="{_n(width)}"{dashed}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str = INK) -> None:
        self._marks.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"/>')

    def tinted(self, x: float, y: float, size: float, share: float) -> None:
        """A square whose tint says a share; the number beside it says it, too."""
        self._marks.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(size)}" height="{_n(size)}" '
            f'fill="{BLUE}" fill-opacity="{_n(0.08 + 0.52 * share)}"/>'
        )

    def svg(self, title: str, description: str, name: str) -> str:
        """The picture; ``name`` makes the ids of title and description unlike others on a page."""
        marks = "\n".join(self._marks)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {_n(self.width)} '
            f'{_n(self.height)}" width="{_n(self.width)}" height="{_n(self.height)}" '
            f'font-family="{FONT}">\n<title id="{name}-title">{escape(title)}</title>\n'
            f'<desc id="{name}-desc">{escape(description)}</desc>\n{marks}\n</svg>\n'
        )


def plain(svg: str) -> str:
    """The picture with fixed colours, for a file of its own and for typesetting."""
    return _VARIABLE.sub(r"\1", svg).replace('"currentColor"', '"#1a1c2b"')


def broken(text: str, letters: int) -> list[str]:
    """A label in lines of at most so many letters where words allow."""
    return wrap(text, letters, break_long_words=False) or [""]


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
