"""The header line: which column stands where, and by which sign columns are divided."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from roterfaden.core.tables.columns import Column
from roterfaden.core.tables.source import FileProblem, Records

DELIMITERS = (";", ",")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[\s._-]+")
_SHOWN = 40


@dataclass(frozen=True)
class Layout:
    """What a kind of file looks like: its columns by name, and ``rows``: „eine Zeile je Fall“."""

    columns: Mapping[str, Column]
    rows: str

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that every file of this kind has."""
        return tuple(column.name for column in self.columns.values() if column.required)

    @cached_property
    def known(self) -> dict[str, Column]:
        """The columns by their name without case, spaces and hyphens."""
        return {_key(name): column for name, column in self.columns.items()}


@dataclass(frozen=True)
class Header:
    """The columns from left to right, None for those that are ignored, which are also named."""

    columns: tuple[Column | None, ...]
    ignored: tuple[str, ...]
    delimiter: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that are used."""
        return tuple(column.name for column in self.columns if column is not None)


def read_header(records: Records, layout: Layout) -> Header:
    """Take the header from the records and set their delimiter.

    Raises:
        FileProblem: no header, a required column missing, or a column twice.
    """
    line = _first_line(records, layout)
    records.delimiter = max(DELIMITERS, key=lambda sign: _fits(line, sign, layout))
    record = records.next()
    if record is None or record.fault:
        raise _no_header(line, layout)
    names = [_plain(cell) for cell in record.cells]
    columns = tuple(layout.known.get(_key(name)) for name in names)
    if not any(columns):
        raise _no_header(line, layout)
    _check_columns([column.name for column in columns if column is not None], layout)
    ignored = tuple(
        name or f"Spalte {number} ohne Namen"
        for number, (name, column) in enumerate(zip(names, columns, strict=True), start=1)
        if column is None
    )
    return Header(columns, ignored, records.delimiter)


def _first_line(records: Records, layout: Layout) -> str:
    """The first line that says something; ``sep=;``, which Excel understands, is passed over."""
    while (line := records.peek()) is not None:
        if line.strip(" \t\r\n;,\ufeff\x00") and not _SEPARATOR_LINE.fullmatch(line):
            return line
        records.skip_line()
    raise FileProblem(
        "Die Datei ist leer.",
        f"Bitte wählen Sie eine CSV-Datei mit einer Kopfzeile. Nötig ist {layout.rows}.",
    )


def _fits(line: str, delimiter: str, layout: Layout) -> tuple[int, int]:
    """How many known columns, and how many columns at all, this delimiter gives."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return len(layout.known.keys() & {_key(_plain(cell)) for cell in cells}), len(cells)


def _plain(cell: str) -> str:
    """The name as a person may read it in a message: printable, trimmed, short."""
    printable = "".join(char if char.isprintable() else " " for char in cell)
    return unicodedata.normalize("NFC", printable).strip()[:_SHOWN]


def _key(name: str) -> str:
    """Case, spaces, hyphens, ß and ü do not matter: ``Online-Zustimmung``, ``E-Mail``."""
    return _BETWEEN_WORDS.sub("", name.casefold()).replace("ü", "ue")


def _check_columns(names: list[str], layout: Layout) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FileProblem(
            f"Die Kopfzeile nennt doppelt: {', '.join(twice)}.",
            "Bitte behalten Sie jede Spalte nur einmal.",
        )
    missing = [name for name in layout.required if name not in names]
    if missing:
        raise FileProblem(
            f"In der Kopfzeile fehlt: {', '.join(missing)}.",
            f"Nötig sind {', '.join(layout.required)}. Bitte ergänzen Sie die Spalten.",
        )


def _no_header(line: str, layout: Layout) -> FileProblem:
    needed = ", ".join(layout.required)
    return FileProblem(
        f"Die erste Zeile ist keine Kopfzeile: „{_plain(line)}“.",
        f"Bitte nennen Sie dort die Spalten, durch „;“ oder „,“ getrennt: {needed}.",
    )
