"""How far two values lie apart: the squared differences of Krippendorff's alpha.

Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), section E: nominal, ordinal,
interval and ratio. For sets: Jaccard, and MASI after Passonneau, *Measuring Agreement on
Set-Valued Items* (LREC 2006): 1 - J * M with M = 1, 2/3, 1/3, 0 for equal sets, one within the
other, a part in common, nothing in common. Two empty sets are equal: their distance is 0.

No distance builds a matrix of all values by all values at once, so that many values cost time
and no memory. Values stand as places 0 … K-1; ``seen`` holds how often each was given, one row
per resample: B x K.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_BLOCK = 1 << 20
_WORD = 64


class Distance(ABC):
    """A squared difference between values; alpha does not depend on its unit."""

    @abstractmethod
    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        """The distance of each pair; B x P, or 1 x P where ``seen`` does not matter."""

    def total(self, seen: Floats) -> Floats:
        """The sum over all pairs of values, each as often as seen; one figure per resample.

        A pair counts the same both ways, so each block looks only at itself and what follows.
        """
        sums, everything = np.zeros(len(seen)), np.arange(seen.shape[1])
        for rows in _blocks(len(everything)):
            here, onwards = everything[rows], everything[rows.start :]
            part = self.apart(here[:, None], onwards[None, :], seen[:1]).reshape(len(here), -1)
            part[:, len(here) :] *= 2
            sums += np.einsum("bk,bk->b", seen[:, rows] @ part, seen[:, rows.start :])
        return sums

    def largest(self, seen: Floats) -> float:
        """The largest distance between two values seen; ``seen`` is 1 x K."""
        here = np.flatnonzero(seen[0])
        parts = [
            float(self.apart(here[rows, None], here[None, :], seen).max(initial=0))
            for rows in _blocks(len(here))
        ]
        return max(parts, default=0.0)

    def towards(self, seen: Floats) -> Floats:
        """For each value the sum of its distances to all values seen; ``seen`` is 1 x K."""
        everything = np.arange(seen.shape[1])
        parts = [
            self.apart(everything[rows, None], everything[None, :], seen).reshape(
                -1, len(everything)
            )
            @ seen[0]
            for rows in _blocks(len(everything))
        ]
        return np.concatenate(parts) if parts else np.zeros(0)


class Nominal(Distance):
    """Different is different."""

    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        return np.atleast_2d(a != b).astype(np.float64)

    def total(self, seen: Floats) -> Floats:
        return np.asarray(seen.sum(axis=1) ** 2 - (seen**2).sum(axis=1))

    def towards(self, seen: Floats) -> Floats:
        return np.asarray(seen.sum() - seen[0])


class Interval(Distance):
    """The squared difference of numbers, scaled so that no square overflows."""

    def __init__(self, numbers: Sequence[float]) -> None:
        self._at = _scaled(np.asarray(numbers, dtype=np.float64))

    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        return np.atleast_2d((self._at[a] - self._at[b]) ** 2)

    def total(self, seen: Floats) -> Floats:
        return _spread(seen, np.broadcast_to(self._at, seen.shape))

    def towards(self, seen: Floats) -> Floats:
        return _spread_towards(seen[0], self._at)


class Ordinal(Distance):
    """The squared difference of mid-ranks, which depend on what was seen.

    ``numbers`` are the values as numbers where they are some: equal numbers share a rank. Without
    them the order of the values is their rank.
    """

    def __init__(self, numbers: Sequence[float] | None = None) -> None:
        self._level = None if numbers is None else np.unique(numbers, return_inverse=True)[1]

    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        rank = self._mid_ranks(seen)
        return np.asarray((rank[:, a] - rank[:, b]) ** 2)

    def total(self, seen: Floats) -> Floats:
        return _spread(seen, self._mid_ranks(seen))

    def towards(self, seen: Floats) -> Floats:
        return _spread_towards(seen[0], self._mid_ranks(seen)[0])

    def _mid_ranks(self, seen: Floats) -> Floats:
        if self._level is None:
            return _mid_ranks(seen)
        levels = int(self._level.max(initial=-1)) + 1
        at_level = np.zeros((len(seen), levels))
        np.add.at(at_level.T, self._level, seen.T)
        return np.asarray(_mid_ranks(at_level)[:, self._level])


class Ratio(Distance):
    """The squared difference of numbers, as a share of their sum; two zeros are equal."""

    def __init__(self, numbers: Sequence[float]) -> None:
        self._at = _scaled(np.asarray(numbers, dtype=np.float64))

    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        total = self._at[a] + self._at[b]
        share = np.divide(
            self._at[a] - self._at[b], total, out=np.zeros_like(total), where=total != 0
        )
        return np.atleast_2d(share**2)


class Jaccard(Distance):
    """1 - what two sets have in common, as a share of what both hold together."""

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        self._masks = _masks(sets)
        self._sizes = np.bitwise_count(self._masks).sum(axis=1, dtype=np.int64)

    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        common, union = self._common_and_union(a, b)
        return np.atleast_2d(1 - _share(common, union))

    def _common_and_union(self, a: Places, b: Places) -> tuple[Places, Places]:
        words = range(self._masks.shape[1])
        common = sum(
            (
                np.bitwise_count(self._masks[a, word] & self._masks[b, word]).astype(np.int64)
                for word in words
            ),
            start=np.zeros(np.broadcast_shapes(a.shape, b.shape), dtype=np.int64),
        )
        return common, self._sizes[a] + self._sizes[b] - common


class Masi(Jaccard):
    """Jaccard, and less in common where neither set lies within the other."""

    def apart(self, a: Places, b: Places, seen: Floats) -> Floats:
        common, union = self._common_and_union(a, b)
        smaller = np.minimum(self._sizes[a], self._sizes[b])
        kinship = np.select(
            [common == union, common == 0, common == smaller], [1.0, 0.0, 2 / 3], 1 / 3
        )
        return np.atleast_2d(1 - _share(common, union) * kinship)


def _share(common: Places, union: Places) -> Floats:
    shares: Floats = np.ones(common.shape)
    np.divide(common, union, out=shares, where=union > 0)
    return shares


def _masks(sets: Sequence[Collection[str]]) -> npt.NDArray[np.uint64]:
    """One row of 64-bit words per set, a bit for each of the codes that occur."""
    place = {code: at for at, code in enumerate(sorted({code for one in sets for code in one}))}
    masks = np.zeros((len(sets), max(1, -(-len(place) // _WORD))), dtype=np.uint64)
    for row, one in enumerate(sets):
        for code in one:
            word, bit = divmod(place[code], _WORD)
            masks[row, word] |= np.uint64(1 << bit)
    return masks


def _scaled(numbers: Floats) -> Floats:
    largest = np.abs(numbers).max(initial=0)
    return numbers / largest if largest else numbers


def _mid_ranks(seen: Floats) -> Floats:
    ranks = np.cumsum(seen, axis=1) - seen / 2
    sums = seen.sum(axis=1, keepdims=True)
    return np.asarray(ranks / np.where(sums > 0, sums, 1))


def _spread(seen: Floats, at: Floats) -> Floats:
    """Sum of n_c n_k (x_c - x_k)^2 in one pass, about the mean so that nothing cancels."""
    sums = seen.sum(axis=1)
    mean = np.divide((seen * at).sum(axis=1), sums, out=np.zeros_like(sums), where=sums > 0)
    return np.asarray(2 * sums * (seen * (at - mean[:, None]) ** 2).sum(axis=1))


def _spread_towards(seen: Floats, at: Floats) -> Floats:
    count = seen.sum()
    mean = (seen * at).sum() / count if count else 0.0
    return np.asarray(count * (at - mean) ** 2 + (seen * (at - mean) ** 2).sum())


def _blocks(size: int) -> list[slice]:
    step = max(1, _BLOCK // max(size, 1))
    return [slice(start, start + step) for start in range(0, size, step)]
