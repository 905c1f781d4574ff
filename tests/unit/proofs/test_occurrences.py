"""On which days a step asks for its proof, over the versions that say so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.proofs.occurrences import Span, due_days

UNTIL = date(2026, 12, 31)
FIRST = "FREQ=MONTHLY;BYMONTHDAY=1"


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def span(begins: str, ends: str = "", *, due: str = "", rhythm: str = "") -> Span:
    return Span(
        date.fromisoformat(begins),
        date.fromisoformat(ends) if ends else None,
        date.fromisoformat(due) if due else None,
        rhythm,
    )


def test_a_step_without_version_asks_for_nothing() -> None:
    assert due_days([], until=UNTIL) == []


def test_a_date_asks_once() -> None:
    assert due_days([span("2026-09-01", due="2026-10-15")], until=UNTIL) == days("2026-10-15")


def test_a_rhythm_asks_on_each_day_until_the_horizon() -> None:
    found = due_days([span("2026-09-10", rhythm=FIRST)], until=date(2026, 12, 1))
    assert found == days("2026-10-01", "2026-11-01", "2026-12-01")


def test_the_day_of_the_agreement_itself_does_not_count() -> None:
    found = due_days([span("2026-09-01", rhythm=FIRST)], until=date(2026, 10, 1))
    assert found == days("2026-10-01")


def test_a_rhythm_goes_on_over_a_new_version_without_doubling_or_gap() -> None:
    versions = [
        span("2026-09-10", "2026-10-01", rhythm=FIRST),
        span("2026-10-01", "2026-10-20", rhythm=FIRST),
        span("2026-10-20", rhythm=FIRST),
    ]
    once = due_days([span("2026-09-10", rhythm=FIRST)], until=UNTIL)
    assert due_days(versions, until=UNTIL) == once


def test_every_second_week_is_counted_from_the_first_version() -> None:
    rhythm = "FREQ=WEEKLY;INTERVAL=2"
    once = due_days([span("2026-09-07", rhythm=rhythm)], until=UNTIL)
    versions = [
        span("2026-09-07", "2026-10-14", rhythm=rhythm),
        span("2026-10-14", rhythm=rhythm),
    ]
    assert due_days(versions, until=UNTIL) == once
    assert once[:2] == days("2026-09-21", "2026-10-05")


def test_a_count_holds_over_versions() -> None:
    rhythm = "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3"
    versions = [
        span("2026-08-10", "2026-10-05", rhythm=rhythm),
        span("2026-10-05", rhythm=rhythm),
    ]
    assert due_days(versions, until=UNTIL) == days("2026-09-01", "2026-10-01", "2026-11-01")


def test_an_end_stops_what_would_come_and_keeps_what_was_due() -> None:
    ended = [span("2026-09-10", "2026-11-01", rhythm=FIRST)]
    assert due_days(ended, until=UNTIL) == days("2026-10-01")
    assert due_days([span("2026-09-10", "2026-10-01", due="2026-10-15")], until=UNTIL) == []
    kept = [span("2026-09-10", "2026-11-01", due="2026-10-15")]
    assert due_days(kept, until=UNTIL) == days("2026-10-15")


def test_an_open_date_moves_with_the_new_version() -> None:
    versions = [
        span("2026-09-01", "2026-10-20", due="2026-10-15"),
        span("2026-10-20", due="2026-11-15"),
    ]
    assert due_days(versions, until=UNTIL) == days("2026-11-15")


def test_what_is_on_record_stays_beside_a_new_date() -> None:
    versions = [
        span("2026-09-01", "2026-10-20", due="2026-10-15"),
        span("2026-10-20", due="2026-11-15"),
    ]
    found = due_days(versions, until=UNTIL, settled=days("2026-10-15"))
    assert found == days("2026-10-15", "2026-11-15")


def test_a_rhythm_that_changes_asks_in_the_new_one() -> None:
    versions = [
        span("2026-09-10", "2026-10-10", rhythm=FIRST),
        span("2026-10-10", rhythm="FREQ=MONTHLY;BYMONTHDAY=15"),
    ]
    assert due_days(versions, until=UNTIL) == days(
        "2026-10-01", "2026-10-15", "2026-11-15", "2026-12-15"
    )


def test_a_pause_between_versions_asks_for_nothing() -> None:
    versions = [
        span("2026-08-10", "2026-09-15", rhythm=FIRST),
        span("2026-09-15", "2026-10-20"),
        span("2026-10-20", rhythm=FIRST),
    ]
    assert due_days(versions, until=UNTIL) == days("2026-09-01", "2026-11-01", "2026-12-01")


@pytest.mark.parametrize("rhythm", ["FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=30"])
def test_the_end_of_a_short_month_is_its_last_day(rhythm: str) -> None:
    found = due_days([span("2026-01-10", rhythm=rhythm)], until=date(2026, 3, 31))
    last = 31 if rhythm.endswith("31") else 30
    assert found == [date(2026, 1, last), date(2026, 2, 28), date(2026, 3, last)]


@pytest.mark.parametrize("text", ["FREQ=WEEKLY;BYDAY=MO,TH", "RRULE:FREQ=DAILY;INTERVAL=3"])
def test_rhythms_of_the_editor_are_read(text: str) -> None:
    assert due_days([span("2026-09-10", rhythm=text)], until=date(2026, 9, 20))


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
RHYTHMS = st.sampled_from(
    [FIRST, "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=5"]
)


@given(st.lists(DAYS, min_size=2, max_size=6, unique=True), RHYTHMS)
def test_cutting_one_version_into_many_changes_no_day(begins: list[date], rhythm: str) -> None:
    ordered = sorted(begins)
    ends: list[date | None] = [*ordered[1:], None]
    many = [Span(begin, end, rhythm=rhythm) for begin, end in zip(ordered, ends, strict=True)]
    assert due_days(many, until=UNTIL) == due_days(
        [Span(ordered[0], None, rhythm=rhythm)], until=UNTIL
    )
