"""A project folder as a REFI-QDA project, and back.

Texts, codes, coders, passages and memos take the places the standard has for them, so that other
programs show them; the folder's own files (codebook, decisions, plans by rubric) travel as memos
named ``roterfaden:…``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from roterfaden.study import codebook as codebooks
from roterfaden.study import documents
from roterfaden.study.codebook import Codebook
from roterfaden.study.exchange.folders import KEPT_FILES, Row, Study, safe_name
from roterfaden.study.exchange.refi.codebooks import (
    NO_CATEGORY,
    book_of,
    code_guid,
    codes_of,
    groups_of,
)
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

OWN = "roterfaden:"
NOBODY = "unbekannt"
OTHER = "Sonstiges"
"""The one category of a draft made of a project that was not coded yet."""
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def contents_of_study(study: Study) -> Contents:
    """Give a study as the contents of a REFI-QDA project."""
    return _Builder(study).contents()


class _Builder:
    def __init__(self, study: Study) -> None:
        self.study = study
        self.notes: list[Note] = []

    def contents(self) -> Contents:
        sources = tuple(self._source(one) for one in self.study.documents)
        own = {
            f"documents/{one['id']}.json": documents.as_json(one)
            for one in self.study.documents
            if one.get("kind") != "text" and not one.get("missing")
        }
        for name, text in {**self.study.files, **own}.items():
            self.notes.append(Note(guid("file", name), f"{OWN}{name}", text))
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
        for coder, rows in self.study.codings.items():
            for row in (one for one in rows if one.document_id == id_):
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


@dataclass(frozen=True)
class Placed:
    """A coding of a project as the row it becomes."""

    coder: str
    row: Row
    coding: str


@dataclass(frozen=True)
class Read:
    """A project read as a study, and where everything in it came from."""

    study: Study
    codings: tuple[Placed, ...]
    sources: Mapping[str, str]
    """GUID of each document, by its id."""
    coders: Mapping[str, str]
    """GUID of each coder, by name."""
    codes: Mapping[tuple[str, str], str]
    """GUID of each code, by dimension and category."""


def study_of(contents: Contents) -> Study:
    """Give the contents of any REFI-QDA project as a study."""
    return read_contents(contents).study


def read_contents(contents: Contents) -> Read:
    """Read the contents of any REFI-QDA project.

    A project of our own brings its codebook along; for others a draft is made of the codes.
    Documents whose text the archive lacks come along as ``missing``, with their codings.
    """
    files = {n.name.removeprefix(OWN): n.text for n in contents.notes if n.name.startswith(OWN)}
    book, places = _book(contents, files)
    ids, coders = _document_ids(contents.sources), _coder_names(contents.users)
    placed = tuple(_placed(contents, places, ids, coders))
    codings = {name: tuple(_rows(placed, name)) for name in coders.values()}
    if nobody := tuple(_rows(placed, NOBODY)):
        codings[NOBODY] = nobody
    made = tuple(_document(one, ids[one.guid], files) for one in contents.sources)
    kept = {name: text for name, text in files.items() if name in KEPT_FILES}
    return Read(
        Study(contents.name or "Projekt", book, made, codings, kept),
        placed,
        {id_: guid_ for guid_, id_ in ids.items()},
        {name: guid_ for guid_, name in coders.items()},
        {place: guid_ for guid_, place in places.items()},
    )


def _placed(
    contents: Contents,
    places: Mapping[str, tuple[str, str]],
    ids: Mapping[str, str],
    coders: Mapping[str, str],
) -> Iterator[Placed]:
    memos = {note.guid: note.text for note in contents.notes}
    for source in contents.sources:
        for (start, end), one in _all_codings(source):
            dimension, code = places[one.code]
            memo = "\n".join(memos[note] for note in one.notes if note in memos)
            at = one.at.removesuffix("T00:00:00")
            row = Row(ids[source.guid], dimension, start, end, code, memo, at)
            yield Placed(coders.get(one.by, NOBODY), row, one.guid)


def _rows(placed: Iterable[Placed], coder: str) -> list[Row]:
    """The rows of a coder, in order; what was coded twice alike stands once."""
    rows = {one.row.fields()[:5]: one.row for one in placed if one.coder == coder}
    return sorted(rows.values(), key=_by_place)


def _by_place(row: Row) -> tuple[object, ...]:
    return (row.document_id, row.dimension, row.start or -1, row.end or -1, row.code)


def _all_codings(source: Source) -> Iterator[tuple[tuple[int | None, int | None], Coding]]:
    for one in source.codings:
        yield (None, None), one
    for selection in source.selections:
        for one in selection.codings:
            yield (selection.start, selection.end), one


def _book(
    contents: Contents, files: Mapping[str, str]
) -> tuple[Codebook, dict[str, tuple[str, str]]]:
    """Give the codebook, and dimension and category of each code."""
    used = {one.code for source in contents.sources for _, one in _all_codings(source)}
    if "codebook.yml" in files:
        book = codebooks.read(files["codebook.yml"])
        places = _own_places(book)
        tops = {guid("dimension", book.id, one.id) for one in book.dimensions}
        known = {code.guid for code in contents.all_codes()}
        if known <= places.keys() | tops and used <= places.keys():
            return book, places
    unit: codebooks.Unit = "passage" if any(s.selections for s in contents.sources) else "document"
    codes, name = contents.codes or (Code(guid("code", "other"), OTHER),), contents.name
    book = book_of(codes, title=name or "Projekt", unit=unit, name=name, used=used)
    return book, _places(codes, book, used)


def _own_places(book: Codebook) -> dict[str, tuple[str, str]]:
    places = {
        code_guid(book, dimension.id, one.id): (dimension.id, one.id)
        for dimension in book.dimensions
        for one in dimension.categories
    }
    return places | {nothing_guid(book, one.id): (one.id, "") for one in book.dimensions}


def _places(codes: Sequence[Code], book: Codebook, used: Set[str]) -> dict[str, tuple[str, str]]:
    """Match codes with the categories made of them: both stand in the same order."""
    places = {
        code.guid: (dimension.id, category.id)
        for dimension, (_, group) in zip(book.dimensions, groups_of(codes, used), strict=True)
        for code, category in zip(
            (one for top in group for one in top.walk()), dimension.categories, strict=True
        )
    }
    nothing = {nothing_guid(book, one.id): (one.id, "") for one in book.dimensions}
    unknown = dict.fromkeys(used - places.keys(), (book.dimensions[0].id, ""))
    return unknown | nothing | places


def nothing_guid(book: Codebook, dimension: str) -> str:
    """Give the GUID of the code for "no category" of a dimension."""
    return guid("nothing", book.id, dimension)


def _document_ids(sources: Iterable[Source]) -> dict[str, str]:
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for source in sources:
        base = safe_name(source.name)
        id_, number = base, 1
        while id_.casefold() in taken:
            number += 1
            id_ = f"{base}-{number}"
        taken.add(id_.casefold())
        ids[source.guid] = id_
    return ids


def _coder_names(users: Iterable[User]) -> dict[str, str]:
    names: dict[str, str] = {}
    for user in users:
        base = safe_name(user.name)
        clash = base in names.values()
        names[user.guid] = f"{base}-{user.guid[:8]}" if clash else base
    return names


def _document(source: Source, id_: str, files: Mapping[str, str]) -> documents.Content:
    if source.text is None:
        blank = " " * max((one.end for one in source.selections), default=0)
        missing = {"id": id_, "kind": "text", "missing": True, "name": source.name}
        return {**missing, "text": blank}
    own = files.get(f"documents/{source.name}.json")
    if own is not None:
        content = documents.from_json(own, id_=id_, name=source.name)
        if documents.text_of(content) == source.text:
            return {**content, "id": id_}
    return {"id": id_, "kind": "text", "text": source.text}
