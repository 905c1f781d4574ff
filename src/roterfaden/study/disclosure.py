"""Disclosure control: what small cells would tell about single people is not published.

Two constants, one pure function. A cell from one up to below ``SMALLEST`` is hidden; so are as many
others as it takes that no hidden cell follows from the published sums (complementary suppression).
``SMALLEST`` follows the practice of the Federal Employment Agency's statistics, which hides one
and two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

SMALLEST = 3
"""The smallest count that is published; zero is published, too."""
COMPLEMENTARY = 2
"""In a published sum at least so many cells are hidden, or none."""

_CLOSE = 1e-9


@dataclass(frozen=True)
class Sum:
    """A published equation: the cells at ``parts`` add up to ``total``.

    ``cell`` is the place of the total where it is a cell itself; a hidden total binds nothing.
    """

    parts: tuple[int, ...]
    total: int
    cell: int | None = None


def hidden(
    cells: Sequence[int],
    sums: Iterable[Sum] = (),
    *,
    smallest: int = SMALLEST,
    complementary: int = COMPLEMENTARY,
) -> frozenset[int]:
    """The places of the cells that must not be published.

    Afterwards no hidden cell can be computed from the published sums, in each sum at least
    ``complementary`` cells are hidden or none, and the hidden ones of a sum are together at least
    ``smallest``. Of several cells the smallest is taken, then the last. ``smallest`` of 1 hides
    nothing; ``complementary`` of 0 hides the small cells alone.
    """
    concealed = {place for place, number in enumerate(cells) if 0 < number < smallest}
    equations = tuple(sums)
    while True:
        binding = [one for one in equations if one.cell is None or one.cell not in concealed]
        weak = _weak(cells, concealed, binding, smallest, complementary)
        if weak is None:
            return frozenset(concealed)
        concealed.add(weak)


def _weak(
    cells: Sequence[int],
    concealed: set[int],
    binding: list[Sum],
    smallest: int,
    complementary: int,
) -> int | None:
    """One more cell to hide, or None when all that is hidden is safe."""
    if not complementary:
        return None
    for one in binding:
        mine = [place for place in one.parts if place in concealed]
        if mine and (len(mine) < complementary or sum(cells[p] for p in mine) < smallest):
            found = _smallest(cells, concealed, one.parts)
            if found is not None:
                return found
    for place in _derivable(sorted(concealed), binding):
        beside = [p for one in binding if place in one.parts for p in one.parts]
        found = _smallest(cells, concealed, beside)
        if found is not None:
            return found
    return None


def _smallest(cells: Sequence[int], concealed: set[int], places: Iterable[int]) -> int | None:
    """The smallest published cell that counts something; a zero only where there is no other."""
    open_cells = [place for place in places if place not in concealed]
    counting = [place for place in open_cells if cells[place]] or open_cells
    return min(counting, key=lambda place: (cells[place], -place), default=None)


def _derivable(concealed: list[int], binding: list[Sum]) -> list[int]:
    """The hidden cells that the sums determine: those that are zero in the whole null space."""
    if not concealed or not binding:
        return []
    at = {place: column for column, place in enumerate(concealed)}
    matrix = np.zeros((len(binding), len(concealed)))
    for row, one in enumerate(binding):
        for place in one.parts:
            if place in at:
                matrix[row, at[place]] = 1
    _, values, vectors = np.linalg.svd(matrix)
    null_space = vectors[int((values > _CLOSE).sum()) :]
    free = np.abs(null_space).max(axis=0, initial=0) > _CLOSE
    return [place for place, column in at.items() if not free[column]]
