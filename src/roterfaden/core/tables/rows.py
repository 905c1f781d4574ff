"""Read a file row by row: good rows checked, bad rows with a reason."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, ClassVar, Generic, Self, TypeVar

from roterfaden.core.tables.columns import Column, Fault, clean
from roterfaden.core.tables.header import Header, Layout, read_header
from roterfaden.core.tables.rejects import Reject
from roterfaden.core.tables.source import Record, Records, detect_encoding, open_binary

Row = TypeVar("Row")
Faults = list[tuple[str, str]]
"""Names of columns, each with a German reason."""


class Table(ABC, Generic[Row]):
    """An iterator over the rows of one file; use it as a context manager.

    An heir says its ``layout``, the ``key`` column whose values stand in the file only once, what
    contradicts what, and what a row is. ``header`` tells before the first row which columns are
    used and which are ignored, to be named to the person. ``encoding`` is ``utf-8-sig`` or
    ``cp1252``. Memory does not grow with the file, apart from one short entry for each key.
    """

    layout: ClassVar[Layout]
    key: ClassVar[str]
    key_minds_capitals: ClassVar[bool] = True

    def __init__(self, source: Path | bytes | BinaryIO, *, today: date) -> None:
        """Open the file: UTF-8 or Windows-1252, ``;`` or ``,``, columns by header.

        Streams are read from the beginning.

        Raises:
            FileProblem: the file as a whole cannot be read (no file, empty, no header, a required
                column missing, a column twice, a workbook, UTF-16).
        """
        self.today = today
        self._lines: dict[Any, int] = {}
        self._stream = open_binary(source)
        self._owns_stream = self._stream is not source
        self._records: Records | None = None
        try:
            self._stream.seek(0)
            self.encoding = detect_encoding(self._stream)
            self._records = records = Records(self._stream, self.encoding)
            self.header: Header = read_header(records, self.layout)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; a stream that the caller brought stays open."""
        if self._records is not None:
            self._records.release()
        if self._owns_stream:
            self._stream.close()

    def __iter__(self) -> Iterator[Row | Reject]:
        for record in self._records or ():
            if not record.is_blank:
                yield self._judge(record)

    @abstractmethod
    def row(self, record: Record, values: dict[str, Any]) -> Row:
        """The checked row; ``values`` holds each field about which the row says something."""

    def contradictions(self, values: dict[str, Any]) -> Faults:
        """What in a row does not go together; some fields may be missing."""
        return []

    def _judge(self, record: Record) -> Row | Reject:
        if fault := record.fault or self._wrong_width(record):
            return Reject(record.line, "", fault, record.raw)
        values: dict[str, Any] = {}
        faults: Faults = []
        for column, cell in zip(self.header.columns, record.cells, strict=True):
            if column is not None:
                _take(column, cell, self.today, values, faults)
        faults += self.contradictions(values)
        faults += self._seen_before(values)
        if faults:
            reason = " ".join(f"{column} {why}" for column, why in faults)
            return Reject(record.line, faults[0][0], reason, record.raw)
        self._lines[self._identity(values)] = record.line
        return self.row(record, values)

    def _identity(self, values: dict[str, Any]) -> object:
        value = values.get(self.layout.columns[self.key].field, "")
        return value if self.key_minds_capitals else value.casefold()

    def _wrong_width(self, record: Record) -> str:
        expected, found = len(self.header.columns), len(record.cells)
        if expected == found:
            return ""
        kind = "zu viele" if found > expected else "zu wenige"
        return (
            f"Die Zeile hat {kind} Spalten: {found} statt {expected}. Bitte setzen Sie Einträge, "
            f"die „{self.header.delimiter}“ enthalten, in Anführungszeichen."
        )

    def _seen_before(self, values: dict[str, Any]) -> Faults:
        first = self._lines.get(self._identity(values))
        if first is None:
            return []
        reason = f"steht schon in Zeile {first}. Bitte behalten Sie nur eine der Zeilen."
        return [(self.key, reason)]


def _take(column: Column, cell: str, today: date, values: dict[str, Any], faults: Faults) -> None:
    """Put the value of a cell to the values, or its fault to the faults."""
    try:
        text = clean(cell)
        if text:
            values[column.field] = column.parse(text, today)
        elif column.required:
            faults.append((column.name, "fehlt. Bitte tragen Sie den Wert ein."))
        elif not column.empty_says_nothing:
            values[column.field] = column.empty
    except Fault as fault:
        faults.append((column.name, fault.reason))
