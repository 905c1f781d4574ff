"""What a column of a file is, and how its cells are read.

A parser takes the trimmed text of a cell and gives the value, or raises ``Fault`` with a German
reason that names the way out. Empty cells never reach a parser.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

EARLIEST_DAY = date(1900, 1, 1)
_YES_OR_NO = {
    **dict.fromkeys(("ja", "j", "1", "true", "wahr"), True),
    **dict.fromkeys(("nein", "n", "0", "false", "falsch"), False),
}
_POSTCODE = re.compile(r"[0-9]{5}")
_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\".]+(\.[^@\s,;<>()\".]+)+")
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


class Fault(Exception):
    """A cell is wrong; ``reason`` is a German sentence with the way out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, the field it fills, and how a cell is read.

    ``parse`` takes the trimmed text of a cell and today, and gives the value or raises ``Fault``.
    An empty cell gives ``empty``, or says nothing at all where ``empty_says_nothing``.
    """

    name: str
    field: str
    parse: Callable[[str, date], object]
    required: bool = False
    empty_says_nothing: bool = False
    empty: object = ""


def clean(cell: str) -> str:
    """A cell without outer spaces, with single spaces inside and composed letters (NFC).

    Line breaks within quotes count as spaces.

    Raises:
        Fault: control characters, or characters that were lost before the file came here.
    """
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    if "\ufffd" in cell:
        raise Fault(
            "enthält ein unlesbares Zeichen. Bitte speichern Sie die Datei als „CSV UTF-8“ und "
            "berichtigen Sie die Stelle."
        )
    if _CONTROLS.search(cell):
        raise Fault("enthält ein unsichtbares Steuerzeichen. Bitte schreiben Sie die Zelle neu.")
    return unicodedata.normalize("NFC", _SPACES.sub(" ", cell).strip())


def _text(text: str, _today: date, *, longest: int) -> str:
    if len(text) > longest:
        raise Fault(
            f"ist länger als {longest} Zeichen ({len(text)}). Bitte kürzen Sie den Eintrag."
        )
    return text


def up_to(longest: int) -> Callable[[str, date], str]:
    return partial(_text, longest=longest)


def postcode(text: str, _today: date) -> str:
    if not _POSTCODE.fullmatch(text):
        raise Fault(
            "braucht fünf Ziffern. Fehlt die erste Null, speichern Sie die Spalte bitte als Text."
        )
    return text


def email(text: str, today: date) -> str:
    if not _EMAIL.fullmatch(text):
        raise Fault(
            "ist keine E-Mail-Adresse. Bitte prüfen Sie sie, zum Beispiel name@beispiel.de."
        )
    return _text(text, today, longest=254)


def yes_or_no(text: str, _today: date) -> bool:
    answer = _YES_OR_NO.get(text.lower())
    if answer is None:
        raise Fault("ist weder ja noch nein. Bitte schreiben Sie ja oder nein.")
    return answer


def day(text: str, _today: date) -> date:
    if match := _GERMAN_DAY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _ISO_DAY.fullmatch(text):
        year, month, day = match.groups()
    elif _SHORT_YEAR.fullmatch(text):
        raise Fault("hat ein zweistelliges Jahr. Bitte schreiben Sie das Jahr mit vier Ziffern.")
    else:
        raise Fault("ist kein Datum. Bitte schreiben Sie es wie 03.05.1990 oder 1990-05-03.")
    return _existing_day(int(year), int(month), int(day))


def _existing_day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Fault("ist ein Tag, den es nicht gibt. Bitte prüfen Sie Tag und Monat.") from error
    if found < EARLIEST_DAY:
        raise Fault("liegt vor dem Jahr 1900. Bitte prüfen Sie das Jahr.")
    return found
