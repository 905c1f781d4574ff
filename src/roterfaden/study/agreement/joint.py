"""Joint histograms: how many documents show each combination of the coders' masks.

A mask has bit i where a coder gave category i (`roterfaden.study.masks`). What several coders gave
to millions of documents is a few hundred combinations; everything else follows from these.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roterfaden.study import masks as one_coder
from roterfaden.study.agreement.distances import Floats, Places
from roterfaden.study.agreement.ratings import MISSING, Pattern, Ratings
from roterfaden.study.masks import MaskArray

Codings = Mapping[str, Mapping[str, Collection[str]]]
"""Coder to document to codes; a document without codes is coded, one that is absent is not."""

YES, NO = "ja", "nein"
_TABLE_BITS = 16
_PART = 1 << 18


@dataclass(frozen=True, eq=False)
class Joint:
    """A joint histogram: ``masks`` is C x coders (-1 where one has not coded), ``documents`` C."""

    masks: Places
    documents: Floats

    @classmethod
    def of(cls, cells: Mapping[tuple[int | None, ...], int], coders: int) -> "Joint":
        """Take over combinations of masks (None where one has not coded) and their documents."""
        rows = [[MISSING if mask is None else mask for mask in masks] for masks in cells]
        return cls(
            np.array(rows, dtype=np.int64).reshape(len(rows), coders),
            np.fromiter(cells.values(), dtype=np.float64, count=len(rows)),
        )

    def documents_with(self, place: int) -> int:
        """How many documents got the category at this place from at least one coder."""
        given = (self.masks != MISSING) & (self.masks >> place & 1 == 1)
        return int(self.documents[given.any(axis=1)].sum())


def of_masks(*masks: MaskArray) -> Joint:
    """The joint histogram of the masks of two or more coders, one mask per document each.

    Raises ``ValueError`` when the arrays differ in length.
    """
    if len({len(one) for one in masks}) > 1:
        raise ValueError("every coder needs one mask per document")
    if len(masks) == 2 and sum(one.dtype.itemsize * 8 for one in masks) <= _TABLE_BITS:
        return _of_narrow(*masks)
    return _of_wide(masks)


def _of_narrow(first: MaskArray, second: MaskArray) -> Joint:
    """Two masks of eight bits read as one of sixteen, in parts that stay in the cache."""
    counts = np.zeros(1 << _TABLE_BITS, dtype=np.int64)
    for start in range(0, len(first), _PART):
        pairs = second[start : start + _PART].astype(np.uint16)
        pairs <<= 8
        pairs |= first[start : start + _PART]
        counts += np.bincount(pairs, minlength=len(counts))
    seen = np.flatnonzero(counts)
    return Joint(np.stack([seen & 0xFF, seen >> 8], axis=1), counts[seen].astype(np.float64))


def _of_wide(masks: Sequence[MaskArray]) -> Joint:
    combination = np.zeros(len(masks[0]), dtype=np.int64)
    for one in masks:
        values, places = np.unique(one, return_inverse=True)
        combination = np.unique(combination * max(len(values), 1) + places, return_inverse=True)[1]
    _, first, documents = np.unique(combination, return_index=True, return_counts=True)
    columns = [one[first].astype(np.int64) for one in masks]
    return Joint(np.stack(columns, axis=1), documents.astype(np.float64))


def of_codings(codings: Codings, order: Sequence[str]) -> Joint:
    """The joint histogram of codings by the order of the categories.

    Raises ``ValueError`` for a code outside the order.
    """
    packed = {
        coder: {document: one_coder.mask_of(codes, order) for document, codes in given.items()}
        for coder, given in codings.items()
    }
    documents = {document for given in packed.values() for document in given}
    return Joint.of(
        Counter(tuple(given.get(document) for given in packed.values()) for document in documents),
        len(packed),
    )


def category(joint: Joint, place: int, coders: Sequence[str]) -> Ratings:
    """Whether each coder gave the category at this place: ratings with the values yes and no."""
    answers = np.where(joint.masks == MISSING, 2, joint.masks >> place & 1)
    seen, places = _combinations(answers)
    counts = np.bincount(places, joint.documents, minlength=len(seen))
    cells: dict[Pattern, float] = {
        tuple((NO, YES, None)[answer] for answer in row): documents
        for row, documents in zip(seen.tolist(), counts.tolist(), strict=True)
    }
    return Ratings.from_cells(cells, coders, (YES, NO))


def _combinations(answers: Places) -> tuple[Places, Places]:
    """The rows that occur, and for each row of ``answers`` its place among them."""
    coders = answers.shape[1]
    if coders > _TABLE_BITS // 2:
        seen, places = np.unique(answers, axis=0, return_inverse=True)
        return seen, places.reshape(-1)
    powers = 3 ** np.arange(coders)
    keys = answers @ powers
    present = np.unique(keys)
    return present[:, None] // powers % 3, np.searchsorted(present, keys)


def cohen_kappas(joint: Joint, categories: int) -> list[float | None]:
    """Cohen's kappa of two coders for each category at once; None where it is not defined."""
    first, second = joint.masks.T
    both = joint.documents * ((first != MISSING) & (second != MISSING))
    places = np.arange(categories)[:, None]
    by_first, by_second = (first >> places & 1).astype(float), (second >> places & 1).astype(float)
    a, b, agreed = by_first @ both, by_second @ both, (by_first == by_second) @ both
    documents = both.sum()
    chance = a * b + (documents - a) * (documents - b)
    room = documents**2 - chance
    return [
        float((documents * same - by_chance) / left) if left > 0 else None
        for same, by_chance, left in zip(agreed, chance, room, strict=True)
    ]


def sets(joint: Joint, order: Sequence[str], coders: Sequence[str]) -> Ratings:
    """The set of categories that each coder gave."""
    named: dict[int, frozenset[str] | None] = {
        int(mask): frozenset(one_coder.codes_of(int(mask), order))
        for mask in np.unique(joint.masks)
        if mask != MISSING
    }
    named[MISSING] = None
    cells: dict[Pattern, float] = {
        tuple(named[mask] for mask in masks): documents
        for masks, documents in zip(joint.masks.tolist(), joint.documents.tolist(), strict=True)
    }
    return Ratings.from_cells(cells, coders, order, sets=True)
