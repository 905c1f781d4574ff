"""Days and rhythms in German words."""

from datetime import date

import pytest

from roterfaden.core import german

FRIDAY = date(2026, 12, 11)


def test_a_day_is_written_for_paper_lists_and_people() -> None:
    assert german.day(date(2027, 1, 5)) == "05.01.2027"
    assert german.short_day(date(2026, 11, 26)) == "Do, 26.11."
    assert german.long_day(FRIDAY) == "Freitag, 11. Dezember"
    assert german.long_day_with_year(FRIDAY) == "Freitag, 11. Dezember 2026"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "jeden Tag"),
        ("RRULE:FREQ=DAILY;INTERVAL=2", "alle zwei Tage"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "montags bis freitags"),
        ("FREQ=WEEKLY", "jede Woche"),
        ("FREQ=WEEKLY;WKST=MO;BYDAY=MO", "jeden Montag"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "jeden Montag und Donnerstag"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "jeden Montag, Mittwoch und Freitag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "alle zwei Wochen am Dienstag"),
        ("FREQ=WEEKLY;INTERVAL=14", "alle 14 Wochen"),
        ("FREQ=MONTHLY", "jeden Monat"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "zum 1. jedes Monats"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,1", "zum 1. und 15. jedes Monats"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "zum letzten Tag jedes Monats"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "alle drei Monate zum 1."),
        ("FREQ=MONTHLY;BYDAY=1MO", "am ersten Montag jedes Monats"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "am ersten Montag jedes Monats"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "alle zwei Monate am letzten Freitag"),
        ("FREQ=MONTHLY;BYDAY=MO", "jeden Montag"),
        ("FREQ=YEARLY", "jedes Jahr"),
        ("FREQ=YEARLY;BYMONTH=5", "jedes Jahr im Mai"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "jedes Jahr zum 1. Mai"),
        ("FREQ=WEEKLY;COUNT=5", "jede Woche, 5-mal"),
        ("FREQ=WEEKLY;UNTIL=20270131", "jede Woche bis 31.01.2027"),
    ],
)
def test_a_rhythm_is_said_in_words(rule: str, words: str) -> None:
    assert german.rhythm_words(rule) == words


def test_the_end_of_a_rhythm_is_a_berlin_day() -> None:
    assert german.rhythm_words("FREQ=DAILY;UNTIL=20270131T230000Z").endswith("bis 01.02.2027")
    assert german.rhythm_words("FREQ=DAILY;UNTIL=20270131T225959Z").endswith("bis 31.01.2027")


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "jeden Montag",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=zwei",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270131",
        "FREQ=WEEKLY;UNTIL=morgen",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=1,-1",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=MONTHLY;BYDAY=MO,TU",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
    ],
)
def test_a_rhythm_without_german_words_is_refused(rule: str) -> None:
    with pytest.raises(german.UnreadableRhythm):
        german.rhythm_words(rule)
