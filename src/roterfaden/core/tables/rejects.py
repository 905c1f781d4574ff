"""Write what was turned down, for people with a spreadsheet and for programs."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

HEADER = ("line", "column", "reason", "row")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was turned down.

    ``line`` is the physical line on which it begins, ``column`` the first wrong column (empty when
    the row as a whole is wrong), ``reason`` all faults in German, ``row`` the text as it stood.
    """

    line: int
    column: str
    reason: str
    row: str


def write_rejects(rejects: Iterable[Reject], stream: TextIO) -> int:
    """Write ``line,column,reason,row`` with the quoting of RFC 4180; returns the number of rows.

    The stream must be opened with ``newline=""`` and ``encoding="utf-8"``. There is no byte order
    mark: for every program that does not expect one it would become part of the first column's
    name, and German spreadsheets ask for the encoding of a comma file anyway.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP
    advises against CSV injection. Nothing else is changed.
    """
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    count = 0
    for reject in rejects:
        texts = (reject.column, reject.reason, reject.row)
        writer.writerow((reject.line, *map(harmless, texts)))
        count += 1
    return count


def harmless(text: str) -> str:
    """The text so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
