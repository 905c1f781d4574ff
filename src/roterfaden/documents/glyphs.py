"""Which signs our fonts can print, read from the fonts' own tables (OpenType ``cmap``)."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_TABLES = 12
_RECORD = 16

_VISIBLE_FORMATS = (
    *((0x600, 0x605), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2)),
    *((0x110BD, 0x110CD), (0x13430, 0x1343F)),
)
"""Format characters that are drawn all the same (Unicode: prepended concatenation marks)."""


@cache
def printable(folder: Path) -> frozenset[int]:
    """The code points for which a font in ``folder`` has a glyph; read once a process."""
    return frozenset(point for path in folder.glob("*.ttf") for point in _points(path.read_bytes()))


def unprintable(text: str, folder: Path) -> tuple[str, ...]:
    """The signs of ``text`` that no font in ``folder`` has, each once, in their order.

    Spaces, line ends and signs that only steer the setting (joiners, directions) need no glyph.
    """
    known = printable(folder)
    return tuple(
        dict.fromkeys(sign for sign in text if ord(sign) not in known and _needs_glyph(sign))
    )


def _needs_glyph(sign: str) -> bool:
    if "\ufe00" <= sign <= "\ufe0f":
        return False
    if any(first <= ord(sign) <= last for first, last in _VISIBLE_FORMATS):
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _points(font: bytes) -> Iterator[int]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">2xH", font, start)
    for index in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _table(font: bytes, name: bytes) -> int:
    """Where a table begins; raises :class:`ValueError` for a file that is no such font."""
    (count,) = struct.unpack_from(">4xH", font, 0)
    for index in range(count):
        tag, _checksum, offset, _length = struct.unpack_from(
            ">4sLLL", font, _TABLES + _RECORD * index
        )
        if tag == name:
            return int(offset)
    raise ValueError("The font has no such table.")


def _segments(font: bytes, start: int) -> Iterator[int]:
    """Format 4: ranges of the basic plane; a glyph number of 0 means that the sign is missing."""
    (double,) = struct.unpack_from(">6xH", font, start)
    ends, starts = start + 14, start + 16 + double
    deltas, offsets = starts + double, starts + 2 * double
    for at in range(0, double, 2):
        first, last = _number(font, starts + at), _number(font, ends + at)
        delta, offset = _number(font, deltas + at), _number(font, offsets + at)
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset:
                glyph = _number(font, offsets + at + offset + 2 * (point - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield point


def _groups(font: bytes, start: int) -> Iterator[int]:
    """Format 12: ranges of all planes."""
    (count,) = struct.unpack_from(">12xL", font, start)
    for index in range(count):
        first, last, _glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * index)
        yield from range(first, last + 1)


def _number(font: bytes, at: int) -> int:
    (number,) = struct.unpack_from(">H", font, at)
    return int(number)
