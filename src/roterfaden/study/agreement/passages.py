"""Coders compared on passages: how far their marks overlap, character by character.

Each character of a document is a question of yes or no for each category, so the coefficients are
those of two-by-two tables. Characters of a text hang together; intervals therefore come from
resampling whole documents, never from the number of characters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from roterfaden.study.agreement.coefficients import Coefficient, estimates, figures_of
from roterfaden.study.agreement.distances import Floats
from roterfaden.study.agreement.estimate import Estimate
from roterfaden.study.agreement.intervals import Bootstrap, Bounds, percentiles
from roterfaden.study.agreement.joint import NO, YES
from roterfaden.study.agreement.ratings import Pattern, Ratings
from roterfaden.study.agreement.reasons import (
    ONE_DOCUMENT,
    TOO_OFTEN_UNDEFINED,
    why_undefined,
)
from roterfaden.study.troubles import WrongData


class Span(NamedTuple):
    """A marked passage: characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int


Marks = Mapping[str, Mapping[str, Sequence[Span]]]
"""Document to coder to passages of one category; a coder without passages has an empty list."""


@dataclass(frozen=True)
class Overlap:
    """Two coders' marks of one category, counted in characters over all documents."""

    both: int
    first_only: int
    second_only: int
    neither: int
    jaccard: float | None
    estimates: Mapping[Coefficient, Estimate]


_PATTERNS: tuple[Pattern, ...] = ((YES, YES), (YES, NO), (NO, YES), (NO, NO))


def overlap(
    marks: Marks,
    lengths: Mapping[str, int],
    coders: tuple[str, str],
    bootstrap: Bootstrap | None = None,
) -> Overlap:
    """Compare the passages of two coders in documents of these lengths (in characters).

    Passages of one coder may overlap; a character is marked or not. ``jaccard`` is what both
    marked as a share of what anybody marked. Raises `WrongData` for a passage outside its text.
    """
    tables = np.array(
        [_table(document, marks[document], lengths[document], coders) for document in marks]
    ).reshape(-1, len(_PATTERNS))
    both, first, second, neither = (int(count) for count in tables.sum(axis=0))
    marked = both + first + second
    return Overlap(
        both,
        first,
        second,
        neither,
        both / marked if marked else None,
        _estimates(tables, coders, bootstrap or Bootstrap()),
    )


def _table(
    document: str, marks: Mapping[str, Sequence[Span]], length: int, coders: tuple[str, str]
) -> list[int]:
    first, second = (_union(document, marks.get(coder, ()), length) for coder in coders)
    both = _common(first, second)
    of_first, of_second = _length(first), _length(second)
    return [both, of_first - both, of_second - both, length - of_first - of_second + both]


def _union(document: str, spans: Sequence[Span], length: int) -> list[Span]:
    """The passages without overlaps, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if not 0 <= span.start < span.end <= length:
            raise WrongData(
                f"Die Stelle {span.start} bis {span.end} liegt nicht im Text „{document}“ "
                f"({length} Zeichen).",
                "Prüfen, ob der Text nach dem Codieren geändert wurde.",
            )
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(Span(*span))
    return merged


def _common(first: Sequence[Span], second: Sequence[Span]) -> int:
    """How many characters lie in a passage of both; each list is in order without overlaps."""
    total, a, b = 0, 0, 0
    while a < len(first) and b < len(second):
        start, end = max(first[a].start, second[b].start), min(first[a].end, second[b].end)
        total += max(0, end - start)
        if first[a].end < second[b].end:
            a += 1
        else:
            b += 1
    return total


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _estimates(
    tables: Floats, coders: tuple[str, str], how: Bootstrap
) -> dict[Coefficient, Estimate]:
    """Coefficients of the summed table, intervals by drawing documents."""
    cells: dict[Pattern, float] = dict(zip(_PATTERNS, tables.sum(axis=0).tolist(), strict=True))
    ratings = Ratings.from_cells(cells, coders, (YES, NO))
    figures = figures_of(ratings)
    values = estimates(figures, ratings.counts[None, :])
    drawn = estimates(figures, _resampled(tables, how)) if len(tables) > 1 else {}
    found = {}
    for coefficient, value in values.items():
        if not np.isfinite(value[0]):
            seen = ratings.kept(ratings.counts > 0)
            found[coefficient] = Estimate(None, None, why_undefined(coefficient, seen))
            continue
        interval = percentiles(drawn[coefficient]) if drawn else None
        found[coefficient] = Estimate(float(value[0]), interval, _why_none(interval, len(tables)))
    return found


def _resampled(tables: Floats, how: Bootstrap) -> Floats:
    """The summed table of each draw of documents with replacement."""
    dice = np.random.default_rng(how.seed)
    documents = len(tables)
    drawn = dice.multinomial(documents, np.full(documents, 1 / documents), size=how.resamples)
    return np.asarray(drawn @ tables, dtype=np.float64)


def _why_none(interval: Bounds | None, documents: int) -> str | None:
    if interval:
        return None
    return ONE_DOCUMENT if documents < 2 else TOO_OFTEN_UNDEFINED
