"""Gaps in a wording: ``Ich möchte als {beruf} arbeiten.``

A gap is a pair of braces with a name in it. People type braces too, so a name may hold spaces and
umlauts (``{Name des Trägers}``) and is then its own label; braces around nothing, around line
breaks or around more than forty signs are plain text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LONGEST_NAME = 40
_GAP = re.compile(r"\{[^\S\r\n]*([^{}\r\n]{1,60}?)[^\S\r\n]*\}")

Kind = Literal["text", "number", "day"]


@dataclass(frozen=True)
class Gap:
    """What is to be filled in: its key in the wording, how to ask for it, and an example."""

    key: str
    label: str
    kind: Kind = "text"
    example: str = ""


@dataclass(frozen=True)
class Piece:
    """A part of a wording: plain words, or a gap with its key."""

    text: str
    gap: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """The wording in order, cut at its gaps."""
    found, end = [], 0
    for match in _GAP.finditer(text):
        if not _is_name(match[1]):
            continue
        found += [Piece(text[end : match.start()]), Piece(match[0], match[1])]
        end = match.end()
    return tuple(piece for piece in (*found, Piece(text[end:])) if piece.text)


def find(text: str) -> tuple[str, ...]:
    """The keys of the gaps, each once, in order."""
    return tuple(dict.fromkeys(piece.gap for piece in pieces(text) if piece.gap))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The wording with these values; a gap without a value stays as it is.

    What is filled in is never read as a gap again, whatever braces it holds.
    """
    return "".join(_filled(piece, values) or piece.text for piece in pieces(text))


def unfilled(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the gaps that these values leave open."""
    return tuple(key for key in find(text) if not values.get(key, "").strip())


def emptied(text: str, values: Mapping[str, str]) -> str:
    """The other way round: the first place of each value in a sentence becomes its gap again."""
    for key, value in sorted(values.items(), key=lambda item: -len(item[1])):
        if words := value.strip():
            place = rf"(?<!\w){re.escape(words)}(?!\w)"
            text = re.sub(place, lambda _match, key=key: f"{{{key}}}", text, count=1)  # type: ignore[misc]
    return text


def tidied(text: str, known: Mapping[str, str]) -> str:
    """The wording with single spaces and with known gaps by their key: ``{Beruf}`` as ``{beruf}``.

    ``known`` gives the key for every casefolded spelling of a gap.
    """
    joined = "".join(
        f"{{{known.get(piece.gap.casefold(), piece.gap)}}}" if piece.gap else piece.text
        for piece in pieces(text)
    )
    return " ".join(joined.split())


def _filled(piece: Piece, values: Mapping[str, str]) -> str:
    return values.get(piece.gap, "").strip() if piece.gap else ""


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and any(sign.isalpha() for sign in name)
