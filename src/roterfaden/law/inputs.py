"""What a rule asks for, declared once for the command line, the pages and the checks.

An input knows its name, its German label and help, and how to read what a person typed. Reading
refuses by name (:class:`WrongInput`), says what is wrong and what would help.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from roterfaden.law.calendar import LAENDER, Place
from roterfaden.law.errors import UnknownPlace, WrongInput, german

EARLIEST, LATEST = date(1900, 1, 1), date(2080, 12, 31)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_AMOUNT = re.compile(r"\d{1,5}([.,]\d{1,2})?", re.ASCII)
_SO = "Schreiben Sie den Tag so: 2026-08-31 oder 31.08.2026."


class Kind(StrEnum):
    """How an input is written, and so which field a form shows for it."""

    DATE = "date"
    DATES = "dates"
    WHOLE = "whole"
    AMOUNT = "amount"
    CHOICE = "choice"
    CODES = "codes"
    LAND = "land"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Choice:
    """One of the values an input may have."""

    code: str
    label: str


Value = date | tuple[date, ...] | int | Decimal | str | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input of a rule.

    Of all inputs with the same ``one_of`` exactly one is given. ``smallest`` and ``largest`` bound
    whole numbers, both included.
    """

    name: str
    kind: Kind
    label: str
    help: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    smallest: int = 0
    largest: int = 0
    one_of: str = ""

    def read(self, text: str) -> Value:
        """What the text means.

        Raises:
            WrongInput: it means nothing that this input may be.
        """
        return _READERS[self.kind](self, text.strip())

    def wrong(self, message: str, way_out: str = "") -> WrongInput:
        """A refusal that names this input as people and programs know it."""
        return WrongInput(self.name, f"{self.label} ({self.name}): {message}", way_out)


def nearest(text: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, with a space before it, or nothing."""
    near = get_close_matches(text, list(known), n=1, cutoff=0.5)
    return f" Gemeint ist vielleicht „{near[0]}“." if near else ""


def _date(this: Input, text: str) -> date:
    try:
        day = _day(text)
    except ValueError as error:
        raise this.wrong(f"„{text}“ ist kein Tag im Kalender.", _SO) from error
    if not EARLIEST <= day <= LATEST:
        raise this.wrong(
            f"Der {german(day)} liegt außerhalb des Kalenders.",
            f"Möglich ist {german(EARLIEST)} bis {german(LATEST)}.",
        )
    return day


def _day(text: str) -> date:
    if _ISO.fullmatch(text):
        return date.fromisoformat(text)
    if written := _GERMAN.fullmatch(text):
        day, month, year = (int(part) for part in written.groups())
        return date(year, month, day)
    raise ValueError(text)


def _dates(this: Input, text: str) -> tuple[date, ...]:
    days = tuple(sorted(_date(this, part.strip()) for part in text.split(",")))
    twice = next((day for day, after in pairwise(days) if day == after), None)
    if twice:
        raise this.wrong(
            f"Der {german(twice)} steht zweimal da.", "Nennen Sie jeden Tag nur einmal."
        )
    return days


def _whole(this: Input, text: str) -> int:
    bounds = f"Möglich sind ganze Zahlen von {this.smallest} bis {this.largest}."
    if not _WHOLE.fullmatch(text) or not this.smallest <= int(text) <= this.largest:
        raise this.wrong(f"„{text}“ geht hier nicht.", bounds)
    return int(text)


def _amount(this: Input, text: str) -> Decimal:
    if not _AMOUNT.fullmatch(text) or not any(digit in text for digit in "123456789"):
        raise this.wrong(f"„{text}“ ist kein Betrag in Euro.", "Schreiben Sie ihn so: 563.00.")
    return Decimal(text.replace(",", "."))


def _choice(this: Input, text: str) -> str:
    known = [choice.code for choice in this.choices]
    if text not in known:
        raise this.wrong(
            f"„{text}“ gibt es nicht.{nearest(text, known)}", f"Möglich sind: {', '.join(known)}."
        )
    return text


def _codes(this: Input, text: str) -> tuple[str, ...]:
    return tuple(_choice(this, part.strip()) for part in text.split(","))


def _land(this: Input, text: str) -> str:
    return _choice(this, text.upper())


def _municipality(this: Input, text: str) -> str:
    try:
        Place(municipality=text)
    except UnknownPlace as error:
        raise this.wrong(error.message) from error
    return text


_READERS: Mapping[Kind, Callable[[Input, str], Value]] = MappingProxyType(
    {
        Kind.DATE: _date,
        Kind.DATES: _dates,
        Kind.WHOLE: _whole,
        Kind.AMOUNT: _amount,
        Kind.CHOICE: _choice,
        Kind.CODES: _codes,
        Kind.LAND: _land,
        Kind.MUNICIPALITY: _municipality,
    }
)

_LAND_NAMES = {
    "SH": "Schleswig-Holstein",
    "HH": "Hamburg",
    "NI": "Niedersachsen",
    "HB": "Bremen",
    "NW": "Nordrhein-Westfalen",
    "HE": "Hessen",
    "RP": "Rheinland-Pfalz",
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "SL": "Saarland",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "MV": "Mecklenburg-Vorpommern",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}

LAND = Input(
    name="land",
    kind=Kind.LAND,
    label="Land",
    help="Zwei Buchstaben, zum Beispiel NW. Ohne Land zählen nur die bundesweiten Feiertage.",
    required=False,
    choices=tuple(Choice(code, _LAND_NAMES[code]) for code in sorted(LAENDER)),
)
MUNICIPALITY = Input(
    name="municipality",
    kind=Kind.MUNICIPALITY,
    label="Gemeindeschlüssel",
    help="Acht Ziffern, zum Beispiel 09761000 für Augsburg. Manche Feiertage hängen daran.",
    required=False,
)
YES = "yes"


def yes_or_no(name: str, label: str, help_: str = "") -> Input:
    """An input that is yes or no and may be left out, which means no."""
    choices = (Choice(YES, "ja"), Choice("no", "nein"))
    return Input(
        name=name, kind=Kind.CHOICE, label=label, help=help_, required=False, choices=choices
    )


NOTIFIED_ON = Input(
    name="notified_on",
    kind=Kind.DATE,
    label="Bekannt gegeben am",
    help="Der Tag, an dem der Bescheid als bekannt gegeben gilt.",
)
