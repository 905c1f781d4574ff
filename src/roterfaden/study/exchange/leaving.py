"""A study as a REFI-QDA project.

Texts, codes, coders, passages and memos take the places the standard has for them, so that other
programs show them; the folder's own files (codebook, decisions, plans by rubric) travel as memos
named ``roterfaden:…``.
"""

import re
from collections.abc import Iterator

from roterfaden.study import codebook as codebooks
from roterfaden.study import documents
from roterfaden.study.exchange.folders import Row, Study
from roterfaden.study.exchange.refi.codebooks import code_guid, codes_of
from roterfaden.study.exchange.refi.drafts import NO_CATEGORY
from roterfaden.study.exchange.refi.model import (
    Code,
    Coding,
    Contents,
    Note,
    Selection,
    Source,
    User,
    guid,
)
from roterfaden.study.exchange.studies import OWN, PART, nothing_guid

LONGEST = 2_000_000
"""Characters of a memo; readers of XML stop at ten million bytes, four to a character at most."""
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def contents_of_study(study: Study) -> Contents:
    """Give a study as the contents of a REFI-QDA project."""
    return _Builder(study).contents()


def notes_of(name: str, text: str) -> Iterator[Note]:
    """A file of the folder as memos: a long one in parts, for readers refuse very long texts."""
    for number, start in enumerate(range(0, max(len(text), 1), LONGEST)):
        part = f"{name}{PART}{number}" if number else name
        yield Note(guid("file", part), f"{OWN}{part}", text[start : start + LONGEST])


class _Builder:
    def __init__(self, study: Study) -> None:
        self.study = study
        self.notes: list[Note] = []
        self.rows: dict[str, list[tuple[str, Row]]] = {}
        for coder, rows in study.codings.items():
            for row in rows:
                self.rows.setdefault(row.document_id, []).append((coder, row))

    def contents(self) -> Contents:
        book = {"codebook.yml": codebooks.write(self.study.codebook)}
        sources = tuple(self._source(one) for one in self.study.documents)
        own = {
            f"documents/{one['id']}.json": documents.as_json(one)
            for one in self.study.documents
            if one.get("kind") != "text" and not one.get("missing")
        }
        for name, text in {**book, **self.study.files, **own}.items():
            self.notes += notes_of(name, text)
        coders = [User(self._coder(one), one) for one in self.study.codings]
        return Contents(self.study.title, tuple(coders), self._codes(), sources, tuple(self.notes))

    def _codes(self) -> tuple[Code, ...]:
        rows = [row for coder in self.study.codings.values() for row in coder]
        empty = {row.dimension for row in rows if not row.code}
        return tuple(
            Code(
                one.guid, one.name, one.codable, children=(*one.children, self._empty(dimension.id))
            )
            if dimension.id in empty
            else one
            for one, dimension in zip(
                codes_of(self.study.codebook), self.study.codebook.dimensions, strict=True
            )
        )

    def _empty(self, dimension: str) -> Code:
        return Code(
            nothing_guid(self.study.codebook, dimension),
            NO_CATEGORY,
            description="Fertig codiert: keine Kategorie dieser Dimension trifft zu.",
        )

    def _source(self, content: documents.Content) -> Source:
        id_, missing = str(content["id"]), bool(content.get("missing"))
        text = documents.text_of(content)
        spans: dict[tuple[int, int], list[Coding]] = {}
        whole: list[Coding] = []
        for coder, row in self.rows.get(id_, ()):
            place = whole
            if row.start is not None and row.end is not None:
                place = spans.setdefault((row.start, row.end), [])
            place.append(self._coding(coder, row))
        selections = tuple(
            Selection(
                guid("passage", id_, str(start), str(end)),
                start,
                end,
                name=_shortly(text[start:end]),
                codings=tuple(codings),
            )
            for (start, end), codings in sorted(spans.items())
        )
        return Source(
            guid("document", id_),
            str(content.get("name") or id_) if missing else id_,
            None if missing else text,
            selections=selections,
            codings=tuple(whole),
        )

    def _coding(self, coder: str, row: Row) -> Coding:
        book = self.study.codebook
        code = (
            code_guid(book, row.dimension, row.code)
            if row.code
            else nothing_guid(book, row.dimension)
        )
        id_ = guid("coding", coder, *(str(one) for one in row.fields()[:5]))
        at = moment_of(row.at)
        notes: tuple[str, ...] = ()
        if row.memo:
            notes = (guid("memo", id_),)
            self.notes.append(Note(notes[0], "Memo", row.memo, self._coder(coder), at))
        return Coding(id_, code, self._coder(coder), at, notes)

    @staticmethod
    def _coder(name: str) -> str:
        return guid("coder", name)


def _shortly(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 100 else f"{words[:99]}…"


def moment_of(at: str) -> str:
    """Give a moment as XML writes it; nothing for what is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", at):
        return f"{at}T00:00:00"
    return at if _MOMENT.fullmatch(at) else ""
