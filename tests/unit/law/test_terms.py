"""Terms in months after §§ 187 and 188 BGB."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.law.errors import ImpossibleTerm
from roterfaden.law.terms import add_days, add_months, first_of_next_month, last_day_of_months

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


@pytest.mark.parametrize("days", [-1, 10_000_000])
def test_a_term_of_days_stays_in_the_calendar_and_runs_forwards(days: int) -> None:
    with pytest.raises(ImpossibleTerm):
        add_days(date(2026, 7, 1), days)


@pytest.mark.parametrize(
    ("begins_on", "months", "last_day"),
    [
        (date(2026, 9, 1), 3, date(2026, 11, 30)),
        (date(2025, 5, 20), 14, date(2026, 7, 19)),
        (date(2025, 12, 31), 14, date(2027, 2, 28)),
        (date(2025, 12, 29), 14, date(2027, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
    ],
)
def test_a_period_counts_its_first_day(begins_on: date, months: int, last_day: date) -> None:
    assert last_day_of_months(begins_on, months) == last_day


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_the_month_after_begins_on_its_first_day(day: date, first: date) -> None:
    assert first_of_next_month(day) == first
