"""Coders compared on passages: how far their marks overlap, character by character.

Each character of a document is a question of yes or no for each category, so the coefficients are
those of such answers. Characters of a text hang together; intervals therefore come from resampling
whole documents, never from the number of characters.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from roterfaden.study.agreement.coefficients import Coefficient, estimates, figures_of
from roterfaden.study.agreement.distances import Floats
from roterfaden.study.agreement.estimate import Estimate
from roterfaden.study.agreement.intervals import Bootstrap, Bounds, percentiles
from roterfaden.study.agreement.joint import NO, YES
from roterfaden.study.agreement.ratings import Pattern, Ratings
from roterfaden.study.agreement.reasons import ONE_DOCUMENT, TOO_OFTEN_UNDEFINED, why_undefined
from roterfaden.study.troubles import WrongData

_BLOCK = 1 << 21
"""So many numbers at once when documents are drawn."""


class Span(NamedTuple):
    """A marked passage: characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int


Marks = Mapping[str, Mapping[str, Sequence[Span]]]
"""Document to coder to passages of one category; without passages the list is empty, and a coder
who is absent has not coded the document."""


@dataclass(frozen=True)
class Overlap:
    """Marks of one category in characters, over the documents that two or more coders coded.

    ``by_all`` was marked by each of them, ``by_any`` by at least one; ``jaccard`` is their share,
    None where nobody marked anything.
    """

    characters: int
    by_all: int
    by_any: int
    jaccard: float | None
    estimates: Mapping[Coefficient, Estimate]


def overlap(
    marks: Marks,
    lengths: Mapping[str, int],
    coders: Sequence[str],
    bootstrap: Bootstrap | None = None,
) -> Overlap:
    """Compare the passages of coders in documents of these lengths (in characters).

    Passages of one coder may overlap; a character is marked or not. Raises `WrongData` for a
    passage outside its text.
    """
    documents = [
        _patterns(document, marks[document], lengths[document], coders)
        for document in sorted(marks)
        if len(marks[document]) > 1
    ]
    whole: Counter[Pattern] = Counter()
    for cells in documents:
        whole.update(cells)
    by_any = sum(count for pattern, count in whole.items() if YES in pattern)
    by_all = sum(count for pattern, count in whole.items() if {*pattern} - {None} == {YES})
    return Overlap(
        whole.total(),
        by_all,
        by_any,
        by_all / by_any if by_any else None,
        _estimates(documents, sorted(whole, key=str), coders, bootstrap or Bootstrap()),
    )


def merged(document: str, spans: Iterable[Span], length: int) -> list[Span]:
    """The passages of one coder in order, overlapping ones made one; touching ones stay two."""
    found: list[Span] = []
    for span in sorted(Span(*one) for one in spans):
        if not 0 <= span.start < span.end <= length:
            raise WrongData(
                f"Die Stelle {span.start} bis {span.end} liegt nicht im Text „{document}“ "
                f"({length} Zeichen).",
                "Prüfen, ob der Text nach dem Codieren geändert wurde.",
            )
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _patterns(
    document: str, marks: Mapping[str, Sequence[Span]], length: int, coders: Sequence[str]
) -> Counter[Pattern]:
    """How many characters each combination of coders marked."""
    state = [NO if coder in marks else None for coder in coders]
    if not any(marks.values()):
        return Counter({tuple(state): length} if length else {})
    changes: list[tuple[int, bool, int]] = []
    for place, coder in enumerate(coders):
        for start, end in merged(document, marks.get(coder, ()), length):
            changes += [(end, False, place), (start, True, place)]
    cells: Counter[Pattern] = Counter()
    reached = 0
    for position, begins, place in sorted(changes):
        if position > reached:
            cells[tuple(state)] += position - reached
            reached = position
        state[place] = YES if begins else NO
    if length > reached:
        cells[tuple(state)] += length - reached
    return cells


def _estimates(
    documents: Sequence[Mapping[Pattern, int]],
    patterns: Sequence[Pattern],
    coders: Sequence[str],
    how: Bootstrap,
) -> dict[Coefficient, Estimate]:
    """Coefficients of all characters together, intervals by drawing documents."""
    tables = np.array([[one.get(pattern, 0) for pattern in patterns] for one in documents])
    tables = tables.reshape(len(documents), len(patterns))
    ratings = Ratings.from_cells(
        dict(zip(patterns, tables.sum(axis=0).tolist(), strict=True)), coders, (YES, NO)
    )
    if not patterns:
        return {one: Estimate(None, None, why_undefined(one, ratings)) for one in Coefficient}
    order = [patterns.index(_pattern(ratings, row)) for row in range(len(patterns))]
    figures = figures_of(ratings)
    values = estimates(figures, ratings.counts[None, :])
    drawn = estimates(figures, _resampled(tables[:, order], how)) if len(documents) > 1 else {}
    return {
        coefficient: _estimate(coefficient, ratings, float(value[0]), drawn.get(coefficient))
        for coefficient, value in values.items()
    }


def _pattern(ratings: Ratings, row: int) -> Pattern:
    return tuple(None if at < 0 else ratings.values[at] for at in ratings.patterns[row])


def _estimate(
    coefficient: Coefficient, ratings: Ratings, value: float, drawn: Floats | None
) -> Estimate:
    if not np.isfinite(value):
        return Estimate(None, None, why_undefined(coefficient, ratings))
    interval = percentiles(drawn) if drawn is not None else None
    return Estimate(value, interval, _why_none(interval, drawn))


def _resampled(tables: Floats, how: Bootstrap) -> Floats:
    """The summed table of each draw of documents with replacement.

    Documents with the same table are drawn together: most have no mark of a category at all.
    """
    dice = np.random.default_rng(how.seed)
    alike, numbers = np.unique(tables, axis=0, return_counts=True)
    shares, summed = numbers / len(tables), list[Floats]()
    step = max(1, _BLOCK // len(alike))
    for start in range(0, how.resamples, step):
        size = min(step, how.resamples - start)
        drawn = dice.multinomial(len(tables), shares, size=size)
        summed.append(drawn.astype(np.float64) @ alike)
    return np.concatenate(summed)


def _why_none(interval: Bounds | None, drawn: Floats | None) -> str | None:
    if interval:
        return None
    return ONE_DOCUMENT if drawn is None else TOO_OFTEN_UNDEFINED
