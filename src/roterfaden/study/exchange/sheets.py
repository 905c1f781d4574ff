"""Tables of spreadsheets and CSV files under one roof: a header and numbered rows of text."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from roterfaden.study import tabular
from roterfaden.study.exchange.archives import UNREADABLE, checked_zip
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written

MOST_IN_A_CELL = 32_767


@dataclass(frozen=True)
class Sheet:
    """A header, and rows with the number of their line."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file or the first sheet of an XLSX file."""
    if path.suffix.casefold() == ".xlsx":
        return _read_xlsx(path)
    table = tabular.read(path)
    return Sheet(table.name, table.header, tuple(table.rows(*table.header)))


def _read_xlsx(path: Path) -> Sheet:
    import openpyxl

    content = tabular.content_of(path, name=str(path))
    checked_zip(content, name=str(path))
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = [
            tuple(_cell(one) for one in row)
            for row in book.worksheets[0].iter_rows(values_only=True)
        ]
        book.close()
    except UNREADABLE as error:
        raise WrongData(
            "Das ist keine lesbare XLSX-Datei.",
            "In der Tabellenkalkulation öffnen und neu als XLSX speichern.",
            file=str(path),
        ) from error
    numbered = [(number, row) for number, row in enumerate(lines, 1) if any(row)]
    if not numbered:
        raise WrongData("Die Tabelle ist leer.", "Eine Kopfzeile voranstellen.", file=str(path))
    header = _trimmed(numbered[0][1])
    doubled = next((one for one in header if one and header.count(one) > 1), None)
    if doubled:
        raise WrongData(
            f"Die Spalte „{doubled}“ steht doppelt.",
            "Jeder Spalte einen eigenen Namen geben.",
            file=str(path),
            line=numbered[0][0],
        )
    width = len(header)
    rows = tuple((number, (*row, *[""] * width)[:width]) for number, row in numbered[1:])
    return Sheet(str(path), header, rows)


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    width = max((place for place, one in enumerate(row, 1) if one), default=0)
    return tuple(row[:width])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write CSV or XLSX by the ending; texts are never formulas, numbers stay numbers."""
    if path.suffix.casefold() != ".xlsx":
        tabular.write(path, header, rows)
        return
    import xlsxwriter

    with written(path) as part:
        book = xlsxwriter.Workbook(
            str(part), {"strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 1)
        try:
            for number, row in enumerate((header, *rows)):
                for column, value in enumerate(row):
                    _put(sheet, number, column, value, path)
        finally:
            book.close()


def _put(sheet: Any, row: int, column: int, value: object, path: Path) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
        return
    text = str(value)
    if len(text) > MOST_IN_A_CELL:
        raise WrongData(
            f"Ein Text hat {len(text)} Zeichen; in eine Zelle passen {MOST_IN_A_CELL}.",
            "Als CSV oder JSON ausgeben.",
            file=str(path),
            line=row + 1,
        )
    sheet.write_string(row, column, text)
