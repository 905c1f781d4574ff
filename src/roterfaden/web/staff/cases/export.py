"""A list of cases as a file for a spreadsheet: CSV and XLSX, German, without formulas.

Both are written a row at a time, so that a list of a hundred thousand rows needs no more memory
than one of a hundred.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from roterfaden.core import german
from roterfaden.web.staff.cases.rows import CaseRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | date | None

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PIECE = 64 * 1024
_WIDTHS = (15, 22, 22, 14, 24, 10, 28, 26, 13, 13)


def header() -> list[str]:
    """The headings, in the language of who loads the file."""
    return [
        _("Kundennummer"),
        _("Nachname"),
        _("Vorname"),
        _("Geburtsdatum"),
        _("Plan"),
        _("Fassung"),
        _("Gemeinsam aktualisieren bis"),
        _("Zuständig"),
        _("Fall seit"),
        _("Fall bis"),
    ]


def cells(row: CaseRow) -> list[Cell]:
    """The values under the headings."""
    case = row.case
    return [
        case.kundennummer,
        case.last_name,
        case.first_name,
        case.date_of_birth,
        row.standing_name,
        case.number,
        case.due_on,
        row.in_charge,
        case.begins_on,
        case.ends_on,
    ]


def as_csv(rows: Iterable[CaseRow]) -> Iterator[bytes]:
    """The file in pieces, as a spreadsheet opens it by double click: semicolons, UTF-8 marked."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield f"\ufeff{writer.writerow(header())}".encode()
    for row in rows:
        yield str(writer.writerow([safe_cell(_as_text(cell)) for cell in cells(row)])).encode()


def as_xlsx(rows: Iterable[CaseRow]) -> Iterator[bytes]:
    """The file in pieces: one sheet, its head row frozen, with filters.

    Days and numbers are typed; texts are written as texts whatever sign they begin with.
    """
    with TemporaryFile() as file:
        options = {"constant_memory": True, "default_date_format": "dd.mm.yyyy"}
        with xlsxwriter.Workbook(file, options) as book:
            _fill(book, rows)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _fill(book: xlsxwriter.Workbook, rows: Iterable[CaseRow]) -> None:
    sheet = book.add_worksheet(_("Fälle"))
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, (heading, width) in enumerate(zip(header(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(cells(row)):
            _write(sheet, last, column, cell)
    sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    writers: dict[type, Callable[..., Any]] = {
        int: sheet.write_number,
        date: sheet.write_datetime,
        str: sheet.write_string,
    }
    if cell not in (None, ""):
        writers[type(cell)](row, column, cell)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return german.day(cell)
    return "" if cell is None else str(cell)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
