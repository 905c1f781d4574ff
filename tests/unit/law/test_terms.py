"""Terms in months after §§ 187 and 188 BGB."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.law.errors import ImpossibleTerm
from roterfaden.law.terms import add_months

days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
months = st.integers(0, 240)


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2026, 7, 15), 6, date(2027, 1, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 12, 26), 1, date(2027, 1, 26)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_a_term_ends_on_the_same_number_or_the_last_day(day: date, count: int, end: date) -> None:
    assert add_months(day, count) == end


@given(days, months)
def test_the_end_lies_in_the_right_month(day: date, count: int) -> None:
    end = add_months(day, count)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count


@given(days, months)
def test_the_number_of_the_day_stays_or_the_month_is_at_its_end(day: date, count: int) -> None:
    end = add_months(day, count)
    assert end.day == day.day or (end + timedelta(days=1)).day == 1
    assert end.day <= day.day


@given(days, months)
def test_a_later_begin_never_ends_earlier(day: date, count: int) -> None:
    assert add_months(day, count) <= add_months(day + timedelta(days=1), count)


@given(days, months, months)
def test_two_terms_in_a_row_never_end_later_than_one(day: date, first: int, second: int) -> None:
    at_once = add_months(day, first + second)
    assert add_months(add_months(day, first), second) <= at_once
    if day.day <= min(monthrange(2026, month)[1] for month in range(1, 13)):
        assert add_months(add_months(day, first), second) == at_once


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ImpossibleTerm):
        add_months(date(2026, 7, 1), -1)


def test_a_term_beyond_the_calendar_is_refused() -> None:
    assert add_months(date(9999, 6, 30), 6) == date(9999, 12, 30)
    with pytest.raises(ImpossibleTerm, match="kein Tag mehr"):
        add_months(date(9999, 7, 1), 6)
