"""Codings of several people side by side, for those who may see them, and none before.

A document counts in a dimension once everybody to whom it is assigned has finished it there. So
nobody who still has to code it can see, not even in a total, what others gave.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Count

from roterfaden.research.books import kinds_of, present_book
from roterfaden.research.models import (
    Coding,
    Decision,
    Member,
    PassageDecision,
    Project,
    StudyDocument,
    Task,
)
from roterfaden.study.codebook import Dimension
from roterfaden.study.documents import text_of

if TYPE_CHECKING:
    from roterfaden.study.agreement import Decision as LibraryDecision
    from roterfaden.study.agreement import Span

Codes = dict[str, list[str]]
"""What one coder gave, by the name of the document."""


class Given(NamedTuple):
    """A finished coding without what only its coder needs; a study may have 100,000."""

    coder: str
    document: str
    marks: list[list[Any]]
    memo: str
    changed_at: datetime

    @property
    def codes(self) -> list[str]:
        """Each category once, in the order given."""
        return list(dict.fromkeys(code for code, _start, _end in self.marks))


@dataclass(frozen=True, eq=False)
class Compared:
    """The codings of one dimension: by coder and document, with memos and passages.

    Read once for each state of the codings, so figures can be kept beside it.
    """

    project: Project
    dimension: Dimension
    codes: dict[str, Codes]
    codings: dict[tuple[str, str], Given]

    @property
    def documents(self) -> set[str]:
        """The documents that count."""
        return {ident for given in self.codes.values() for ident in given}

    @property
    def has_passages(self) -> bool:
        """Whether anybody marked a passage, not only whole documents."""
        return any(mark[1] is not None for one in self.codings.values() for mark in one.marks)

    def document(self, ident: str) -> StudyDocument:
        """One of the documents that count."""
        return self.project.documents.get(ident=ident)

    @cached_property
    def lengths(self) -> dict[str, int]:
        """How many characters each document has."""
        contents = self.project.documents.values_list("ident", "content")
        return {ident: len(text_of(content)) for ident, content in contents}

    def passages(self, coder: str) -> dict[str, list[tuple[str, Span]]]:
        """What a coder marked in each document, with the categories."""
        from roterfaden.study.agreement import Span

        return {
            ident: [
                (code, Span(start, end))
                for code, start, end in self.codings[coder, ident].marks
                if start is not None
            ]
            for ident in self.codes[coder]
        }


def is_open(project: Project, dimension: Dimension) -> bool:
    """Whether the lead opened the comparison."""
    return project.comparisons.filter(dimension=dimension.id).exists()


def compared(project: Project, dimension: Dimension) -> Compared:
    """All codings of a dimension that may be seen; none while its comparison is not open."""
    if not is_open(project, dimension):
        return Compared(project, dimension, {}, {})
    return _compared(project.pk, dimension, state_of(project))


def state_of(project: Project) -> str:
    """The newest entry of the trail that is no decision: while it stays, codings are the same."""
    kept = project.trail.exclude(action__startswith="decided-").exclude(action="passages-decided")
    return kept.order_by("-sequence").values_list("hash", flat=True).first() or ""


@lru_cache(maxsize=3)
def _compared(project_id: UUID, dimension: Dimension, _state: str) -> Compared:
    project = Project.objects.get(pk=project_id)
    finished = Coding.objects.finished().filter(
        document__project=project, dimension=dimension.id, document__kind__in=kinds_of(dimension)
    )
    columns = ("member__code", "document__ident", "marks", "memo", "changed_at")
    rows = finished.order_by("document__number").values_list(*columns)
    found = [Given(*row) for row in rows.iterator(chunk_size=2000)]
    complete = _complete(project, found)
    kept = {(one.coder, one.document): one for one in found if one.document in complete}
    codes: dict[str, Codes] = {coder: {} for coder in sorted({coder for coder, _ in kept})}
    for (coder, ident), one in kept.items():
        codes[coder][ident] = one.codes
    return Compared(project, dimension, codes, kept)


def decisions(project: Project, dimension: Dimension) -> list[LibraryDecision]:
    """What was decided, the newest for each document, as the library knows it."""
    from roterfaden.study.agreement import Decision as LibraryDecision
    from roterfaden.study.agreement import Kind

    rows = Decision.objects.filter(document__project=project, dimension=dimension.id)
    newest = rows.order_by("document_id", "-decided_at", "-id").distinct("document_id")
    leads = letters_of(project)
    return [
        LibraryDecision(
            row.document.ident,
            row.dimension,
            tuple(row.codes),
            Kind(row.kind),
            row.why,
            leads.get(row.decided_by_id, ""),
            row.decided_at.isoformat(),
        )
        for row in newest.select_related("document")
    ]


def passage_decisions(
    project: Project, dimension: Dimension
) -> dict[tuple[str, int, int], PassageDecision]:
    """What was decided on passages, the newest for each place: document, start and end."""
    rows = PassageDecision.objects.filter(
        document__project=project, dimension=dimension.id
    ).select_related("document")
    return {
        (row.document.ident, row.start, row.end): row for row in rows.order_by("decided_at", "id")
    }


def has_own_work(member: Member) -> bool:
    """Whether somebody still codes: then the trail and the files stay closed to them."""
    if not member.codes:
        return False
    finished = Coding.objects.by(member).finished().order_by()
    rows = finished.values_list("dimension", "document__kind").annotate(n=Count("pk"))
    done = {(name, kind): n for name, kind, n in rows}
    tasks = member.tasks.order_by().values_list("document__kind").annotate(n=Count("pk"))
    asked = dict(tasks.values_list("document__kind", "n"))
    book = present_book(member.project)
    begun = {name for name, _kind in done}
    left = any(
        done.get((one.id, kind), 0) < asked.get(kind, 0)
        for one in (book.dimensions if book else ())
        for kind in kinds_of(one)
        if one.id in begun
    )
    return bool(asked) and (left or not begun)


def _complete(project: Project, finished: list[Given]) -> set[str]:
    """Documents that nobody still has to code."""
    asked: dict[str, set[str]] = defaultdict(set)
    tasks = Task.objects.filter(member__project=project, member__left_at=None)
    for ident, code in tasks.values_list("document__ident", "member__code"):
        asked[ident].add(code)
    done: dict[str, set[str]] = defaultdict(set)
    for row in finished:
        done[row.document].add(row.coder)
    return {ident for ident, codes in done.items() if asked[ident] <= codes}


def letters_of(project: Project) -> dict[object, str]:
    """The letters of those who take or took part, by their person."""
    return {member.staff_id: member.code for member in project.members.all()}
