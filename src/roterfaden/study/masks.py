"""One unsigned integer per document, dimension and coder: bit i is category i of the order.

Frequencies, relations and every coefficient of agreement follow from the histogram of these
masks, so their cost hangs on the number of different masks, not on the number of documents.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

MaskArray = npt.NDArray[np.unsignedinteger[Any]]
Histogram = Mapping[int, int]
"""How many documents have each mask; masks that nobody has are absent."""

_TABLE_BITS = 16
_WIDTHS: tuple[tuple[int, type[np.unsignedinteger[Any]]], ...] = (
    (8, np.uint8),
    (16, np.uint16),
    (32, np.uint32),
    (64, np.uint64),
)


def dtype_for(categories: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type with a bit for each category; raises ``ValueError`` above 64."""
    for bits, dtype in _WIDTHS:
        if categories <= bits:
            return dtype
    raise ValueError(f"{categories} categories do not fit 64 bits")


def mask_of(codes: Iterable[str], order: Sequence[str]) -> int:
    """The mask of a set of codes; raises ``ValueError`` for a code outside the order."""
    places = {code: place for place, code in enumerate(order)}
    mask = 0
    for code in codes:
        if code not in places:
            raise ValueError(f"{code!r} is not in the order")
        mask |= 1 << places[code]
    return mask


def codes_of(mask: int, order: Sequence[str]) -> tuple[str, ...]:
    """The codes of a mask in the order."""
    return tuple(code for place, code in enumerate(order) if mask >> place & 1)


def pack(coded: Iterable[Iterable[str]], order: Sequence[str]) -> MaskArray:
    """One mask for each document's set of codes, in the sequence given."""
    places = {code: 1 << place for place, code in enumerate(order)}
    return np.fromiter(
        (sum(places[code] for code in set(codes)) for codes in coded), dtype_for(len(order))
    )


def histogram(masks: MaskArray | Iterable[int]) -> dict[int, int]:
    """How many documents have each mask that occurs, in ascending masks."""
    array = masks if isinstance(masks, np.ndarray) else np.array(list(masks), np.uint64)
    if array.dtype.itemsize * 8 <= _TABLE_BITS:
        counts = _table(array)
        present = np.flatnonzero(counts)
        return dict(zip(present.tolist(), counts[present].tolist(), strict=True))
    values, numbers = np.unique(array, return_counts=True)
    return dict(zip(values.tolist(), numbers.tolist(), strict=True))


def _table(array: MaskArray) -> npt.NDArray[np.int64]:
    """Counts of all values of a narrow type.

    Two masks of eight bits are read as one of sixteen: half the steps, then both halves add up.
    """
    if array.dtype != np.uint8 or not array.flags.c_contiguous:
        return np.bincount(array)
    even = array.size // 2 * 2
    pairs = np.bincount(array[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    counts: npt.NDArray[np.int64] = pairs.sum(axis=0) + pairs.sum(axis=1)
    counts[array[even:]] += 1
    return counts
