"""Unitised alpha: whether coders mark the same passages with the same bounds.

Krippendorff, *Measuring the Reliability of Qualitative Text Analysis Data* (Quality & Quantity
2004, 38:787-800), the alpha-u of one category and of several together. It is not the cu-family of
2016. Where a unit of one coder overlaps a unit of another, their distance grows with the squares
of the shifted bounds; where it meets nothing, with the square of its length.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations

from roterfaden.study.agreement.passages import Span
from roterfaden.study.troubles import WrongData


@dataclass(frozen=True)
class Unitised:
    """Alpha of units on a continuum, with what it is made of; ``why`` where it is undefined."""

    value: float | None
    observed: float
    expected: float
    why: str | None = None


@dataclass(frozen=True)
class _Section:
    start: int
    length: int
    is_unit: bool

    @property
    def end(self) -> int:
        return self.start + self.length


def unitised_alpha(
    marks: Mapping[str, Mapping[str, Sequence[Span]]], length: int, coders: Sequence[str]
) -> Unitised:
    """Alpha-u over the categories of ``marks`` (category to coder to passages).

    ``length`` is that of the continuum in characters; several documents stand one behind the
    other (`one_continuum`). Units of one coder and category must not overlap. With one category
    this is the alpha-u of that category. Raises `WrongData` for overlapping or outlying passages.
    """
    observed, expected = 0.0, 0.0
    for by_coder in marks.values():
        sections = [_sections(by_coder.get(coder, ()), length) for coder in coders]
        observed += _observed(sections, length)
        expected += _expected(sections, length)
    why = _why_undefined(marks, coders, expected)
    return Unitised(None if why else 1 - observed / expected, observed, expected, why)


def one_continuum(
    marks: Mapping[str, Mapping[str, Sequence[Span]]], lengths: Mapping[str, int]
) -> tuple[dict[str, list[Span]], int]:
    """Documents one behind the other: each coder's passages moved along, and the whole length."""
    moved: dict[str, list[Span]] = {}
    shift = 0
    for document, by_coder in marks.items():
        for coder, spans in by_coder.items():
            place = moved.setdefault(coder, [])
            place.extend(Span(start + shift, end + shift) for start, end in spans)
        shift += lengths[document]
    return moved, shift


def _why_undefined(
    marks: Mapping[str, Mapping[str, Sequence[Span]]], coders: Sequence[str], expected: float
) -> str | None:
    if len(coders) < 2:
        return "Nur eine Person hat codiert; Übereinstimmung braucht mindestens zwei."
    if not any(spans for by_coder in marks.values() for spans in by_coder.values()):
        return "Niemand hat eine Stelle markiert."
    if expected <= 0:
        return "Alle haben überall dasselbe markiert; der Zufall wäre immer einig."
    return None


def _sections(spans: Sequence[Span], length: int) -> list[_Section]:
    """Units and gaps of one coder from the beginning to the end of the continuum."""
    sections: list[_Section] = []
    reached = 0
    for start, end in sorted(spans):
        if not reached <= start < end <= length:
            raise WrongData(
                f"Die Stelle {start} bis {end} überlappt eine andere derselben Kategorie oder "
                "liegt außerhalb des Textes.",
                "Stellen derselben Kategorie zusammenlegen.",
            )
        if start > reached:
            sections.append(_Section(reached, start - reached, is_unit=False))
        sections.append(_Section(start, end - start, is_unit=True))
        reached = end
    if reached < length:
        sections.append(_Section(reached, length - reached, is_unit=False))
    return sections


def _observed(sections: Sequence[Sequence[_Section]], length: int) -> float:
    coders = len(sections)
    if coders < 2 or not length:
        return 0.0
    total = sum(_between(a, b) for a, b in permutations(sections, 2))
    return total / (coders * (coders - 1) * length**2)


def _between(first: Sequence[_Section], second: Sequence[_Section]) -> int:
    """The sum of the distances of overlapping sections; both lists cover the same continuum."""
    total, a, b = 0, 0, 0
    while a < len(first) and b < len(second):
        total += _distance(first[a], second[b])
        ends = first[a].end, second[b].end
        a += ends[0] <= ends[1]
        b += ends[1] <= ends[0]
    return total


def _distance(one: _Section, other: _Section) -> int:
    if one.is_unit and other.is_unit:
        return (one.start - other.start) ** 2 + (one.end - other.end) ** 2
    if one.is_unit and _lies_within(one, other):
        return one.length**2
    if other.is_unit and _lies_within(other, one):
        return other.length**2
    return 0


def _lies_within(unit: _Section, gap: _Section) -> bool:
    return gap.start <= unit.start and unit.end <= gap.end


def _expected(sections: Sequence[Sequence[_Section]], length: int) -> float:
    everything = [section for coder in sections for section in coder]
    units = [section.length for section in everything if section.is_unit]
    gaps = [section.length for section in everything if not section.is_unit]
    marks = len(sections) * length
    below = marks * (marks - 1) - sum(size * (size - 1) for size in units)
    if not units or below <= 0:
        return 0.0
    room = _Room(gaps)
    total = sum(_by_chance(size, len(units), room) for size in units)
    return 2 / length * total / below


def _by_chance(size: int, units: int, room: "_Room") -> float:
    """What a unit of this size meets by chance: other units at any shift, gaps that hold it."""
    shifted = (units - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
    return shifted + size**2 * room.places(size)


class _Room:
    """In how many places the gaps can hold a unit of some size."""

    def __init__(self, gaps: Sequence[int]) -> None:
        self._gaps = sorted(gaps)
        self._sums = [0, *accumulate(self._gaps)]

    def places(self, size: int) -> int:
        smaller = bisect_left(self._gaps, size)
        holding = len(self._gaps) - smaller
        return self._sums[-1] - self._sums[smaller] - holding * (size - 1)
