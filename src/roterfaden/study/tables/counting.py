"""Frequencies and relations from a histogram of masks, as in Tables 1 to 6 of the field study.

Falling counts; ties by codebook order; a residual category stands last.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roterfaden.study.disclosure import COMPLEMENTARY, SMALLEST, Sum, hidden
from roterfaden.study.masks import Histogram, codes_of


@dataclass(frozen=True)
class Disclosure:
    """What is hidden before numbers leave; see ``study.disclosure``."""

    smallest: int = SMALLEST
    complementary: int = COMPLEMENTARY


@dataclass(frozen=True)
class Frequency:
    """How many documents have at least one entry of this category; None where that is hidden."""

    code: str
    documents: int | None


@dataclass(frozen=True)
class Combination:
    """How many documents have exactly this set of categories."""

    codes: tuple[str, ...]
    documents: int


@dataclass(frozen=True)
class Further:
    """How many combinations below the threshold occur exactly ``documents`` times."""

    documents: int
    combinations: int


@dataclass(frozen=True)
class Counted:
    """The two tables of one dimension.

    Under disclosure control ``withheld`` combinations are hidden and hidden numbers are None.
    """

    documents: int
    documents_with_entries: int | None
    frequency: tuple[Frequency, ...]
    combinations: tuple[Combination, ...]
    further: tuple[Further, ...]
    min_count: int = 1
    disclosure: Disclosure | None = None
    hidden: frozenset[tuple[str, ...]] = field(default=frozenset(), repr=False)
    """The combinations that are withheld; they decide what else must be, and are never printed."""

    @property
    def withheld(self) -> int:
        return len(self.hidden)

    @property
    def documents_without_entries(self) -> int | None:
        held = self.documents_with_entries
        return None if held is None else self.documents - held


def count(
    histogram: Histogram,
    order: Sequence[str],
    *,
    residual: Iterable[str] = (),
    documents: int | None = None,
    min_count: int = 1,
    disclosure: Disclosure | None = None,
) -> Counted:
    """Both tables from the histogram of masks over ``order``.

    ``documents`` is the number analysed when it is more than the histogram holds; those beyond it
    have no entries. Combinations below ``min_count`` are only counted. Codes in ``residual`` stand
    last whatever their count. Raises ``ValueError`` when there are fewer documents than masks.
    """
    held = sum(histogram.values())
    analysed = held if documents is None else documents
    if analysed < held:
        raise ValueError(f"{analysed} documents, but {held} masks")
    with_entries = held - histogram.get(0, 0)
    numbers = marginals(histogram, order)
    combinations = _combinations(histogram, order)
    secret = _secret(analysed, with_entries, numbers, combinations, order, disclosure)
    shown = [c for at, c in enumerate(combinations) if 2 + len(order) + at not in secret]
    below = Counter(c.documents for c in shown if c.documents < min_count)
    open_numbers = [None if 2 + at in secret else n for at, n in enumerate(numbers)]
    return Counted(
        documents=analysed,
        documents_with_entries=None if secret & {0, 1} else with_entries,
        frequency=_frequencies(open_numbers, order, frozenset(residual)),
        combinations=tuple(c for c in shown if c.documents >= min_count),
        further=tuple(Further(n, m) for n, m in sorted(below.items(), reverse=True)),
        min_count=min_count,
        disclosure=disclosure,
        hidden=frozenset(c.codes for c in combinations) - {c.codes for c in shown},
    )


def _secret(
    documents: int,
    with_entries: int,
    numbers: Sequence[int],
    combinations: Sequence[Combination],
    order: Sequence[str],
    disclosure: Disclosure | None,
) -> frozenset[int]:
    """The hidden cells among: with entries, without, each category, each combination."""
    if disclosure is None:
        return frozenset()
    first = 2 + len(order)
    rows = range(first, first + len(combinations))
    sums = [Sum((0, 1), documents), Sum(tuple(rows), with_entries, cell=0)]
    for place, code in enumerate(order):
        parts = tuple(at for at, c in zip(rows, combinations, strict=True) if code in c.codes)
        sums.append(Sum(parts, numbers[place], cell=2 + place))
    return hidden(
        [with_entries, documents - with_entries, *numbers, *(c.documents for c in combinations)],
        sums,
        smallest=disclosure.smallest,
        complementary=disclosure.complementary,
    )


def marginals(histogram: Histogram, order: Sequence[str]) -> tuple[int, ...]:
    """For each code of the order, how many documents have it."""
    return tuple(
        sum(number for mask, number in histogram.items() if mask >> place & 1)
        for place in range(len(order))
    )


def _frequencies(
    numbers: Sequence[int | None], order: Sequence[str], residual: frozenset[str]
) -> tuple[Frequency, ...]:
    """Falling; hidden ones below all numbers, so that their place tells nothing."""
    rows = [Frequency(code, number) for code, number in zip(order, numbers, strict=True)]
    return tuple(
        sorted(
            rows,
            key=lambda row: (row.code in residual, row.documents is None, -(row.documents or 0)),
        )
    )


def _combinations(histogram: Histogram, order: Sequence[str]) -> list[Combination]:
    places = {code: place for place, code in enumerate(order)}
    rows = [Combination(codes_of(mask, order), n) for mask, n in histogram.items() if mask and n]
    return sorted(rows, key=lambda row: (-row.documents, [places[code] for code in row.codes]))
