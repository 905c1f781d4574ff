"""Joint histograms: how many documents show each combination of the coders' masks.

A mask has bit i where a coder gave category i (`roterfaden.study.masks`). What several coders gave
to millions of documents is a few hundred combinations; everything else follows from these.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from roterfaden.study import masks as one_coder
from roterfaden.study.agreement.ratings import Pattern, Ratings
from roterfaden.study.masks import MaskArray

Joint = Mapping[tuple[int | None, ...], int]
"""Masks of the coders in their order, None where one has not coded, to number of documents."""

Codings = Mapping[str, Mapping[str, Collection[str]]]
"""Coder to document to codes; a document without codes is coded, one that is absent is not."""

YES, NO = "ja", "nein"
_TABLE_BITS = 16


def of_masks(*masks: MaskArray) -> dict[tuple[int | None, ...], int]:
    """The joint histogram of the masks of two or more coders, one mask per document each.

    Raises ``ValueError`` when the arrays differ in length.
    """
    if len({len(one) for one in masks}) > 1:
        raise ValueError("every coder needs one mask per document")
    if len(masks) == 2 and sum(one.dtype.itemsize * 8 for one in masks) <= _TABLE_BITS:
        return _of_narrow(*masks)
    return _of_wide(masks)


def _of_narrow(first: MaskArray, second: MaskArray) -> dict[tuple[int | None, ...], int]:
    pairs = np.empty(len(first), dtype=np.uint16)
    np.left_shift(second, 8, out=pairs, dtype=np.uint16)
    np.bitwise_or(pairs, first, out=pairs)
    return {
        (pair & 0xFF, pair >> 8): documents
        for pair, documents in one_coder.histogram(pairs).items()
    }


def _of_wide(masks: Sequence[MaskArray]) -> dict[tuple[int | None, ...], int]:
    combination = np.zeros(len(masks[0]), dtype=np.int64)
    seen: list[MaskArray] = []
    for one in masks:
        values, places = np.unique(one, return_inverse=True)
        combination = combination * len(values) + places
        combination = np.unique(combination, return_inverse=True)[1]
        seen.append(one)
    kinds, first, documents = np.unique(combination, return_index=True, return_counts=True)
    return {
        tuple(int(one[at]) for one in seen): int(count)
        for _kind, at, count in zip(kinds, first, documents, strict=True)
    }


def of_codings(codings: Codings, order: Sequence[str]) -> dict[tuple[int | None, ...], int]:
    """The joint histogram of codings by the order of the categories.

    Raises ``ValueError`` for a code outside the order.
    """
    packed = {
        coder: {document: one_coder.mask_of(codes, order) for document, codes in given.items()}
        for coder, given in codings.items()
    }
    documents = {document for given in packed.values() for document in given}
    return dict(
        Counter(tuple(given.get(document) for given in packed.values()) for document in documents)
    )


def category(joint: Joint, place: int, coders: Sequence[str]) -> Ratings:
    """Whether each coder gave the category at this place: ratings with the values yes and no."""
    cells: Counter[Pattern] = Counter()
    for masks, documents in joint.items():
        cells[tuple(_answer(mask, place) for mask in masks)] += documents
    return Ratings.from_cells(cells, coders, (YES, NO))


def _answer(mask: int | None, place: int) -> str | None:
    if mask is None:
        return None
    return YES if mask >> place & 1 else NO


def sets(joint: Joint, order: Sequence[str], coders: Sequence[str]) -> Ratings:
    """The set of categories that each coder gave."""
    named = {
        mask: frozenset(one_coder.codes_of(mask, order))
        for masks in joint
        for mask in masks
        if mask is not None
    }
    cells: dict[Pattern, float] = {
        tuple(None if mask is None else named[mask] for mask in masks): documents
        for masks, documents in joint.items()
    }
    return Ratings.from_cells(cells, coders, order, sets=True)


def documents_with(joint: Joint, place: int) -> int:
    """How many documents got the category at this place from at least one coder."""
    return sum(
        documents
        for masks, documents in joint.items()
        if any(mask is not None and mask >> place & 1 for mask in masks)
    )
