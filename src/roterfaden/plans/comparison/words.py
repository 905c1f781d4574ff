"""What changed within a text, word by word, grouped so that a person can read it.

A word is what stands between spaces, with its punctuation. Few words that happen to be the same
between two larger changes would make confetti: they are told as part of the change.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from roterfaden.plans.comparison.model import Piece

KEPT_AT_LEAST = 0.34
"""Where less than this share of the words stays, the sentence is told as a new one."""

_NO_WORD = re.compile(r"[^\w]+")
_Run = tuple[Sequence[str], Sequence[str]]
"""The words before and now; the same twice where nothing changed."""


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces from which both texts can be read: without the new words, without the gone ones.

    Spaces count as one; joined with a space the pieces give each text again.
    """
    old, new = before.split(), after.split()
    runs = _joined(_runs(old, new))
    kept = sum(len(now) for was, now in runs if was == now)
    if kept < KEPT_AT_LEAST * max(len(old), len(new), 1):
        runs = [(old, new)] if old != new else runs
    return tuple(_pieces(runs))


def likeness(before: str, after: str) -> float:
    """How much two texts say the same: 0 for nothing, 1 for the same words."""
    old, new = _bare(before), _bare(after)
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _bare(text: str) -> list[str]:
    return [word for word in _NO_WORD.split(text.casefold()) if word]


def _runs(old: list[str], new: list[str]) -> list[_Run]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(old[a:b], new[c:d]) for _tag, a, b, c, d in matcher.get_opcodes()]


def _joined(runs: list[_Run]) -> list[_Run]:
    """Runs without islands: kept words shorter than the changes on both sides belong to these."""
    while True:
        island = next((place for place in range(1, len(runs) - 1) if _is_island(runs, place)), None)
        if island is None:
            return runs
        around = runs[island - 1 : island + 2]
        merged = ([w for was, _ in around for w in was], [w for _, now in around for w in now])
        runs = [*runs[: island - 1], merged, *runs[island + 2 :]]


def _is_island(runs: list[_Run], place: int) -> bool:
    was, now = runs[place]
    if was != now:
        return False
    return all(_signs(was) <= max(map(_signs, runs[side])) for side in (place - 1, place + 1))


def _signs(words: Sequence[str]) -> int:
    return len(" ".join(words))


def _pieces(runs: list[_Run]) -> Iterator[Piece]:
    pieces = [piece for was, now in runs for piece in _of(was, now)]
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, " ".join(piece.text for piece in group))


def _of(was: Sequence[str], now: Sequence[str]) -> Iterator[Piece]:
    if was == now:
        if was:
            yield Piece("same", " ".join(was))
        return
    if was:
        yield Piece("gone", " ".join(was))
    if now:
        yield Piece("new", " ".join(now))
