"""Quotations: the passages that coders marked, collected by category and ready to be cited."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from itertools import groupby

from roterfaden.study.agreement.passages import Span
from roterfaden.study.codebook import Dimension
from roterfaden.study.project.codings import Passage
from roterfaden.study.project.folder import Document, Project
from roterfaden.study.tables.rendering import STYLE, plain_markdown


@dataclass(frozen=True)
class Quote:
    """A passage with its place; ``coders`` are all who marked exactly it for the category."""

    dimension: str
    category: str
    document: str
    speaker: str
    start: int
    end: int
    text: str
    coders: tuple[str, ...]
    memos: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.document}, {self.speaker}" if self.speaker else self.document


def collect(
    project: Project, *, dimension: str | None = None, category: str | None = None
) -> tuple[Quote, ...]:
    """The quotations of a project in the order of the codebook, then by document and place.

    Raises ``WrongData`` for a dimension or category that the codebook lacks.
    """
    wanted = [project.codebook.dimension(dimension)] if dimension else list(project.codebook)
    return tuple(quote for one in wanted for quote in _of(project, one, category))


def _of(project: Project, dimension: Dimension, category: str | None) -> Iterator[Quote]:
    documents = {one.id: one for one in project.documents}
    only = dimension.category(category).id if category else None
    places = {code: place for place, code in enumerate(dimension.order())}
    mine = [
        passage
        for passage in project.passages
        if passage.dimension == dimension.id
        and passage.document in documents
        and only in {None, passage.code}
    ]

    def place(passage: Passage) -> tuple[int, str, Span]:
        return places[passage.code], passage.document, passage.span

    for (at, document, span), same in groupby(sorted(mine, key=place), key=place):
        marked = list(same)
        yield Quote(
            dimension.title,
            dimension.ordered()[at].title,
            document,
            speaker_at(documents[document], span.start),
            span.start,
            span.end,
            documents[document].text[span.start : span.end].strip(),
            tuple(one.coder for one in marked),
            tuple(one.memo for one in marked if one.memo),
        )


def speaker_at(document: Document, position: int) -> str:
    """Who says the character at this position; empty where nobody speaks."""
    begun = 0
    for speaker, text in document.turns:
        if position <= begun + len(text):
            return speaker
        begun += len(text) + 1
    return ""


def as_markdown(quotes: Sequence[Quote]) -> str:
    """A heading for each category, below it the quotations with their places."""
    parts = []
    for (dimension, category), mine in _by_category(quotes):
        parts.append(f"## {plain_markdown(dimension)}: {plain_markdown(category)}\n")
        parts += [f"> „{plain_markdown(one.text)}“ ({plain_markdown(one.place)})\n" for one in mine]
    return "\n".join(parts)


def as_html(quotes: Sequence[Quote], *, title: str) -> str:
    """A page of its own."""
    parts = []
    for (dimension, category), mine in _by_category(quotes):
        parts.append(f"<h2>{escape(dimension)}: {escape(category)}</h2>")
        parts += [
            f"<blockquote><p>„{escape(one.text)}“</p><footer>{escape(one.place)}</footer>"
            "</blockquote>"
            for one in mine
        ]
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def as_csv(quotes: Sequence[Quote]) -> str:
    """One row a quotation."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow("dimension category document speaker start end text coders memos".split())
    for one in quotes:
        joined = "|".join(one.coders), " | ".join(one.memos)
        place = (one.document, one.speaker, one.start, one.end, one.text)
        writer.writerow([one.dimension, one.category, *place, *joined])
    return out.getvalue()


def as_json(quotes: Sequence[Quote]) -> str:
    """One JSON object with all quotations."""
    found = [asdict(one) for one in quotes]
    return json.dumps({"quotes": found}, ensure_ascii=False, indent=1) + "\n"


def _by_category(quotes: Sequence[Quote]) -> "groupby[tuple[str, str], Quote]":
    return groupby(quotes, key=lambda one: (one.dimension, one.category))
