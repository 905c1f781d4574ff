"""What coders gave, as a histogram: each pattern of values once, with how many units show it.

Every coefficient follows from the patterns and their counts, so the cost does not grow with the
number of units once they are counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from roterfaden.study.agreement.distances import Floats, Places

Value = str | frozenset[str]
Pattern = tuple[Value | None, ...]
MISSING = -1


@dataclass(frozen=True, eq=False)
class Ratings:
    """A histogram of patterns.

    ``patterns`` is P x r, each row the places of the values in ``values`` (-1 where a coder gave
    none); ``counts`` says how many units show it. ``categories`` are the ones named beforehand;
    None means: those that were seen. With ``sets`` a value is a set of categories.
    """

    coders: tuple[str, ...]
    values: tuple[Value, ...]
    patterns: Places
    counts: Floats
    categories: tuple[str, ...] | None = None
    sets: bool = False

    @classmethod
    def of(
        cls,
        units: Iterable[Mapping[str, Value]],
        coders: Sequence[str] | None = None,
        categories: Sequence[str] | None = None,
        *,
        sets: bool = False,
    ) -> "Ratings":
        """Count units, each a mapping of coders to values; who did not rate is left out."""
        units = list(units)
        names = tuple(coders) if coders is not None else _coders(units)
        cells = Counter(tuple(unit.get(coder) for coder in names) for unit in units)
        return cls.from_cells(cells, names, categories, sets=sets)

    @classmethod
    def from_cells(
        cls,
        cells: Mapping[Pattern, float],
        coders: Sequence[str],
        categories: Sequence[str] | None = None,
        *,
        sets: bool = False,
    ) -> "Ratings":
        """Take over a histogram: pattern of values (None where missing) to number of units.

        Patterns are put into an order of their own, so that resampling gives the same interval in
        whatever sequence the units came.
        """
        order = {code: place for place, code in enumerate(categories or ())}
        seen = {value for pattern in cells for value in pattern if value is not None}
        values = sorted(seen, key=lambda value: _sorting(value, order))
        place: dict[Value | None, int] = {value: at for at, value in enumerate(values)}
        place[None] = MISSING
        counted = sorted(([place[v] for v in pattern], n) for pattern, n in cells.items())
        rows = [pattern for pattern, _ in counted]
        return cls(
            coders=tuple(coders),
            values=tuple(values),
            patterns=np.array(rows, dtype=np.int64).reshape(len(rows), len(coders)),
            counts=np.array([n for _, n in counted], dtype=np.float64),
            categories=tuple(categories) if categories is not None else None,
            sets=sets,
        )._rated()

    def _rated(self) -> "Ratings":
        """Without the units that nobody rated."""
        return self.kept((self.patterns != MISSING).any(axis=1))

    def kept(self, which: Any) -> "Ratings":
        """Only these patterns, given as a mask over them."""
        return Ratings(
            self.coders,
            self.values,
            self.patterns[which],
            self.counts[which],
            self.categories,
            self.sets,
        )

    @property
    def complete(self) -> "Ratings":
        """Only the units that every coder rated."""
        return self.kept((self.patterns != MISSING).all(axis=1))

    @cached_property
    def units(self) -> int:
        """How many units at least one coder rated."""
        return int(self.counts.sum())

    @cached_property
    def ratings_per_unit(self) -> Places:
        """For each pattern, how many coders gave a value."""
        return np.asarray((self.patterns != MISSING).sum(axis=1))

    @cached_property
    def paired_units(self) -> int:
        """How many units at least two coders rated."""
        return int(self.counts[self.ratings_per_unit >= 2].sum())

    @cached_property
    def seen(self) -> tuple[Value, ...]:
        """The values that occur in these patterns."""
        places = np.unique(self.patterns[self.patterns != MISSING])
        return tuple(self.values[place] for place in places)

    @property
    def possible(self) -> int:
        """How many values a coder could have given: q of Brennan-Prediger and of AC1.

        Named categories count; as sets they make 2^k possible values. Otherwise the values seen.
        """
        if self.categories is None:
            return len(self.seen)
        return 2 ** len(self.categories) if self.sets else len(self.categories)


def _coders(units: Iterable[Mapping[str, Value]]) -> tuple[str, ...]:
    return tuple(sorted({coder for unit in units for coder in unit}))


def _sorting(value: Value, order: Mapping[str, int]) -> tuple[Any, ...]:
    """By the named categories, then numbers by size, then by letter."""
    if isinstance(value, frozenset):
        return (len(value), sorted(_sorting(code, order) for code in value))
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = float("inf")
    return (order.get(value, len(order)), number if number == number else float("inf"), value)
