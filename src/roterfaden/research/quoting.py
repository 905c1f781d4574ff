"""Passages as quotes: what was marked, by category, for the report and to take along."""

from __future__ import annotations

from dataclasses import dataclass

from roterfaden.research.books import book_of
from roterfaden.research.comparing import compared
from roterfaden.research.models import Project, StudyDocument
from roterfaden.research.reading import paragraphs, text_of

HEADS = ("dimension", "code", "document_id", "speaker", "start", "end", "coders", "text")


@dataclass(frozen=True)
class Quote:
    """A passage, who said it, and the letters of those who marked it exactly so."""

    dimension: str
    code: str
    title: str
    document: StudyDocument
    speaker: str
    start: int
    end: int
    coders: str
    text: str

    @property
    def row(self) -> tuple[object, ...]:
        """The quote as a line of the file."""
        place = (self.document.ident, self.speaker, self.start, self.end)
        return (self.dimension, self.code, *place, self.coders, self.text)


def quotes(project: Project) -> list[Quote]:
    """All passages of comparisons that are open, in codebook order, then by document."""
    found: list[Quote] = []
    documents = {one.ident: one for one in project.documents.all()}
    for dimension in book_of(project).dimensions:
        seen = compared(project, dimension)
        marked: dict[tuple[str, str, int, int], list[str]] = {}
        for (coder, ident), coding in sorted(seen.codings.items()):
            for code, start, end in coding.marks:
                if start is not None:
                    marked.setdefault((code, ident, start, end), []).append(coder)
        order, titles = dimension.order(), {one.id: one.title for one in dimension.categories}
        for code, ident, start, end in sorted(
            marked, key=lambda one: (order.index(one[0]), documents[one[1]].number, *one[2:])
        ):
            document = documents[ident]
            found.append(
                Quote(
                    dimension=dimension.id,
                    code=code,
                    title=titles[code],
                    document=document,
                    speaker=_speaker(document, start),
                    start=start,
                    end=end,
                    coders=", ".join(marked[code, ident, start, end]),
                    text=text_of(document.content)[start:end],
                )
            )
    return found


def _speaker(document: StudyDocument, start: int) -> str:
    parts = paragraphs(document.content)
    return next((one.speaker for one in parts if one.start <= start <= one.end), "")
