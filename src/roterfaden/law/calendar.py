"""Working days and public holidays of a place.

Holidays are law of the Land, and some hang on the municipality: the Friedensfest in Augsburg,
Mariä Himmelfahrt in Bavaria, Fronleichnam in Saxony and Thuringia. Where nothing tells whether
such a day is a holiday in a municipality, it counts as one: a deadline then ends later and a
reminder comes earlier, so that nobody loses a day. ``Holiday.certain`` says when that happened.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from holidays import country_holidays
from holidays.constants import CATHOLIC, PUBLIC

from roterfaden.law.errors import UnknownPlace
from roterfaden.law.parameters import parameter
from roterfaden.law.validity import ONE_DAY

LAENDER: Mapping[str, str] = MappingProxyType(
    {
        "SH": "01",
        "HH": "02",
        "NI": "03",
        "HB": "04",
        "NW": "05",
        "HE": "06",
        "RP": "07",
        "BW": "08",
        "BY": "09",
        "SL": "10",
        "BE": "11",
        "BB": "12",
        "MV": "13",
        "SN": "14",
        "ST": "15",
        "TH": "16",
    }
)
"""The sixteen Länder with the first two digits of their municipality keys."""

_AUGSBURG = "09761000"
_LOCAL_HOLIDAYS = {
    "BY": "assumption_of_mary_municipalities",
    "SN": "corpus_christi_municipalities",
    "TH": "corpus_christi_municipalities",
}
_SATURDAY = 5
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@dataclass(frozen=True)
class Place:
    """Where a day is judged: all of Germany, a Land, or a municipality (8 digits).

    The Land may be left out when the municipality is given.

    Raises:
        UnknownPlace: no such Land, a key that is not eight digits, or the two do not match.
    """

    land: str | None = None
    municipality: str | None = None

    def __post_init__(self) -> None:
        if self.land is not None and self.land not in LAENDER:
            raise UnknownPlace(
                f"Das Land „{self.land}“ gibt es nicht. Möglich sind: {', '.join(sorted(LAENDER))}."
            )
        if self.municipality is None:
            return
        land = _land_of(self.municipality)
        if self.land is not None and self.land != land:
            raise UnknownPlace(
                f"Die Gemeinde {self.municipality} liegt in {land}, nicht in {self.land}. "
                "Bitte prüfen Sie Land und Gemeindeschlüssel."
            )
        object.__setattr__(self, "land", land)


def _land_of(municipality: str) -> str:
    if len(municipality) == 8 and municipality.isascii() and municipality.isdigit():
        for land, digits in LAENDER.items():
            if municipality.startswith(digits):
                return land
    raise UnknownPlace(
        f"„{municipality}“ ist kein Gemeindeschlüssel. Er hat acht Ziffern, die ersten zwei nennen "
        "das Land, zum Beispiel 05315000 für Köln."
    )


GERMANY = Place()
"""Only the holidays that all Länder share."""


@dataclass(frozen=True)
class Holiday:
    """A public holiday; ``certain`` is False where it hangs on a municipality we cannot judge."""

    name: str
    certain: bool = True


def holiday_on(day: date, place: Place = GERMANY) -> Holiday | None:
    """The public holiday on the day at the place, or None."""
    subdivision = "Augsburg" if place.municipality == _AUGSBURG else place.land
    name = _holidays(day.year, subdivision, PUBLIC).get(day)
    if name is not None:
        return Holiday(name)
    return _local_holiday(day, place)


def holidays_of(year: int, place: Place = GERMANY) -> dict[date, Holiday]:
    """All public holidays of a year at the place, in the order of the calendar."""
    days = (date(year, 1, 1) + number * ONE_DAY for number in range(366))
    found = ((day, holiday_on(day, place)) for day in days if day.year == year)
    return {day: holiday for day, holiday in found if holiday is not None}


def is_working_day(day: date, place: Place = GERMANY) -> bool:
    """Whether the day is neither Saturday, Sunday nor a public holiday (§ 26 Abs. 3 SGB X)."""
    return day.weekday() < _SATURDAY and holiday_on(day, place) is None


def last_working_day_on_or_before(
    day: date, place: Place = GERMANY, *, closed: Collection[date] = ()
) -> date:
    """The day itself if it is a working day, else the nearest working day before it.

    ``closed`` are days on which an office is closed for reasons of its own. They count here only:
    no legal deadline moves because of them.
    """
    while day in closed or not is_working_day(day, place):
        day -= ONE_DAY
    return day


def next_working_day_on_or_after(day: date, place: Place = GERMANY) -> date:
    """The day itself if it is a working day, else the nearest working day after it."""
    while not is_working_day(day, place):
        day += ONE_DAY
    return day


def why_no_working_day(day: date, place: Place = GERMANY) -> str:
    """What a day is that is no working day, in German: ein Sonntag, ein Feiertag (Neujahr)."""
    holiday = holiday_on(day, place)
    if holiday is not None and holiday.certain:
        return f"ein Feiertag ({holiday.name})"
    if holiday is None or day.weekday() >= _SATURDAY:
        return f"ein {weekday(day)}"
    return f"vielleicht ein Feiertag ({holiday.name}, je nach Gemeinde) und gilt hier als einer"


def weekday(day: date) -> str:
    """The German name of the day of the week."""
    return _WEEKDAYS[day.weekday()]


def _local_holiday(day: date, place: Place) -> Holiday | None:
    if place.land not in _LOCAL_HOLIDAYS:
        return None
    name = _holidays(day.year, place.land, CATHOLIC).get(day)
    if name is None:
        return None
    if place.municipality is None:
        return Holiday(name, certain=False)
    here = parameter(_LOCAL_HOLIDAYS[place.land]).on(day).municipalities
    answer = here.is_holiday_in(place.municipality)
    return None if answer is False else Holiday(name, certain=answer is True)


@cache
def _holidays(year: int, subdivision: str | None, category: str) -> dict[date, str]:
    found = country_holidays(
        "DE", subdiv=subdivision, years=year, expand=False, language="de", categories=(category,)
    )
    return dict(found.items())
