"""The comparison of two coders on marked passages: how far they overlap, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.research.comparing import Compared, passage_decisions
from roterfaden.research.method import Method
from roterfaden.research.models import PassageDecision, Project, StudyDocument
from roterfaden.research.reading import Paragraph, paragraphs, text_of
from roterfaden.web.research.comparison import (
    Measure,
    Row,
    Shown,
    reading_of,
    row_of,
    turn_of,
    x_of,
)
from roterfaden.web.research.desk import Line, segments
from roterfaden.web.research.figures import decimal, percent

if TYPE_CHECKING:
    from roterfaden.study.agreement import Mark, PassageAgreement, PassageCategory, Place, Span

AROUND = 120
"""So many characters before and after a place are shown with it."""
LONGEST, KEPT = 300, 130
"""Longer passages are shown with their first and last characters: the bounds are in question."""
CAUSES: dict[str, str | Promise] = {
    "alone": gettext_lazy("nur eine Person hat hier markiert"),
    "categories": gettext_lazy("verschiedene Kategorien"),
    "bounds": gettext_lazy("dieselbe Kategorie, andere Grenzen"),
}


@dataclass(frozen=True)
class Words:
    """A marked passage: its category and its words."""

    title: str
    text: str


@dataclass(frozen=True)
class Side:
    """What one coder marked in the place, and the memo to the document."""

    code: str
    marks: list[Words]
    memo: str


@dataclass(frozen=True)
class Option:
    """A mark that may count, by its number among those of the place."""

    number: int
    words: Words
    coders: str
    is_chosen: bool


@dataclass(frozen=True)
class PlaceShown:
    """One place on which the two differ, with the words around it."""

    document: StudyDocument
    position: int
    start: int
    end: int
    cause: str
    lines: list[Line]
    common: list[Words]
    sides: list[Side]
    options: list[Option]
    decision: PassageDecision | None


def places_of(seen: Compared, coders: list[str]) -> tuple[Place, ...]:
    """Where these two differ on passages."""
    from roterfaden.study.agreement import differing_places

    return differing_places(seen.dimension, {code: seen.passages(code) for code in coders})


def shown(
    project: Project, seen: Compared, coders: list[str], nth: int | None, method: Method
) -> Shown:
    """Two coders compared on passages."""
    figures = _figures(seen, tuple(coders), method)
    found = places_of(seen, coders)
    decided = passage_decisions(project, seen.dimension)
    made = [decided.get((one.document, *one.span)) for one in found]
    turn = turn_of([one is not None for one in made], nth)
    at = turn.shown - 1 if turn.shown else None
    used, units = [one for one in figures.categories if one.passages], figures.unitised
    return Shown(
        dimension=seen.dimension,
        coders=coders,
        rows=[_row(one) for one in used],
        total=Row(
            title=_("Alle Kategorien, Stellen als Ganze"),
            count=sum(one.passages for one in used),
            equal="–",
            alpha=decimal(units.value),
            why=units.why or "",
            point=None if units.value is None else x_of(units.value),
        ),
        reading=reading_of(used, _more(figures)),
        turn=turn,
        difference=None if at is None else _place(seen, found[at], at + 1, made[at]),
    )


@lru_cache(maxsize=8)
def _figures(seen: Compared, coders: tuple[str, ...], method: Method) -> PassageAgreement:
    from roterfaden.study.agreement import Bootstrap, compare_passages

    marked = {code: seen.passages(code) for code in coders}
    how = Bootstrap(method.resamples, method.bootstrap_seed)
    return compare_passages(seen.dimension, marked, seen.lengths, bootstrap=how)


def _row(one: PassageCategory) -> Row:
    units = Measure(_("Alpha der Stellen"), decimal(one.unitised.value), "", one.unitised.why or "")
    overlap = percent(one.overlap.jaccard)
    return row_of(one.title, one.passages, overlap, one.overlap.estimates, units)


def _more(figures: PassageAgreement) -> Iterator[tuple[str, str]]:
    """Why an interval or a value is missing, then what concerns all categories."""
    from roterfaden.study.agreement import Coefficient

    for one in figures.categories:
        alpha = one.overlap.estimates[Coefficient.ALPHA]
        whys = [alpha.why if alpha.value is not None else None, one.unitised.why]
        yield from ((one.title, why) for why in whys if why and one.passages)
    yield from ((_("Alle Kategorien"), trap.text) for trap in figures.traps)
    unused = [one.title for one in figures.categories if not one.passages]
    if unused:
        yield _("Ohne Stellen"), ", ".join(unused)


def _place(seen: Compared, one: Place, position: int, made: PassageDecision | None) -> PlaceShown:
    document = seen.document(one.document)
    passages = [(code, *span) for code, marks in one.marks.items() for _code, span in marks]
    return PlaceShown(
        document=document,
        position=position,
        start=one.span.start,
        end=one.span.end,
        cause=str(CAUSES[one.cause]),
        lines=[
            Line(part.start, segments(part, passages), part.speaker, part.note)
            for part in around(document, one.span)
        ],
        common=[_words(seen, document, mark) for mark in one.common],
        sides=[
            Side(
                code,
                [_words(seen, document, mark) for mark in marks],
                seen.codings[code, one.document].memo,
            )
            for code, marks in one.marks.items()
        ],
        options=list(_options(seen, document, one, made)),
        decision=made,
    )


def _options(
    seen: Compared, document: StudyDocument, one: Place, made: PassageDecision | None
) -> Iterator[Option]:
    first = next(iter(one.marks.values()))
    chosen = {(code, start, end) for code, start, end in made.marks} if made else None
    for number, mark in enumerate(one.given):
        coders = [code for code, marks in one.marks.items() if mark in marks]
        is_chosen = mark in first if chosen is None else (mark[0], *mark[1]) in chosen
        yield Option(number, _words(seen, document, mark), ", ".join(coders), is_chosen)


def _words(seen: Compared, document: StudyDocument, mark: Mark) -> Words:
    code, span = mark
    text = text_of(document.content)[span.start : span.end].replace("\n", " ").strip()
    if len(text) > LONGEST:
        text = f"{text[:KEPT].rstrip()} … {text[-KEPT:].lstrip()}"
    return Words(seen.dimension.category(code).title, text)


def around(document: StudyDocument, span: Span) -> list[Paragraph]:
    """The paragraphs of a place and a little before and after it, cut between words."""
    text = text_of(document.content)
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(text))
    if start:
        start = text.find(" ", start, span.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", span.end, end), 0) or end
    return [
        replace(
            one, start=max(one.start, start), text=text[max(one.start, start) : min(one.end, end)]
        )
        for one in paragraphs(document.content)
        if one.start < end and one.end > start
    ]
