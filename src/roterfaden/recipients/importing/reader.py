"""Read a file of cases row by row: good rows checked, bad rows with a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from roterfaden.recipients.importing.fields import CaseRow, Column, Fault, clean
from roterfaden.recipients.importing.header import Header, read_header
from roterfaden.recipients.importing.source import (
    Record,
    Records,
    detect_encoding,
    open_binary,
)


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


@dataclass
class Reading:
    """An iterator over the rows of one file; use it as a context manager.

    ``header`` tells before the first row which columns are used and which are ignored, to be
    named to the person. ``encoding`` is ``utf-8-sig`` or ``cp1252``. Memory does not grow with the
    file, apart from one short entry for each Kundennummer.
    """

    header: Header
    encoding: str
    today: date
    _records: Records
    _stream: BinaryIO
    _owns_stream: bool
    _lines: dict[str, int] = field(default_factory=dict)

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
        _release(self._records, self._stream, owned=self._owns_stream)

    def __iter__(self) -> Iterator[CaseRow | Reject]:
        for record in self._records:
            if not record.is_blank:
                yield self._judge(record)

    def _judge(self, record: Record) -> CaseRow | Reject:
        if fault := record.fault or self._wrong_width(record):
            return Reject(record.line, "", fault, record.raw)
        values: dict[str, Any] = {}
        faults: list[tuple[str, str]] = []
        for column, cell in zip(self.header.columns, record.cells, strict=True):
            if column is not None:
                _take(column, cell, self.today, values, faults)
        faults += _contradictions(values)
        faults += self._seen_before(values)
        if faults:
            return Reject(record.line, faults[0][0], _reason(faults), record.raw)
        self._lines[values["kundennummer"]] = record.line
        return CaseRow(line=record.line, stated=frozenset(values), raw=record.raw, **values)

    def _wrong_width(self, record: Record) -> str:
        expected, found = len(self.header.columns), len(record.cells)
        if expected == found:
            return ""
        kind = "zu viele" if found > expected else "zu wenige"
        return (
            f"Die Zeile hat {kind} Spalten: {found} statt {expected}. Bitte setzen Sie Einträge, "
            f"die „{self._records.delimiter}“ enthalten, in Anführungszeichen."
        )

    def _seen_before(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        first = self._lines.get(values.get("kundennummer", ""))
        if first is None:
            return []
        reason = f"steht schon in Zeile {first}. Bitte behalten Sie nur eine der Zeilen."
        return [("kundennummer", reason)]


def read(source: Path | bytes | BinaryIO, *, today: date) -> Reading:
    """Open a file of cases: UTF-8 or Windows-1252, ``;`` or ``,``, columns by header.

    Streams are read from the beginning. ``today`` bounds dates of birth.

    Raises:
        FileProblem: the file as a whole cannot be read (no file, empty, no header, a required
            column missing, a column twice, a workbook, UTF-16).
    """
    stream = open_binary(source)
    owned = stream is not source
    records: Records | None = None
    try:
        stream.seek(0)
        encoding = detect_encoding(stream)
        records = Records(stream, encoding)
        header = read_header(records)
    except BaseException:
        _release(records, stream, owned=owned)
        raise
    return Reading(header, encoding, today, records, stream, owned)


def _release(records: Records | None, stream: BinaryIO, *, owned: bool) -> None:
    if records is not None:
        records.release()
    if owned:
        stream.close()


def _take(
    column: Column,
    cell: str,
    today: date,
    values: dict[str, Any],
    faults: list[tuple[str, str]],
) -> None:
    """Put the value of a cell to the values, or its fault to the faults."""
    try:
        text = clean(cell)
        if text:
            values[column.field] = column.parse(text, today)
        elif column.required:
            faults.append((column.name, "fehlt. Bitte tragen Sie den Wert ein."))
        elif not column.empty_says_nothing:
            values[column.field] = None if column.field == "ends_on" else ""
    except Fault as fault:
        faults.append((column.name, fault.reason))


def _contradictions(values: dict[str, Any]) -> list[tuple[str, str]]:
    born_on, begins_on, ends_on = (
        values.get(name) for name in ("date_of_birth", "begins_on", "ends_on")
    )
    found = []
    if begins_on and ends_on and ends_on < begins_on:
        found.append(("ende", "liegt vor dem Beginn. Bitte prüfen Sie beginn und ende."))
    if born_on and begins_on and begins_on < born_on:
        found.append(("beginn", "liegt vor der Geburt. Bitte prüfen Sie beginn und geburtsdatum."))
    return found


def _reason(faults: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{column} {reason}" for column, reason in faults)
