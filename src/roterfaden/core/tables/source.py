"""From bytes to numbered records: encoding, lines, delimiter, quotes.

Whatever the bytes are, memory stays small: lines and records have an upper size, and a quote
that is never closed costs only the line in which it was opened.
"""

import codecs
import contextlib
import csv
import io
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 16
LONGEST_LINE = 32_768
MOST_LINES = 100
"""A record with line breaks in quotes may have so many lines."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"

TOO_LONG = (
    f"Die Zeile hat mehr als {LONGEST_LINE} Zeichen. Bitte prüfen Sie die Zeilenumbrüche der Datei."
)
BAD_QUOTES = (
    "Ein Anführungszeichen ist nicht geschlossen oder steht an falscher Stelle. Bitte schließen "
    "Sie es; ein Anführungszeichen im Text wird verdoppelt."
)


class FileProblem(Exception):
    """The file as a whole cannot be read; ``cause`` and ``way_out`` are German, for people."""

    def __init__(self, cause: str, way_out: str) -> None:
        super().__init__(f"{cause} {way_out}")
        self.cause = cause
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the file: where it begins, what stands there, and its cells.

    ``line`` counts physical lines from 1. ``fault`` is a German sentence where the record cannot
    be split into cells; ``cells`` is then empty.
    """

    line: int
    raw: str
    cells: tuple[str, ...] = ()
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing but delimiters and spaces, as spreadsheets append it."""
        return not self.fault and not any(cell.strip() for cell in self.cells)


def open_binary(source: Path | bytes | BinaryIO) -> BinaryIO:
    """A stream that can be read twice: the file, the bytes, or a copy of an unseekable stream.

    Raises:
        FileProblem: the path does not exist or may not be read.
    """
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, Path):
        with contextlib.ExitStack() as opened:
            stream = opened.enter_context(_open_path(source))
            if not stream.seekable():
                return _copied(stream)
            opened.pop_all()
            return stream
    return source if source.seekable() else _copied(source)


def _copied(stream: BinaryIO) -> BinaryIO:
    """What comes through a pipe, as a file that is gone when closed."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115  closed by whoever reads it
    shutil.copyfileobj(stream, copy)
    return copy


def _open_path(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise FileProblem(
            f"Die Datei {path} lässt sich nicht öffnen ({error.strerror}).",
            "Bitte prüfen Sie den Pfad und die Rechte.",
        ) from error


def detect_encoding(stream: BinaryIO) -> str:
    """``utf-8-sig`` or ``cp1252``, judged by the whole file; the stream ends where it began.

    Windows-1252 text is hardly ever valid UTF-8. A file with both is UTF-8 with damage when most
    of its special characters are valid: only the damaged rows are then rejected.

    Raises:
        FileProblem: a workbook or UTF-16.
    """
    head = stream.read(4)
    stream.seek(0)
    if head.startswith(_ZIP):
        raise FileProblem(
            "Die Datei ist eine Arbeitsmappe (zum Beispiel Excel), keine CSV-Datei.",
            "Bitte speichern Sie das Blatt als „CSV UTF-8“ und wählen Sie diese Datei.",
        )
    if head.startswith(_UTF_16):
        raise FileProblem(
            "Die Datei ist in UTF-16 gespeichert.",
            "Bitte speichern Sie sie als „CSV UTF-8“.",
        )
    valid, damaged = _count_special(stream)
    stream.seek(0)
    marked = head.startswith(codecs.BOM_UTF8)
    return "utf-8-sig" if marked or not damaged or valid > damaged else "cp1252"


def _count_special(stream: BinaryIO) -> tuple[int, int]:
    """How many characters beyond ASCII are valid UTF-8, and how many bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    valid = damaged = 0
    while chunk := stream.read(CHUNK):
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        special = [char for char in decoder.decode(chunk) if char > "\x7f"]
        bad = sum("\udc80" <= char <= "\udcff" for char in special)
        valid, damaged = valid + len(special) - bad, damaged + bad
    return valid, damaged + len(decoder.decode(b"", final=True))


class Records:
    """The records of a stream, one by one, with the delimiter chosen after the first look."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        self._waiting: deque[tuple[int, str]] = deque()
        self._read = 0
        self.delimiter = ";"

    def __iter__(self) -> Iterator[Record]:
        while (record := self.next()) is not None:
            yield record

    def release(self) -> None:
        """Let go of the stream without closing it; harmless when done before."""
        with contextlib.suppress(ValueError):
            self._text.detach()

    def peek(self) -> str | None:
        """The next line, which stays the next; None at the end of the file."""
        line = self._next_line()
        if line is None:
            return None
        self._waiting.appendleft(line)
        return line[1]

    def skip_line(self) -> None:
        """Pass over the next line."""
        self._next_line()

    def next(self) -> Record | None:
        """The next record, or None at the end of the file."""
        taken: list[tuple[int, str]] = []
        try:
            cells = next(csv.reader(self._feed(taken), delimiter=self.delimiter, strict=True))
        except StopIteration:
            return None
        except csv.Error:
            return self._broken(taken)
        raw = "".join(text for _, text in taken)
        if len(raw) >= LONGEST_LINE:
            return self._broken(taken)
        return Record(taken[0][0], raw.rstrip("\r\n"), tuple(cells))

    def _feed(self, taken: list[tuple[int, str]]) -> Iterator[str]:
        while len(taken) < MOST_LINES and (line := self._next_line()) is not None:
            taken.append(line)
            yield line[1]

    def _broken(self, taken: list[tuple[int, str]]) -> Record:
        """Give up the first line only; what a wrong quote swallowed is read again."""
        self._waiting.extendleft(reversed(taken[1:]))
        line, text = taken[0]
        fault = TOO_LONG if len(text) >= LONGEST_LINE else BAD_QUOTES
        return Record(line, text.rstrip("\r\n"), fault=fault)

    def _next_line(self) -> tuple[int, str] | None:
        if self._waiting:
            return self._waiting.popleft()
        text = self._text.readline(LONGEST_LINE)
        if not text:
            return None
        self._read += 1
        if len(text) >= LONGEST_LINE:
            self._skip_rest_of_line(text)
        return self._read, text

    def _skip_rest_of_line(self, text: str) -> None:
        while len(text) >= LONGEST_LINE and not text.endswith("\n"):
            text = self._text.readline(LONGEST_LINE)
