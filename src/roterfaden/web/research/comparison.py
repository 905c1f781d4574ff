"""The comparison of two coders as its page shows it: figures, intervals, differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roterfaden.research.comparing import Compared, compared, decisions
from roterfaden.research.method import Method
from roterfaden.research.models import Coding, Decision, Project, StudyDocument
from roterfaden.research.reading import paragraphs
from roterfaden.study.codebook import Dimension
from roterfaden.web.research.desk import Line, segments
from roterfaden.web.research.figures import decimal, percent

if TYPE_CHECKING:
    from roterfaden.study.agreement import Agreement, DimensionAgreement, Disagreement

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
    """A category, or all together: documents, equal, alpha with its interval, and its drawing."""

    title: str
    documents: int
    equal: str
    alpha: str
    bounds: str
    why: str
    point: float | None
    low: float | None
    high: float | None
    measures: list[Measure]
    traps: list[str]


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
class Shown:
    """The whole page for one dimension and two coders."""

    dimension: Dimension
    coders: list[str]
    rows: list[Row]
    total: Row
    reading: list[tuple[str, str]]
    differences: int
    decided: int
    difference: Difference | None
    following: int | None


def shown(
    project: Project, dimension: Dimension, pair: Sequence[str], nth: int | None, method: Method
) -> Shown | None:
    """The comparison; None while there is nothing that may be seen, or only one coder."""
    from roterfaden.study.agreement import Bootstrap, compare_dimension, disagreements

    seen = compared(project, dimension)
    coders = [one for one in pair if one in seen.codes] or sorted(seen.codes)[:2]
    if len(coders) < 2:
        return None
    codes = {code: seen.codes[code] for code in coders}
    how = Bootstrap(method.resamples, method.bootstrap_seed)
    figures = compare_dimension(dimension, codes, bootstrap=how)
    found = disagreements(dimension, codes, decisions(project, dimension))
    open_ones = [n for n, one in enumerate(found, 1) if one.decision is None]
    first = open_ones[0] if open_ones else (1 if found else None)
    chosen = nth if nth is not None and 1 <= nth <= len(found) else first
    following = next((n for n in open_ones if chosen is not None and n > chosen), None)
    return Shown(
        dimension=dimension,
        coders=coders,
        rows=[_row(one, one.title) for one in figures.categories],
        total=_row(figures.sets, _("Alle Kategorien (Mengen, MASI)")),
        reading=_reading(figures),
        differences=len(found),
        decided=len(found) - len(open_ones),
        difference=_difference(project, seen, found[chosen - 1], chosen) if chosen else None,
        following=following if following is not None else (open_ones[0] if open_ones else None),
    )


def x_of(value: float) -> float:
    """Where a value lies on the drawing; what is below 0 is drawn at its edge."""
    return round(LEFT + max(0.0, min(1.0, value)) * (RIGHT - LEFT), 1)


def _row(one: Agreement, title: str) -> Row:
    from roterfaden.study.agreement import NAMES, Coefficient

    alpha, interval = one.estimates[Coefficient.ALPHA], one.estimates[Coefficient.ALPHA].interval
    measures = [
        Measure(
            NAMES[name],
            percent(each.value) if name == Coefficient.PERCENT else decimal(each.value),
            _bounds(each.interval),
            each.why or "",
        )
        for name, each in one.estimates.items()
    ]
    return Row(
        title=title,
        documents=one.documents,
        equal=percent(one.estimates[Coefficient.PERCENT].value),
        alpha=decimal(alpha.value),
        bounds=_bounds(interval),
        why=alpha.why or "",
        point=None if alpha.value is None else x_of(alpha.value),
        low=x_of(interval[0]) if interval else None,
        high=x_of(interval[1]) if interval else None,
        measures=measures,
        traps=[trap.text for trap in one.traps],
    )


def _bounds(interval: tuple[float, float] | None) -> str:
    return f"{decimal(interval[0])} – {decimal(interval[1])}" if interval else "–"


def _reading(figures: DimensionAgreement) -> list[tuple[str, str]]:
    """What to beware of, each once, with the categories that it concerns."""
    found: dict[str, list[str]] = {}
    for one in figures.categories:
        for trap in one.traps:
            found.setdefault(trap.text, []).append(one.title)
    for trap in figures.sets.traps:
        found.setdefault(trap.text, []).append(_("Alle Kategorien"))
    return [(", ".join(titles), text) for text, titles in found.items()]


def _difference(project: Project, seen: Compared, one: Disagreement, position: int) -> Difference:
    document = project.documents.get(ident=one.document)
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


def _lines(document: StudyDocument, dimension: Dimension, codings: list[Coding]) -> list[Line]:
    """The rubrics of this dimension, with the passages that only one of both marked."""
    marked = [{tuple(mark) for mark in one.marks if mark[1] is not None} for one in codings]
    differing = set.symmetric_difference(*marked) if len(marked) == 2 else set()
    passages = sorted(differing, key=lambda mark: mark[1])
    return [
        Line(one.start, segments(one, passages), one.speaker, one.note)
        for one in paragraphs(document.content)
        if not dimension.rubrics or one.rubric in dimension.rubrics
    ]
