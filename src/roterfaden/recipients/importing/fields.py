"""The columns of the case file and what may stand in each.

A parser takes the trimmed text of a cell and gives the value, or raises ``Fault`` with a German
reason that names the way out. Empty cells never reach a parser.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType

EARLIEST_DAY = date(1900, 1, 1)
LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
"""ISO 639-1, as the Library of Congress lists it."""

_YES_OR_NO = {
    **dict.fromkeys(("ja", "j", "1", "true", "wahr"), True),
    **dict.fromkeys(("nein", "n", "0", "false", "falsch"), False),
}
_KUNDENNUMMER = re.compile(r"[0-9]{3}[A-Za-z][0-9]{6}")
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


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """One checked row.

    ``stated`` names the fields about which the row says something: an update changes only these.
    A column missing in the file is not stated. An empty cell clears a text, but in the columns
    marked ``empty_says_nothing`` it is not stated either. ``raw`` is the text as it stood.
    """

    line: int
    stated: frozenset[str]
    kundennummer: str
    last_name: str
    first_name: str
    date_of_birth: date
    bg_nummer: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    language: str = "de"
    needs_interpreter: bool = False
    online_consent: bool = False
    is_protected: bool = False
    team: str = ""
    counsellor: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    raw: str = ""


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, the field of ``CaseRow``, and how a cell is read."""

    name: str
    field: str
    parse: Callable[[str, date], object]
    required: bool = False
    empty_says_nothing: bool = False


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


def _kundennummer(text: str, _today: date) -> str:
    if not _KUNDENNUMMER.fullmatch(text):
        raise Fault(
            "braucht drei Ziffern, einen Buchstaben und sechs Ziffern, zum Beispiel 123A123456."
        )
    return text.upper()


def _postcode(text: str, _today: date) -> str:
    if not _POSTCODE.fullmatch(text):
        raise Fault(
            "braucht fünf Ziffern. Fehlt die erste Null, speichern Sie die Spalte bitte als Text."
        )
    return text


def _email(text: str, today: date) -> str:
    if not _EMAIL.fullmatch(text):
        raise Fault(
            "ist keine E-Mail-Adresse. Bitte prüfen Sie sie, zum Beispiel name@beispiel.de."
        )
    return _text(text, today, longest=254)


def _language(text: str, _today: date) -> str:
    if text.lower() not in LANGUAGES:
        raise Fault("ist kein Kürzel nach ISO 639-1, zum Beispiel de, ar, uk (Ukrainisch) oder tr.")
    return text.lower()


def _yes_or_no(text: str, _today: date) -> bool:
    answer = _YES_OR_NO.get(text.lower())
    if answer is None:
        raise Fault("ist weder ja noch nein. Bitte schreiben Sie ja oder nein.")
    return answer


def _day(text: str, _today: date) -> date:
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


def _date_of_birth(text: str, today: date) -> date:
    day = _day(text, today)
    if day > today:
        raise Fault("liegt in der Zukunft. Bitte prüfen Sie das Jahr.")
    return day


def _up_to(longest: int) -> Callable[[str, date], str]:
    return partial(_text, longest=longest)


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.name: column
        for column in (
            Column("kundennummer", "kundennummer", _kundennummer, required=True),
            Column("nachname", "last_name", _up_to(120), required=True),
            Column("vorname", "first_name", _up_to(120), required=True),
            Column("geburtsdatum", "date_of_birth", _date_of_birth, required=True),
            Column("bg_nummer", "bg_nummer", _up_to(20)),
            Column("strasse", "street", _up_to(120)),
            Column("plz", "postcode", _postcode),
            Column("ort", "city", _up_to(80)),
            Column("telefon", "phone", _up_to(40)),
            Column("email", "email", _email),
            Column("sprache", "language", _language, empty_says_nothing=True),
            Column("dolmetschen", "needs_interpreter", _yes_or_no, empty_says_nothing=True),
            Column("online_zustimmung", "online_consent", _yes_or_no, empty_says_nothing=True),
            Column("geschuetzt", "is_protected", _yes_or_no, empty_says_nothing=True),
            Column("team", "team", _up_to(80), empty_says_nothing=True),
            Column("fachkraft", "counsellor", _up_to(150), empty_says_nothing=True),
            Column("beginn", "begins_on", _day, empty_says_nothing=True),
            Column("ende", "ends_on", _day),
        )
    }
)
REQUIRED = tuple(column.name for column in COLUMNS.values() if column.required)
