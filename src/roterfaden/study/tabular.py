"""Tables in CSV files: read them strictly, write them whole or not at all.

Read is UTF-8, with or without a byte order mark, separated by commas, semicolons or tabs as the
header has it. Letters with accents are equal however they are composed. Columns nobody asked for
are ignored, so are blank lines; whatever else is odd is refused with file and line.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written

LARGEST_FIELD = 50_000_000
SEPARATORS = ",;\t"

Source = Path | str | bytes


@dataclass(frozen=True)
class Table:
    """A table with its header checked; ``rows`` reads it, lazily, with line numbers."""

    name: str
    header: tuple[str, ...]
    text: str
    separator: str
    line: int = 1

    def has(self, column: str) -> bool:
        return column in self.header

    def rows(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give ``(line, values)`` of the columns in the order asked for; blank lines are passed.

        Raises WrongData for a missing column, a line with too many or too few fields, open quotes.
        """
        places = [self._place(column) for column in columns]
        records = _records(self.text, self.separator, self.name)
        next(records, None)
        for line, fields in records:
            if len(fields) != len(self.header):
                raise WrongData(
                    f"{len(fields)} Felder, die Kopfzeile hat {len(self.header)}.",
                    "Felder mit Trennzeichen oder Zeilenumbruch in Anführungszeichen setzen.",
                    file=self.name,
                    line=line,
                )
            yield line, tuple(fields[place].strip() for place in places)

    def _place(self, column: str) -> int:
        try:
            return self.header.index(column)
        except ValueError:
            raise WrongData(
                f"Die Spalte „{column}“ fehlt. Vorhanden: {', '.join(self.header)}.",
                "Die Spalte ergänzen oder die richtige nennen; Großschreibung zählt.",
                file=self.name,
                line=self.line,
            ) from None


def read(source: Source, *, name: str = "") -> Table:
    """Read a file (Path), a text or bytes as a table.

    Raises WrongData for unreadable files, other encodings, an empty file, doubled columns.
    """
    name = name or (str(source) if isinstance(source, Path) else "Tabelle")
    text = normalize("NFC", as_text(source, name=name))
    first = next((one for one in io.StringIO(text, newline="") if one.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    line, header = next(_records(text, separator, name), (1, []))
    if not header:
        raise WrongData("Die Datei ist leer.", "Eine Kopfzeile voranstellen.", file=name)
    columns = tuple(one.strip() for one in header)
    doubled = sorted({one for one in columns if one and columns.count(one) > 1})
    if doubled:
        raise WrongData(
            f"Die Spalte „{doubled[0]}“ steht doppelt.",
            "Jeder Spalte einen eigenen Namen geben.",
            file=name,
            line=line,
        )
    return Table(name, columns, text, separator, line)


def as_text(source: Source, *, name: str) -> str:
    """Give the text of a UTF-8 file; refuse Windows-1252, UTF-16 and zero bytes with their line."""
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    content = content_of(source, name=name)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise WrongData(
            "Die Datei ist in UTF-16 geschrieben.", "Als „CSV UTF-8“ speichern.", file=name
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongData(
            f"Das Byte 0x{content[error.start]:02X} ist kein UTF-8, eher Windows-1252.",
            "Als UTF-8 speichern; in Excel heißt das „CSV UTF-8 (durch Trennzeichen getrennt)“.",
            file=name,
            line=content.count(b"\n", 0, error.start) + 1,
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise WrongData(
            "Die Datei enthält Nullbytes, ist also kein Text.",
            "Als „CSV UTF-8“ speichern.",
            file=name,
            line=line,
        )
    return text


def as_bytes(text: str) -> bytes:
    """Give what ``as_text`` reads back: it takes a first U+FEFF for a byte order mark."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


def content_of(source: Path | bytes, *, name: str) -> bytes:
    """Give the bytes of a file; WrongData where it cannot be read."""
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except FileNotFoundError:
        cause = "Die Datei gibt es nicht."
    except IsADirectoryError:
        cause = "Das ist ein Ordner, keine Datei."
    except PermissionError:
        cause = "Die Datei darf nicht gelesen werden."
    except OSError:
        cause = "Die Datei ist nicht lesbar."
    raise WrongData(cause, "Pfad und Rechte prüfen.", file=name)


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record that is not blank with the line on which it begins."""
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        raise WrongData(
            f"Die Zeile ist kein gültiges CSV ({error}).",
            "Anführungszeichen schließen; im Feld selbst verdoppeln.",
            file=name,
            line=line,
        ) from None


def whole(text: str) -> int | None:
    """Read a whole number from 0 that is no longer than numbers are; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file in UTF-8 with commas and line feeds, whole or not at all."""
    with written(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
