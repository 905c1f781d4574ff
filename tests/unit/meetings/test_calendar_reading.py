"""What an iCalendar file says, event by event; nothing is dropped."""

from datetime import UTC, date, datetime

import pytest

from roterfaden.meetings.calendar import reading
from roterfaden.meetings.calendar.reading import CalendarEvent, UnreadableCalendar, read

ON = date(2026, 11, 20)
OUTLOOK = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, zone: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{zone}{inner}END:VCALENDAR\n"


def only(event: str, zone: str = "") -> CalendarEvent:
    (found,) = read(calendar(event, zone=zone), ON)
    return found


@pytest.mark.parametrize(
    ("begin", "in_utc"),
    [
        ("DTSTART:20261124T093000Z", (9, 30)),
        ("DTSTART;TZID=Europe/Berlin:20261124T103000", (9, 30)),
        ("DTSTART;TZID=W. Europe Standard Time:20261124T103000", (9, 30)),
        ("DTSTART;TZID=Europe/Istanbul:20261124T123000", (9, 30)),
        ("DTSTART:20261124T103000", (9, 30)),
        ("DTSTART;TZID=Europe/Berlin:20260724T103000", (8, 30)),
        ("DTSTART;TZID=W. Europe Standard Time:20260724T103000", (8, 30)),
    ],
)
def test_a_time_is_read_in_its_zone_and_one_without_zone_is_meant_in_berlin(
    begin: str, in_utc: tuple[int, int]
) -> None:
    event = only(f"UID:1\n{begin}\nSUMMARY:Gespräch 101A000001", zone=OUTLOOK)
    assert event.starts_at
    at = event.starts_at.astimezone(UTC)
    assert (at.hour, at.minute) == in_utc
    assert not event.problem


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        ("DTEND:20261124T101500Z", 45),
        ("DURATION:PT1H", 60),
        ("", 30),
    ],
)
def test_the_length_is_what_end_or_duration_say(lines: str, minutes: int) -> None:
    assert only(f"UID:1\nDTSTART:20261124T093000Z\n{lines}").minutes == minutes


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("SUMMARY:Gespräch 101A000001", ("101A000001",)),
        ("SUMMARY:101a000001 Haddad", ("101A000001",)),
        ("SUMMARY:Gespräch\nDESCRIPTION:KdNr. 101A000001\\, Raum 2", ("101A000001",)),
        ("SUMMARY:101A000001\nDESCRIPTION:101A000001", ("101A000001",)),
        ("SUMMARY:101A000001 und 101A000002", ("101A000001", "101A000002")),
        ("SUMMARY:Aktenzeichen 9101A0000012", ()),
        ("SUMMARY:Zahnarzt", ()),
    ],
)
def test_people_are_known_by_their_number_in_title_or_description(
    words: str, numbers: tuple[str, ...]
) -> None:
    assert only(f"UID:1\nDTSTART:20261124T093000Z\n{words}").numbers == numbers


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("UID:1\nSUMMARY:ohne Beginn", reading.NO_BEGIN),
        ("UID:1\nDTSTART:morgen früh", reading.NO_BEGIN),
        ("UID:1\nDTSTART;VALUE=DATE:20261124", reading.WHOLE_DAY),
        ("UID:1\nDTSTART:20261124T093000Z\nRRULE:FREQ=FULLMOON", reading.SERIES),
        ("UID:1\nDTSTART:20250107T093000Z\nRRULE:FREQ=DAILY;COUNT=5", reading.SERIES_OVER),
        ("DTSTART:20261124T093000Z", reading.NO_UID),
    ],
)
def test_what_cannot_be_a_meeting_is_given_with_its_reason(lines: str, problem: str) -> None:
    assert only(lines).problem == problem


def test_one_changed_date_of_a_series_is_an_event_of_its_own() -> None:
    event = only("UID:1\nDTSTART:20261124T093000Z\nRECURRENCE-ID:20261123T093000Z")
    assert event.uid == "1/20261123T093000Z"
    assert not event.problem


