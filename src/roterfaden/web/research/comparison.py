"""The comparison of two coders as its page shows it: figures, intervals, differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roterfaden.research.comparing import Compared, Given, decisions
from roterfaden.research.method import Method
from roterfaden.research.models import Decision, Project, StudyDocument
from roterfaden.research.reading import paragraphs
from roterfaden.study.codebook import Dimension
from roterfaden.web.research.desk import Line, segments
from roterfaden.web.research.figures import decimal, percent

if TYPE_CHECKING:
    from roterfaden.study.agreement import (
        Agreement,
        Coefficient,
        DimensionAgreement,
        Disagreement,
        Estimate,
        PassageCategory,
    )

WIDTH, LEFT, RIGHT = 240, 8, 232
"""The drawing of an interval, and where 0 and 1 lie on it."""
GUIDES = ((0.0, "0"), (1 / 3, "0,33"), (2 / 3, "0,67"), (0.8, "0,80"), (1.0, "1"))


@dataclass(frozen=True)
class Measure:
    """One line of all measures."""

    name: str
    value: str
    bounds: str
    why: str


@dataclass(frozen=True)
class Row:
    """A category, or all together: how many, equal, alpha with its interval, and its drawing."""

    title: str
    count: int
    equal: str
    alpha: str = "–"
    bounds: str = "–"
    why: str = ""
    point: float | None = None
    low: float | None = None
    high: float | None = None
    measures: list[Measure] = field(default_factory=list)


@dataclass(frozen=True)
class Side:
    """What one coder gave; what the other did not is marked."""

    code: str
    common: list[str]
    beyond: list[str]
    memo: str


@dataclass(frozen=True)
class Difference:
    """One document on which the two differ."""

    document: StudyDocument
    position: int
    lines: list[Line]
    sides: list[Side]
    chosen: frozenset[str]
    decision: Decision | None


@dataclass(frozen=True)
class Turn:
    """Which difference is shown of how many, and which open one comes next."""

    all: int
    shown: int | None
    following: int | None


@dataclass(frozen=True)
class Shown:
    """The whole page for one dimension and two coders."""

    dimension: Dimension
    coders: list[str]
    rows: list[Row]
    total: Row
    reading: list[tuple[str, str]]
    turn: Turn
    difference: object


def pair_of(seen: Compared, wanted: Sequence[str]) -> list[str]:
    """The two coders asked for, else the first two; fewer while fewer may be seen."""
    asked = [one for one in wanted if one in seen.codes]
    return asked if len(asked) > 1 else sorted(seen.codes)[:2]


def shown(
    project: Project, seen: Compared, coders: list[str], nth: int | None, method: Method
) -> Shown:
    """Two coders compared on whole documents."""
    from roterfaden.study.agreement import disagreements

    dimension = seen.dimension
    codes = {code: seen.codes[code] for code in coders}
    figures = _figures(seen, tuple(coders), method)
    found = disagreements(dimension, codes, decisions(project, dimension))
    turn = turn_of([one.decision is not None for one in found], nth)
    return Shown(
        dimension=dimension,
        coders=coders,
        rows=[_row(one, one.title) for one in figures.categories],
        total=_row(figures.sets, _("Alle Kategorien (Mengen, MASI)")),
        reading=reading_of(
            figures.categories, ((_("Alle Kategorien"), trap.text) for trap in figures.sets.traps)
        ),
        turn=turn,
        difference=_difference(seen, found[turn.shown - 1], turn.shown) if turn.shown else None,
    )


@lru_cache(maxsize=8)
def _figures(seen: Compared, coders: tuple[str, ...], method: Method) -> DimensionAgreement:
    from roterfaden.study.agreement import Bootstrap, compare_dimension

    codes = {code: seen.codes[code] for code in coders}
    how = Bootstrap(method.resamples, method.bootstrap_seed)
    return compare_dimension(seen.dimension, codes, bootstrap=how)


def turn_of(decided: Sequence[bool], nth: int | None) -> Turn:
    """The difference asked for, else the first open one, else the first."""
    open_ones = [n for n, done in enumerate(decided, 1) if not done]
    first = open_ones[0] if open_ones else (1 if decided else None)
    chosen = nth if nth is not None and 1 <= nth <= len(decided) else first
    following = next((n for n in open_ones if chosen is not None and n > chosen), None)
    return Turn(len(decided), chosen, following or (open_ones[0] if open_ones else None))


def x_of(value: float) -> float:
    """Where a value lies on the drawing; what is below 0 is drawn at its edge."""
    return round(LEFT + max(0.0, min(1.0, value)) * (RIGHT - LEFT), 1)


def row_of(
    title: str, count: int, equal: str, estimates: Mapping[Coefficient, Estimate], *more: Measure
) -> Row:
    """A row with alpha, its interval and where they are drawn."""
    from roterfaden.study.agreement import NAMES, Coefficient

    alpha = estimates[Coefficient.ALPHA]
    interval = alpha.interval
    measures = [
        Measure(
            NAMES[name],
            percent(each.value) if name == Coefficient.PERCENT else decimal(each.value),
            _bounds(each.interval),
            each.why or "",
        )
        for name, each in estimates.items()
    ]
    return Row(
        title=title,
        count=count,
        equal=equal,
        alpha=decimal(alpha.value),
        bounds=_bounds(interval),
        why=alpha.why or "",
        point=None if alpha.value is None else x_of(alpha.value),
        low=x_of(interval[0]) if interval else None,
        high=x_of(interval[1]) if interval else None,
        measures=[*measures, *more],
    )


def reading_of(
    rows: Iterable[Agreement | PassageCategory], more: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """What to beware of, each once, with the categories that it concerns."""
    found: dict[str, list[str]] = {}
    for title, text in (*((one.title, trap.text) for one in rows for trap in one.traps), *more):
        found.setdefault(text, []).append(title)
    return [(", ".join(titles), text) for text, titles in found.items()]


def _row(one: Agreement, title: str) -> Row:
    from roterfaden.study.agreement import Coefficient

    equal = percent(one.estimates[Coefficient.PERCENT].value)
    return row_of(title, one.documents, equal, one.estimates)


def _bounds(interval: tuple[float, float] | None) -> str:
    return f"{decimal(interval[0])} – {decimal(interval[1])}" if interval else "–"


def _difference(seen: Compared, one: Disagreement, position: int) -> Difference:
    document = seen.document(one.document)
    titles = {category.id: category.title for category in seen.dimension.categories}
    made = document.decisions.filter(dimension=seen.dimension.id).first()
    sides = [
        Side(
            code=code,
            common=[titles[each] for each in one.common],
            beyond=[titles[each] for each in one.beyond[code]],
            memo=seen.codings[code, one.document].memo,
        )
        for code in one.codes
    ]
    first: Sequence[str] = next(iter(one.codes.values()))
    chosen = frozenset(made.codes if made else first)
    codings = [seen.codings[code, one.document] for code in one.codes]
    lines = _lines(document, seen.dimension, codings)
    return Difference(document, position, lines, sides, chosen, made)


def _lines(document: StudyDocument, dimension: Dimension, codings: list[Given]) -> list[Line]:
    """The rubrics of this dimension, with the passages that only one of both marked."""
    marked = [{tuple(mark) for mark in one.marks if mark[1] is not None} for one in codings]
    differing = set.symmetric_difference(*marked) if len(marked) == 2 else set()
    passages = sorted(differing, key=lambda mark: mark[1])
    return [
        Line(one.start, segments(one, passages), one.speaker, one.note)
        for one in paragraphs(document.content)
        if not dimension.rubrics or one.rubric in dimension.rubrics
    ]
