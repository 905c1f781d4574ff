"""Working days and holidays by Land and municipality."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.law.calendar import (
    LAENDER,
    Holiday,
    Place,
    holiday_on,
    holidays_of,
    is_working_day,
    last_working_day_on_or_before,
    next_working_day_on_or_after,
    weekday,
    why_no_working_day,
)
from roterfaden.law.errors import UnknownPlace

FRIEDENSFEST = date(2028, 8, 8)
ASSUMPTION = date(2029, 8, 15)
CORPUS_CHRISTI = date(2027, 5, 27)
places = st.sampled_from([Place(), *(Place(land) for land in LAENDER), Place("BY", "09761000")])
days = st.dates(date(2023, 7, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "place", "name"),
    [
        (date(2026, 12, 25), Place(), "Erster Weihnachtstag"),
        (date(2026, 10, 31), Place("NI"), "Reformationstag"),
        (date(2026, 10, 31), Place("NW"), None),
        (date(2026, 11, 18), Place("SN"), "Buß- und Bettag"),
        (date(2026, 3, 8), Place("BE"), "Frauentag"),
        (date(2026, 9, 20), Place("TH"), "Weltkindertag"),
        (CORPUS_CHRISTI, Place("NW"), "Fronleichnam"),
        (CORPUS_CHRISTI, Place(), None),
        (FRIEDENSFEST, Place("BY", "09761000"), "Augsburger Hohes Friedensfest"),
        (FRIEDENSFEST, Place("BY", "09162000"), None),
        (ASSUMPTION, Place("SL"), "Mariä Himmelfahrt"),
        (ASSUMPTION, Place("BY", "09162000"), "Mariä Himmelfahrt"),
        (ASSUMPTION, Place("BY", "09761000"), "Mariä Himmelfahrt"),
        (ASSUMPTION, Place("BY", "09564000"), None),
        (CORPUS_CHRISTI, Place("TH", "16061045"), "Fronleichnam"),
        (CORPUS_CHRISTI, Place("TH", "16051000"), None),
        (CORPUS_CHRISTI, Place("SN", "14612000"), None),
    ],
)
def test_a_holiday_by_place(day: date, place: Place, name: str | None) -> None:
    assert holiday_on(day, place) == (Holiday(name) if name else None)


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (ASSUMPTION, Place("BY")),
        (ASSUMPTION, Place("BY", "09471111")),
        (CORPUS_CHRISTI, Place("SN", "14625020")),
        (CORPUS_CHRISTI, Place("TH", "16063032")),
    ],
)
def test_in_doubt_a_local_holiday_counts_and_says_so(day: date, place: Place) -> None:
    holiday = holiday_on(day, place)
    assert holiday is not None
    assert not holiday.certain
    assert not is_working_day(day, place)
    assert "je nach Gemeinde" in why_no_working_day(day, place)


def test_why_a_day_is_no_working_day() -> None:
    assert why_no_working_day(date(2027, 2, 28)) == "ein Sonntag"
    assert why_no_working_day(date(2027, 1, 1)) == "ein Feiertag (Neujahr)"
    assert why_no_working_day(date(2026, 8, 15), Place("BY")) == "ein Samstag"


def test_the_holidays_of_a_year_come_in_the_order_of_the_calendar() -> None:
    of_year = holidays_of(2028, Place("BY", "09761000"))
    assert list(of_year) == sorted(of_year)
    assert of_year[FRIEDENSFEST] == Holiday("Augsburger Hohes Friedensfest")
    assert date(2028, 12, 24) not in of_year


def test_the_land_follows_from_the_municipality() -> None:
    assert Place(municipality="05315000") == Place("NW", "05315000")


@pytest.mark.parametrize(
    ("land", "municipality", "cause"),
    [
        ("XX", None, "gibt es nicht"),
        ("nw", None, "gibt es nicht"),
        (None, "5315000", "kein Gemeindeschlüssel"),
        (None, "99999999", "kein Gemeindeschlüssel"),
        (None, "0531500x", "kein Gemeindeschlüssel"),
        (None, "0531500²", "kein Gemeindeschlüssel"),
        ("BY", "05315000", "liegt in NW, nicht in BY"),
    ],
)
def test_an_impossible_place_is_refused(
    land: str | None, municipality: str | None, cause: str
) -> None:
    with pytest.raises(UnknownPlace, match=cause):
        Place(land, municipality)


@given(days, places)
def test_the_nearest_working_days_enclose_the_day(day: date, place: Place) -> None:
    before = last_working_day_on_or_before(day, place)
    after = next_working_day_on_or_after(day, place)
    assert before <= day <= after
    assert (before == after) == is_working_day(day, place)
    assert is_working_day(before, place)
    assert is_working_day(after, place)
    assert weekday(before) not in {"Samstag", "Sonntag"}
