"""Code matrices as MAXQDA's Code Matrix Browser writes them, and coded tables.

A matrix has codes as rows and documents as columns, or the other way round; cells count or say
yes; sums at the edge are passed over. A coded table has the columns ``document_id,code``.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from roterfaden.study.exchange.sheets import Sheet, write_sheet
from roterfaden.study.troubles import WrongData

CODES_HEAD = frozenset({"codesystem", "code system", "codes", "code", "kategorie", "category"})
DOCUMENTS_HEAD = frozenset(
    {"dokument", "dokumente", "dokumentname", "document", "document_id", "document name", "id"}
)
SUMS = frozenset({"summe", "sum", "total", "gesamt", "σ", "n (dokumente)", "n (documents)"})
_NOTHING = frozenset({"", "0", ".", "-", "–"})
_YES = frozenset({"x", "■", "•", "●", "ja", "yes"})

Coded = tuple[tuple[str, str], ...]
"""Pairs of document and code; a document without a code has the pair with an empty code."""


def is_matrix(sheet: Sheet) -> bool:
    """Say whether a table is a matrix: a known head and mostly counts below the others."""
    if len(sheet.header) < 2 or sheet.header[0].casefold() not in CODES_HEAD | DOCUMENTS_HEAD:
        return False
    cells = [cell for _, row in sheet.rows for cell in row[1:]]
    counts = sum(cell.casefold() in _NOTHING | _YES or cell.isdecimal() for cell in cells)
    return not is_coded(sheet) and 2 * counts >= len(cells)


def is_coded(sheet: Sheet) -> bool:
    """Say whether a table has the columns of codings; its codes may be numbers, too."""
    return {"document_id", "code"} <= set(sheet.header)


def read_matrix(sheet: Sheet) -> Coded:
    """Give the pairs of a matrix, documents in their order.

    Raises WrongData for doubled documents or codes and cells that are no count.
    """
    codes_first = sheet.header[0].casefold() in CODES_HEAD
    columns = [name for name in sheet.header[1:] if name.casefold() not in SUMS]
    rows = [(line, row) for line, row in sheet.rows if row[0].casefold() not in SUMS]
    _distinct([(line, row[0]) for line, row in rows], sheet.name)
    pairs: dict[str, list[str]] = {}
    for name in columns if codes_first else (row[0] for _, row in rows):
        pairs.setdefault(name, [])
    for line, row in rows:
        for column, cell in zip(sheet.header[1:], row[1:], strict=True):
            if column in columns and _given(cell, sheet.name, line):
                document, code = (column, row[0]) if codes_first else (row[0], column)
                pairs[document].append(code)
    return tuple((one, code) for one, codes in pairs.items() for code in codes or [""])


def read_coded(sheet: Sheet) -> Coded:
    """Give the pairs of ``document_id,code``; raises WrongData for doubled rows."""
    document, code = sheet.header.index("document_id"), sheet.header.index("code")
    pairs: dict[tuple[str, str], int] = {}
    for line, row in sheet.rows:
        pair = (row[document], row[code])
        if not pair[0]:
            raise WrongData("Die Kennung fehlt.", "Sie eintragen.", file=sheet.name, line=line)
        if pair in pairs:
            raise WrongData(
                f"{pair[0]}, {pair[1] or 'ohne Code'}: steht schon in Zeile {pairs[pair]}.",
                "Eine der beiden löschen.",
                file=sheet.name,
                line=line,
            )
        pairs[pair] = line
    return tuple(pairs)


def write_matrix(path: Path, coded: Iterable[tuple[str, str]], order: Sequence[str] = ()) -> None:
    """Write codes as rows, documents as columns, with sums, as MAXQDA does."""
    pairs = set(coded := tuple(coded))
    documents = list(dict.fromkeys(document for document, _ in coded))
    codes = list(dict.fromkeys([*order, *(code for _, code in coded if code)]))
    rows: list[Sequence[object]] = []
    for code in codes:
        cells = [int((document, code) in pairs) for document in documents]
        rows.append((code, *cells, sum(cells)))
    sums = [sum((one, code) in pairs for code in codes) for one in documents]
    write_sheet(path, ("Codesystem", *documents, "SUMME"), [*rows, ("SUMME", *sums, sum(sums))])


def write_coded(path: Path, coded: Coded) -> None:
    """Write ``document_id,code``."""
    write_sheet(path, ("document_id", "code"), coded)


def _given(cell: str, name: str, line: int) -> bool:
    if cell.casefold() in _NOTHING:
        return False
    if cell.casefold() in _YES or cell.isdecimal():
        return True
    raise WrongData(f"„{cell}“ ist keine Anzahl.", "Zahlen ab 0 eintragen.", file=name, line=line)


def _distinct(names: Iterable[tuple[int, str]], file: str) -> None:
    seen: dict[str, int] = {}
    for line, name in names:
        if name in seen:
            raise WrongData(
                f"„{name}“ steht schon in Zeile {seen[name]}.",
                "Zeilen zusammenfassen oder eindeutig benennen.",
                file=file,
                line=line,
            )
        seen[name] = line
