"""Places of a text on whose passages coders differ, so that they can talk about one at a time.

What all marked alike needs no talk. What is left is put together where it overlaps: a passage of
one coder and the passages of the others that touch the same words are one place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roterfaden.study.agreement.marked import Marked
from roterfaden.study.agreement.passages import Span
from roterfaden.study.codebook import Dimension

Mark = tuple[str, Span]
"""A category and the passage that got it."""


class Cause(StrEnum):
    """In what coders differ at a place."""

    ALONE = "alone"
    CATEGORIES = "categories"
    BOUNDS = "bounds"


@dataclass(frozen=True)
class Place:
    """A stretch of a document: what each coder marked there that not all marked alike.

    ``common`` are marks of all coders that lie in the same words.
    """

    document: str
    span: Span
    marks: Mapping[str, tuple[Mark, ...]]
    common: tuple[Mark, ...] = ()

    @property
    def cause(self) -> Cause:
        """Only some marked here, or they gave other categories, or set other bounds."""
        if not all(self.marks.values()):
            return Cause.ALONE
        codes = {frozenset(code for code, _ in one) for one in self.marks.values()}
        return Cause.BOUNDS if len(codes) == 1 else Cause.CATEGORIES

    @property
    def given(self) -> tuple[Mark, ...]:
        """All marks in question, each once, by place."""
        return tuple(sorted({mark for one in self.marks.values() for mark in one}, key=_by_place))


def differing_places(dimension: Dimension, marked: Marked) -> tuple[Place, ...]:
    """The places on which coders differ, by document and position.

    Only documents that all these coders coded are compared. Raises `WrongData` for unknown codes.
    """
    coders = tuple(marked)
    documents = set.intersection(*(set(given) for given in marked.values())) if coders else set()
    return tuple(
        place
        for document in sorted(documents)
        for place in _places(
            document,
            {
                coder: {(dimension.category(code).id, span) for code, span in given[document]}
                for coder, given in marked.items()
            },
        )
    )


def _places(document: str, given: Mapping[str, set[Mark]]) -> Iterator[Place]:
    common = set.intersection(*given.values())
    left = {coder: marks - common for coder, marks in given.items()}
    for stretch in _stretches(span for marks in left.values() for _, span in marks):
        yield Place(
            document,
            stretch,
            {coder: _within(marks, stretch) for coder, marks in left.items()},
            _within(common, stretch),
        )


def _stretches(spans: Iterable[Span]) -> list[Span]:
    """Overlapping passages together; those that only touch stay apart."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found


def _within(marks: Iterable[Mark], stretch: Span) -> tuple[Mark, ...]:
    inside = (one for one in marks if one[1].start < stretch.end and one[1].end > stretch.start)
    return tuple(sorted(inside, key=_by_place))


def _by_place(mark: Mark) -> tuple[Span, str]:
    return mark[1], mark[0]