def starts(*events: str, zone: str = "") -> list[str]:
    found = read(calendar(*events, zone=zone), ON)
    return [
        f"{one.starts_at:%d.%m. %H:%M}" + (" abgesagt" if one.is_cancelled else "")
        for one in found
        if one.starts_at
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            "DTSTART;TZID=Europe/Berlin:20261005T100000\nRRULE:FREQ=MONTHLY;COUNT=4",
            ["05.12. 10:00", "05.01. 10:00"],
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20261124T100000\nRRULE:FREQ=WEEKLY;UNTIL=20261208T090000Z",
            ["24.11. 10:00", "01.12. 10:00", "08.12. 10:00"],
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20261124T100000\nRRULE:FREQ=WEEKLY;UNTIL=20261201",
            ["24.11. 10:00", "01.12. 10:00"],
        ),
        (
            (
                "DTSTART;TZID=Europe/Berlin:20261124T100000\nRRULE:FREQ=WEEKLY;COUNT=2\n"
                "EXDATE;TZID=Europe/Berlin:20261201T100000\nRDATE;TZID=Europe/Berlin:20261203T140000"
            ),
            ["24.11. 10:00", "01.12. 10:00 abgesagt", "03.12. 14:00"],
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20270323T100000\nRRULE:FREQ=WEEKLY;COUNT=2",
            ["23.03. 10:00", "30.03. 10:00"],
        ),
    ],
)
def test_a_series_is_read_date_by_date(lines: str, found: list[str]) -> None:
    assert starts(f"UID:1\n{lines}") == found


def test_a_series_in_summer_and_winter_is_at_the_same_hour() -> None:
    text = calendar("UID:1\nDTSTART;TZID=Europe/Berlin:20270323T100000\nRRULE:FREQ=WEEKLY;COUNT=2")
    hours = [one.starts_at.astimezone(UTC).hour for one in read(text, ON) if one.starts_at]
    assert hours == [9, 8]


def test_a_changed_date_of_a_series_stands_once_and_is_known_in_any_zone() -> None:
    series = "UID:1\nDTSTART;TZID=Europe/Berlin:20261124T100000\nRRULE:FREQ=WEEKLY;COUNT=2"
    changed = "UID:1\nDTSTART:20261202T120000Z\nRECURRENCE-ID;TZID=Europe/Berlin:20261201T100000"
    found = read(calendar(series, changed), ON)
    assert [one.uid for one in found] == ["1/20261124T090000Z", "1/20261201T090000Z"]
    assert found[1].starts_at == datetime(2026, 12, 2, 12, tzinfo=UTC)


def test_a_series_without_end_stops_after_half_a_year() -> None:
    found = read(calendar("UID:1\nDTSTART:20200106T100000Z\nRRULE:FREQ=WEEKLY"), ON)
    assert len(found) == 26
    assert len({one.uid for one in found}) == 26


def test_each_event_says_in_which_line_it_begins_and_whether_it_is_cancelled() -> None:
    first, second = read(
        calendar(
            "UID:1\nDTSTART:20261124T093000Z",
            "UID:2\nDTSTART:20261124T103000Z\nSTATUS:CANCELLED",
        ),
        ON,
    )
    assert (first.line, second.line) == (4, 8)
    assert (first.is_cancelled, second.is_cancelled) == (False, True)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "no-calendar"),
        ("Liebe Kollegin, anbei die Termine.", "no-calendar"),
        ("x" * (reading.LARGEST + 1), "too-long"),
    ],
)
def test_what_is_no_calendar_is_refused_by_name(text: str, trouble: str) -> None:
    with pytest.raises(UnreadableCalendar, match=trouble):
        read(text, ON)


def test_several_calendars_in_one_file_are_all_read() -> None:
    text = calendar("UID:1\nDTSTART:20261124T093000Z") + calendar("UID:2\nDTSTART:20261124T093000Z")
    assert [event.uid for event in read(text, ON)] == ["1", "2"]
    assert all(
        event.starts_at == datetime(2026, 11, 24, 9, 30, tzinfo=UTC) for event in read(text, ON)
    )
