"""Days and rhythms in the language of the reader."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from roterfaden.core import english, german, spoken

FRIDAY = date(2026, 12, 11)


def test_english_days_name_the_month() -> None:
    with translation.override("en"):
        assert spoken.day(date(2027, 1, 5)) == "5 Jan 2027"
        assert spoken.short_day(date(2026, 11, 26)) == "Thu 26 Nov"
        assert spoken.long_day(FRIDAY) == "Friday 11 December"
        assert spoken.day_and_month(FRIDAY) == "11 Dec"
        assert spoken.month(FRIDAY) == "Dec 2026"


def test_german_days_are_those_of_the_sheet() -> None:
    with translation.override("de"):
        assert spoken.day(FRIDAY) == german.day(FRIDAY)
        assert spoken.day_and_month(FRIDAY) == "11.12."
        assert spoken.month(FRIDAY) == "12/2026"


def test_a_moment_is_told_in_berlin_time() -> None:
    at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with translation.override("de"):
        assert spoken.moment(at) == "01.01.2027, 00:30"
    with translation.override("en"):
        assert spoken.moment(at) == "1 Jan 2027, 00:30"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("RRULE:FREQ=DAILY;INTERVAL=2", "every two days"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "every Monday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every two weeks on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=14", "every 14 weeks"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "on the 1st of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=12,3", "on the 3rd and 12th of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "on the last day of every month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=22", "every three months on the 22nd"),
        ("FREQ=MONTHLY;BYDAY=1MO", "on the first Monday of every month"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "on the last Friday of every month"),
        ("FREQ=MONTHLY;BYDAY=MO", "every Monday"),
        ("FREQ=YEARLY;BYMONTH=5", "every year in May"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "every year on 1 May"),
        ("FREQ=WEEKLY;COUNT=5", "every week, 5 times"),
        ("FREQ=WEEKLY;UNTIL=20270131", "every week until 31 Jan 2027"),
    ],
)
def test_a_rhythm_is_said_in_english(rule: str, words: str) -> None:
    assert english.rhythm_words(rule) == words


def test_what_german_cannot_say_english_does_not_guess() -> None:
    with pytest.raises(german.UnreadableRhythm):
        english.rhythm_words("FREQ=HOURLY")
