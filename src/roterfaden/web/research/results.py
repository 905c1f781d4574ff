"""The results of a study as its page shows them, computed once for each state of the study."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from roterfaden.research.counting import as_results
from roterfaden.research.models import Project

if TYPE_CHECKING:
    from roterfaden.study.pictures import Picture
    from roterfaden.study.project import Results
    from roterfaden.study.project.quotes import Quote
    from roterfaden.study.tables.printing import Printed


KEPT = 2
_kept: dict[tuple[UUID, str], Results] = {}
"""The newest results by study and state: few, for each holds all documents of its study."""


@dataclass(frozen=True)
class Part:
    """A table, a picture with its table, or a sentence; ``html`` is written by the library."""

    kind: str
    text: str = ""
    html: SafeString = field(default_factory=SafeString)
    number: int = 0
    table: SafeString = field(default_factory=SafeString)


@dataclass(frozen=True)
class Section:
    """What stands under one heading."""

    title: str
    parts: list[Part]
    facts: list[tuple[str, str]] = field(default_factory=list)


def results_of(project: Project) -> Results:
    """Every number of the study as it is now; its trail tells whether anything has changed."""
    state = _state(project)
    results = _kept.get(state)
    if results is None:
        results = _kept[state] = as_results(project)
        for old in list(_kept)[:-KEPT]:
            _kept.pop(old, None)
    return results


def are_counted(project: Project) -> bool:
    """Whether the numbers of the study as it is now are at hand."""
    return _state(project) in _kept


def _state(project: Project) -> tuple[UUID, str]:
    last = project.trail.order_by("-sequence").values_list("hash", flat=True).first()
    return project.pk, last or ""


def quotes_of(project: Project) -> tuple[Quote, ...]:
    """The passages of comparisons that are open, by category."""
    from roterfaden.study.project.quotes import collect

    return collect(results_of(project).project)


def sections(results: Results, at: datetime) -> list[Section]:
    """The report for the page, heading by heading; the method box comes first."""
    from roterfaden.study.project.content import (
        Facts,
        Heading,
        Paragraph,
        PictureBlock,
        TableBlock,
        content,
    )
    from roterfaden.study.tables.rendering import html_table

    found = [Section("", [])]
    for block in content(results, at):
        match block:
            case Heading(_level, text):
                found.append(Section(text, []))
            case Paragraph(text):
                found[-1].parts.append(Part("text", text))
            case Facts(title, rows):
                found.append(Section(title, [], list(rows)))
            case TableBlock(table):
                found[-1].parts.append(Part("table", table.title, _safe(html_table(table))))
            case PictureBlock():
                beside = _safe(html_table(block.picture.table))
                svg = _safe(block.picture.svg)
                found[-1].parts.append(Part("picture", block.title, svg, block.number, beside))
    return [one for one in found if one.parts or one.facts]


def tables_of(results: Results, at: datetime) -> list[Printed]:
    """The tables of the report, numbered."""
    from roterfaden.study.project.content import TableBlock, content

    return [one.table for one in content(results, at) if isinstance(one, TableBlock)]


def pictures_of(results: Results, at: datetime) -> dict[int, Picture]:
    """The pictures of the report by number."""
    from roterfaden.study.project.content import PictureBlock, content

    blocks = content(results, at)
    return {one.number: one.picture for one in blocks if isinstance(one, PictureBlock)}


def _safe(markup: str) -> SafeString:
    """The library escapes every text that it puts into its markup."""
    return mark_safe(markup)  # noqa: S308
