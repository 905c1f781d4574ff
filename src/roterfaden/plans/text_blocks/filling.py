"""Gaps in the text of an entry: shown as ``[Beruf]`` until somebody types the word over them.

What was filled in is read back from the text by the block's own wording, so that people edit one
plain text and nothing else. Who changes the wording itself keeps the block, but no values.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from roterfaden.plans.text_blocks.delivered import gap
from roterfaden.plans.text_blocks.gaps import Piece, pieces

OPEN = r"\[[^][]*[[:alpha:]][^][]*\]"
"""An open gap for the database (PostgreSQL's regular expressions)."""

_OPEN = re.compile(r"\[([^\[\]]*[^\W\d_][^\[\]]*)\]")


def with_open_gaps(wording: str) -> str:
    """The wording as an entry begins with it: ``Ich möchte als [Beruf] arbeiten.``"""
    return "".join(
        f"[{gap(piece.gap).label}]" if piece.gap else piece.text for piece in pieces(wording)
    )


def open_gaps(text: str) -> tuple[str, ...]:
    """What is still to be filled in, each once: ``("Beruf",)``."""
    return tuple(dict.fromkeys(name.strip() for name in _OPEN.findall(text)))


def cut(text: str) -> list[tuple[str, bool]]:
    """The text in order, each part with whether it is an open gap."""
    parts, end = [], 0
    for gap_found in _OPEN.finditer(text):
        parts += [(text[end : gap_found.start()], False), (gap_found[0], True)]
        end = gap_found.end()
    return [(part, is_gap) for part, is_gap in (*parts, (text[end:], False)) if part]


def in_braces(text: str) -> str:
    """The text with its open gaps as a block has them: ``Ich arbeite als {Beruf}.``"""
    return _OPEN.sub(r"{\1}", text)


def read_back(wording: str, text: str) -> dict[str, str]:
    """What stands in the gaps of ``wording``; empty where the text says something else.

    A gap that is still open has no value. One that stands twice must hold the same words twice.
    """
    found = re.fullmatch("".join(_pattern(wording)), text)
    if not found:
        return {}
    keys = dict.fromkeys(piece.gap for piece in pieces(wording) if piece.gap)
    values = {key: found[f"g{place}"].strip() for place, key in enumerate(keys)}
    return {key: value for key, value in values.items() if value and not _OPEN.search(value)}


def _pattern(wording: str) -> Iterator[str]:
    """A gap ends where the words behind it first occur, and is never tried again.

    Only the last may reach further: so a wording with many gaps takes no longer than one with few.
    """
    parts = pieces(" ".join(wording.split()))
    places: dict[str, int] = {}
    last = len({part.gap for part in parts if part.gap}) - 1
    for part, behind in zip_longest(parts, parts[1:], fillvalue=Piece("")):
        if not part.gap:
            yield re.escape(part.text)
        elif part.gap in places:
            yield f"(?P=g{places[part.gap]})"
        else:
            place = places[part.gap] = len(places)
            held = f"(?P<g{place}>.+?)"
            words = "" if behind.gap else re.escape(behind.text)
            yield held if place == last else f"(?>{held}(?={words}))"
