"""Reads what coders gave and what was decided, row by row, and refuses with file and line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from roterfaden.study import tabular
from roterfaden.study.agreement.disagreements import Decision, Kind
from roterfaden.study.agreement.passages import Span
from roterfaden.study.agreement.reading import MACHINE
from roterfaden.study.codebook import Codebook
from roterfaden.study.troubles import WrongData

DECISIONS = ("document_id", "dimension", "codes", "decision", "why", "by", "at")

Coded = Mapping[str, Mapping[str, frozenset[str]]]
"""Coder to document to ids of categories; an empty set is coded, an absent document is not."""
Found = TypeVar("Found")


@dataclass(frozen=True)
class Passage:
    """A marked passage of a document: by whom, which category, from where to where, and why."""

    document: str
    coder: str
    dimension: str
    code: str
    span: Span
    memo: str = ""


@dataclass(frozen=True)
class Codings:
    """What all coders gave: sets by dimension, and the passages they marked."""

    sets: Mapping[str, Coded]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class _Row:
    """A row of a coder's file, with its place."""

    path: Path
    line: int
    document: str
    dimension: str
    code: str
    start: str = ""
    end: str = ""
    memo: str = ""

    def refuse(self, cause: str, way_out: str) -> WrongData:
        return WrongData(cause, way_out, file=str(self.path), line=self.line)


def read(
    folder: Path, book: Codebook, lengths: Mapping[str, int], coders: Sequence[str] = ()
) -> Codings:
    """All coders' files in ``folder``; the coders named come first, others by name.

    ``lengths`` gives the documents with their characters. Raises ``WrongData``.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    if MACHINE in paths:
        raise WrongData(
            "Das sind Vorschläge des Programms, keine Codierung eines Menschen.",
            "Die Datei aus codings herausnehmen.",
            file=str(paths[MACHINE]),
        )
    missing = [coder for coder in coders if coder not in paths]
    if missing:
        raise WrongData(
            f"Die Codierung von „{missing[0]}“ fehlt.",
            f"Die Datei {missing[0]}.csv dort ablegen oder „coders“ in project.yml ändern.",
            file=str(folder),
        )
    order = [*coders, *(coder for coder in paths if coder not in coders)]
    sets: dict[str, dict[str, dict[str, frozenset[str]]]] = {d.id: {} for d in book}
    passages: list[Passage] = []
    for coder in order:
        coded, marked = _coding(paths[coder], coder, book, lengths)
        passages += marked
        for dimension, documents in coded.items():
            sets[dimension][coder] = documents
    return Codings({name: given for name, given in sets.items() if given}, tuple(passages))


def _coding(
    path: Path, coder: str, book: Codebook, lengths: Mapping[str, int]
) -> tuple[dict[str, dict[str, frozenset[str]]], list[Passage]]:
    empty: dict[tuple[str, str], _Row] = {}
    found: dict[str, dict[str, set[str]]] = {}
    passages: list[Passage] = []
    for row in _rows(path, lengths):
        dimension = placed(path, row.line, book.dimension, row.dimension)
        mine = found.setdefault(dimension.id, {}).setdefault(row.document, set())
        if not row.code:
            empty[dimension.id, row.document] = row
            continue
        code = placed(path, row.line, dimension.category, row.code).id
        mine.add(code)
        if row.start or row.end:
            span = _span(row, lengths.get(row.document))
            passages.append(Passage(row.document, coder, dimension.id, code, span, row.memo))
    for (name, document), row in empty.items():
        if found[name][document]:
            raise row.refuse(
                f"„{document}“ hat hier eine Zeile ohne Kategorie und andere mit.",
                "Die Zeile ohne Kategorie streichen.",
            )
    sets = {
        name: {document: frozenset(codes) for document, codes in coded.items()}
        for name, coded in found.items()
    }
    return sets, passages


def _rows(path: Path, lengths: Mapping[str, int]) -> list[_Row]:
    table = tabular.read(path)
    columns = ["document_id", "dimension", "code"]
    columns += [name for name in ("start", "end", "memo") if table.has(name)]
    rows, seen = list[_Row](), set[tuple[str, ...]]()
    for line, values in table.rows(*columns):
        named = dict(zip(columns, values, strict=True))
        row = _Row(path, line, named.pop("document_id"), **named)
        place = (row.document, row.dimension, row.code, row.start, row.end)
        if place in seen:
            raise row.refuse(
                f"Die Zeile „{', '.join(place[:3])}“ steht doppelt.",
                "Eine der beiden Zeilen streichen.",
            )
        seen.add(place)
        if not row.document or (lengths and row.document not in lengths):
            raise row.refuse(
                f"Das Dokument „{row.document}“ liegt nicht im Ordner documents.",
                "Die Kennung berichtigen oder das Dokument dazulegen.",
            )
        rows.append(row)
    return rows


def _span(row: _Row, length: int | None) -> Span:
    """The passage of a row; its end is the first position behind it."""
    start, end = _position(row.start), _position(row.end)
    if start is None or end is None or start >= end or (length is not None and length < end):
        raise row.refuse(
            f"Die Stelle „{row.start}“ bis „{row.end}“ gibt es im Text nicht.",
            "Zeichen ab 0 zählen; das Ende ist die erste Stelle dahinter.",
        )
    return Span(start, end)


def _position(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def placed(path: Path, line: int, find: Callable[[str], Found], name: str) -> Found:
    """What ``find`` finds, or its trouble with file and line."""
    try:
        return find(name)
    except WrongData as trouble:
        raise WrongData(trouble.cause, trouble.way_out, file=str(path), line=line) from None


def read_decisions(path: Path, book: Codebook) -> tuple[Decision, ...]:
    """The decisions on differences, by row; raises ``WrongData``."""
    table = tabular.read(path)
    columns = [*DECISIONS[:4], *(name for name in DECISIONS[4:] if table.has(name))]
    found = []
    for line, values in table.rows(*columns):
        given = dict(zip(columns, values, strict=True))
        dimension = placed(path, line, book.dimension, given["dimension"])
        codes = [code.strip() for code in given["codes"].split("|") if code.strip()]
        if given["decision"] not in set(Kind):
            raise WrongData(
                f"„{given['decision']}“ ist keine Art der Einigung.",
                f"Eine von {', '.join(Kind)} schreiben.",
                file=str(path),
                line=line,
            )
        found.append(
            Decision(
                given["document_id"],
                dimension.id,
                tuple(placed(path, line, dimension.category, code).id for code in codes),
                Kind(given["decision"]),
                given.get("why", ""),
                given.get("by", ""),
                given.get("at", ""),
            )
        )
    return tuple(found)
