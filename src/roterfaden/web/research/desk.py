"""The desk of somebody who codes: the document with the own marks, and the categories beside it.

Everything here is asked for by the coder's own part in the study; the codings of others cannot be
reached from here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from roterfaden.plans.rubrics import HEADINGS
from roterfaden.research.models import Coding, Member, StudyDocument
from roterfaden.research.reading import Paragraph, paragraphs
from roterfaden.study.codebook import Category, Codebook, Dimension

if TYPE_CHECKING:
    from roterfaden.study.suggest import Proposal

KEYS = "1234567890QWERT"


@dataclass(frozen=True)
class Segment:
    """A stretch of text that is marked alike; ``refs`` are the keys of passages that end here."""

    text: str
    is_marked: bool
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A paragraph on the desk."""

    start: int
    segments: list[Segment]
    speaker: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """What stands under one heading; another dimension's rubrics are shown, but muted."""

    heading: str
    is_other: bool
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A category with its key, and how it is given here."""

    key: str
    category: Category
    is_given: bool
    passages: int
    is_chosen: bool

    @property
    def digit_code(self) -> str:
        """What ``KeyboardEvent.code`` ends in, whatever Shift makes of the key."""
        return self.key


@dataclass(frozen=True)
class Desk:
    """One document in one dimension, as its coder sees it."""

    member: Member
    document: StudyDocument
    book: Codebook
    dimension: Dimension
    coding: Coding | None
    position: int
    """The place of the document in the own queue, from 1."""
    before: int | None
    """The number of the document before, if there is one."""
    documents: int
    finished: int
    chosen: str = ""
    proposals: tuple[Proposal, ...] = ()

    @property
    def suggested(self) -> list[tuple[str, str, int, str]]:
        """What a model proposes: key, title, how likely in percent, and the words that speak."""
        keys, titles = keys_of(self.dimension), {c.id: c.title for c in self.dimension.categories}
        given = {code for code, _start, _end in self.marks}
        return [
            (keys[one.code], titles[one.code], round(100 * one.probability), ", ".join(one.words))
            for one in self.proposals
            if one.code not in given
        ]

    @cached_property
    def marks(self) -> list[tuple[str, int | None, int | None]]:
        """What was given, in codebook order."""
        return [(code, start, end) for code, start, end in self.coding.marks] if self.coding else []

    @property
    def memo(self) -> str:
        """Why it was coded like this."""
        return self.coding.memo if self.coding else ""

    @property
    def is_doubtful(self) -> bool:
        """Whether it is to be looked at again."""
        return bool(self.coding and self.coding.is_doubtful)

    @property
    def is_finished(self) -> bool:
        """Whether the coder called it finished."""
        return bool(self.coding and self.coding.finished_at)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self.coding and self.coding.history)

    @property
    def keys(self) -> str:
        """Which keys give categories, as the line of keys shows them."""
        used = [key for key in keys_of(self.dimension).values() if key]
        return " ".join([f"1 – {min(len(used), 9)}", *used[9:]])

    @property
    def rows(self) -> list[Row]:
        """The categories with their keys."""
        keys = keys_of(self.dimension)
        given = [code for code, _start, _end in self.marks]
        passages = [code for code, start, _end in self.marks if start is not None]
        return [
            Row(keys[one.id], one, one.id in given, passages.count(one.id), one.id == self.chosen)
            for one in self.dimension.ordered()
        ]

    @property
    def parts(self) -> list[Part]:
        """The document under its headings."""
        keys = keys_of(self.dimension)
        passages = [
            (keys[code], start, end)
            for code, start, end in self.marks
            if start is not None and end is not None
        ]
        found: list[Part] = []
        for one in paragraphs(self.document.content):
            heading = HEADINGS.get(one.rubric, "")
            if not found or found[-1].heading != heading:
                found.append(Part(heading, self._is_other(one)))
            line = Line(one.start, segments(one, passages), one.speaker, one.note)
            found[-1].lines.append(line)
        return found

    @property
    def way(self) -> tuple[int, int]:
        """Where the knot of progress lies on a line from 32 to 1280, and where the line ends."""
        share = self.finished / self.documents
        knot = 40 + round(share * 1229)
        return knot, max(knot - 7, 33)

    def _is_other(self, one: Paragraph) -> bool:
        rubrics = self.dimension.rubrics
        return bool(rubrics) and bool(one.rubric) and one.rubric not in rubrics


def keys_of(dimension: Dimension) -> dict[str, str]:
    """The key of each category: digits, then Q to T; more than fifteen are reached with Tab."""
    order = dimension.order()
    return {code: KEYS[n] if n < len(KEYS) else "" for n, code in enumerate(order)}


def fits(dimension: Dimension, document: StudyDocument) -> bool:
    """Whether documents of this kind are coded in this dimension."""
    return dimension.applies_to(document.kind)


def segments(paragraph: Paragraph, passages: Sequence[tuple[str, int, int]]) -> list[Segment]:
    """The paragraph cut where a passage begins or ends."""
    inside = [one for one in passages if one[1] < paragraph.end and one[2] > paragraph.start]
    cuts = sorted({paragraph.start, paragraph.end, *_within(paragraph, inside)})
    return list(_cut(paragraph, inside, cuts)) or [Segment("", is_marked=False)]


def _within(paragraph: Paragraph, passages: Iterable[tuple[str, int, int]]) -> Iterator[int]:
    for _key, start, end in passages:
        yield from (at for at in (start, end) if paragraph.start < at < paragraph.end)


def _cut(
    paragraph: Paragraph, passages: Sequence[tuple[str, int, int]], cuts: Sequence[int]
) -> Iterator[Segment]:
    for begin, finish in itertools.pairwise(cuts):
        text = paragraph.text[begin - paragraph.start : finish - paragraph.start]
        is_marked = any(start < finish and end > begin for _key, start, end in passages)
        refs = tuple(key for key, _start, end in passages if end == finish)
        yield Segment(text, is_marked, refs)
