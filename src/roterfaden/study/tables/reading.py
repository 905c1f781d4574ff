"""Reads coded tables (``document_id,code``) and says which dimension they belong to."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from roterfaden.study import tabular
from roterfaden.study.codebook import Category, Codebook, Dimension
from roterfaden.study.tables.rows import Rows, read_parquet
from roterfaden.study.troubles import WrongData

_RESIDUAL = {"sonstiges", "other"}
_LISTED = {"document_id", "id", "document", "dokument", "kennung", "nr", "nummer"}
MOST_CODES = 1000
"""Without a codebook sets of codes may be wider than the masks of a dimension."""


@dataclass(frozen=True)
class Coded:
    """Sets of codes, counted, with the order they are counted in.

    ``names`` gives the title to print for each code; ``residual`` the codes that stand last.
    """

    documents: int
    histogram: Mapping[int, int]
    order: tuple[str, ...]
    names: Mapping[str, str]
    residual: frozenset[str]
    dimension: Dimension | None = None


def read_coded(
    path: Path,
    *,
    documents: int | Path | None = None,
    codebook: Codebook | None = None,
    dimension: str | None = None,
) -> Coded:
    """The coded table at ``path`` (CSV or Parquet); an empty code is a document without entries.

    ``documents`` is the number of documents analysed or a file that lists them. With a codebook,
    codes are its ids or titles; without one they are ordered by name. Of a coder's file, which has
    a column ``dimension``, only the rows of ``dimension`` count. Raises ``WrongData``.
    """
    if path.suffix.casefold() == ".parquet":
        rows = read_parquet(path)
    elif dimension and codebook:
        one = codebook.dimension(dimension)
        rows = _read(path, {one.id, one.title})
    else:
        rows = _read(path, {dimension} if dimension else None, required=True)
    total = _documents(rows, documents)
    if codebook is None:
        return _by_name(rows, total)
    return _by_book(rows, total, _chosen(codebook, dimension, rows.lines))


def _read(path: Path, dimension: Set[str] | None = None, *, required: bool = False) -> Rows:
    """Read with one number for each document, so that millions of rows fit; bit 0 is „empty“.

    With the columns of a coder's file rows of another dimension are passed over, and a code of
    several passages counts once.
    """
    table = tabular.read(path)
    parted = dimension is not None and (required or table.has("dimension"))
    optional = [name for name in ("start", "end") if table.has(name)]
    found: dict[str, int] = {}
    lines: dict[str, int | None] = {}
    places: dict[str, int] = {"": 1}
    passages: set[tuple[str, ...]] = set()
    columns = ("document_id", "code", *(["dimension"] if parted else []), *optional)
    for line, values in table.rows(*columns):
        document, code = values[:2]
        if parted and dimension is not None and values[2] not in dimension:
            continue
        if code not in places:
            places[code] = 2 << len(lines)
            lines[code] = line
        bit, mine = places[code], found.get(document, 0)
        doubled = bool(mine & bit) and (not optional or values in passages)
        if doubled or not document or (mine and (mine == 1) != (bit == 1)):
            hint = _hint(table, parted=parted)
            _refuse(path, line, document, code, doubled=doubled, hint=hint)
        if optional:
            passages.add(values)
        found[document] = mine | bit
    return Rows(path, Counter(found.values()), lines, found.keys())


def _hint(table: tabular.Table, *, parted: bool) -> str:
    """The way out in files that hold several coders or dimensions."""
    if table.has("coder"):
        return "Nur die Zeilen einer einzigen codierenden Person nehmen."
    if table.has("dimension") and not parted:
        return "Mit --dimension sagen, welche Dimension gemeint ist."
    return ""


def _refuse(
    path: Path, line: int, document: str, code: str, *, doubled: bool, hint: str
) -> NoReturn:
    cause = f"Das Dokument „{document}“ hat Kategorien und zugleich eine Zeile ohne Kategorie."
    way_out = "Die Zeile ohne Kategorie streichen."
    if not document:
        cause = "Die Kennung des Dokuments fehlt."
        way_out = "In „document_id“ die Kennung eintragen."
    elif doubled:
        cause = f"Die Zeile „{document}, {code}“ steht doppelt."
        way_out = "Eine der beiden Zeilen streichen."
    raise WrongData(cause, hint if document and hint else way_out, file=str(path), line=line)


def _documents(rows: Rows, documents: int | Path | None) -> int:
    if documents is None:
        return rows.documents
    if isinstance(documents, int):
        if documents < rows.documents:
            raise WrongData(
                f"Die Datei enthält {rows.documents} Dokumente, angegeben sind nur {documents}.",
                "Die Zahl aller analysierten Dokumente angeben.",
                file=str(rows.path),
            )
        return documents
    if rows.ids is None:
        raise WrongData(
            "Zu einer Parquet-Datei passt keine Liste der Dokumente.",
            "Mit --documents ihre Zahl angeben.",
            file=str(rows.path),
        )
    listed = _listed(documents)
    for document in rows.ids:
        if document not in listed:
            raise WrongData(
                f"Das Dokument „{document}“ steht nicht in {documents}.",
                "Das Dokument dort ergänzen oder hier streichen.",
                file=str(rows.path),
            )
    return len(listed)


def _listed(path: Path) -> frozenset[str]:
    """The documents of a list: a column named as in ``_LISTED``, or one document a line."""
    table = tabular.read(path)
    column = next((name for name in table.header if name.casefold() in _LISTED), None)
    found: set[str] = set()
    if column is None and len(table.header) == 1:
        column = table.header[0]
        found.add(column)
    for line, (document,) in table.rows(column or "document_id"):
        if document in found:
            raise WrongData(
                f"Das Dokument „{document}“ steht doppelt.",
                "Eine der beiden Zeilen streichen.",
                file=str(path),
                line=line,
            )
        found.add(document)
    return frozenset(found)


def _by_name(rows: Rows, total: int) -> Coded:
    order = sorted(rows.lines, key=lambda code: (code.lower() in _RESIDUAL, code.casefold(), code))
    if len(order) > MOST_CODES:
        raise WrongData(
            f"Es sind {len(order)} verschiedene Kategorien; höchstens {MOST_CODES} gehen.",
            "Prüfen, ob „code“ wirklich Kategorien enthält; sonst je Dimension eine Datei.",
            file=str(rows.path),
        )
    return Coded(
        documents=total,
        histogram=rows.histogram({code: at for at, code in enumerate(order)}.__getitem__),
        order=tuple(order),
        names={code: code for code in order},
        residual=frozenset(code for code in order if code.lower() in _RESIDUAL),
    )


def _by_book(rows: Rows, total: int, dimension: Dimension) -> Coded:
    """Codes as the file spells them, by id or by title; those it lacks by id if all are ids."""
    spelt: dict[str, Category] = {}
    for code, line in rows.lines.items():
        category = dimension.find(code)
        if category is None:
            raise WrongData(
                f"Die Kategorie „{code}“ steht nicht im Kategoriensystem ({dimension.title}).",
                "Schreibweise prüfen oder mit --dimension die richtige Dimension nennen.",
                file=str(rows.path),
                line=line,
            )
        if category in spelt.values():
            raise WrongData(
                f"Die Kategorie „{category.title}“ steht einmal mit Kennung, einmal mit Titel da.",
                "Überall dieselbe Schreibweise nehmen.",
                file=str(rows.path),
                line=line,
            )
        spelt[code] = category
    by_id = bool(spelt) and all(code == category.id for code, category in spelt.items())
    key = {c.id: c.id if by_id or c.title in spelt else c.title for c in dimension.categories}
    key |= {category.id: code for code, category in spelt.items()}
    ids = dimension.order()
    return Coded(
        documents=total,
        histogram=rows.histogram(lambda code: ids.index(spelt[code].id)),
        order=tuple(key[name] for name in ids),
        names={key[c.id]: c.title for c in dimension.categories},
        residual=frozenset(key[c.id] for c in dimension.categories if c.residual),
        dimension=dimension,
    )


def _chosen(codebook: Codebook, name: str | None, first: Mapping[str, int | None]) -> Dimension:
    """The dimension named, or the one that knows most of the codes, the first of several."""
    if name:
        return codebook.dimension(name)
    return max(codebook, key=lambda dimension: _known(dimension, tuple(first)))


def _known(dimension: Dimension, codes: Sequence[str]) -> int:
    return sum(dimension.find(code) is not None for code in codes)
