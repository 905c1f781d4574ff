"""A REFI-QDA project of any program as a study."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from unicodedata import normalize

from roterfaden.study import codebook as codebooks
from roterfaden.study import documents
from roterfaden.study.codebook import Codebook
from roterfaden.study.exchange.folders import KEPT_FILES, Row, Study, safe_name
from roterfaden.study.exchange.refi.codebooks import code_guid
from roterfaden.study.exchange.refi.drafts import book_of, groups_of
from roterfaden.study.exchange.refi.model import (
    Code,
    Coding,
    Contents,
    Source,
    User,
    guid,
)

OWN = "roterfaden:"
PART = "#"
_PART = re.compile(r"#[0-9]{1,4}$")
NOBODY = "unbekannt"
OTHER = "Sonstiges"
"""The one category of a draft made of a project that was not coded yet."""


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
    files = _own_files(contents)
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


def _own_files(contents: Contents) -> dict[str, str]:
    """The folder's own files among the memos, long ones put together again."""
    own = {n.name.removeprefix(OWN): n.text for n in contents.notes if n.name.startswith(OWN)}
    parts: dict[str, dict[int, str]] = {}
    for name, text in own.items():
        whole, _, number = name.rpartition(PART) if _PART.search(name) else (name, "", "0")
        parts.setdefault(whole, {})[int(number)] = text
    return {name: "".join(text for _, text in sorted(of.items())) for name, of in parts.items()}


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
            memo = normalize("NFC", memo).strip()
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
        for one in selection.codings if selection.start < selection.end else ():
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
        clash = base.casefold() in map(str.casefold, names.values())
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
