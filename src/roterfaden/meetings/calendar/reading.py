"""What an iCalendar file says, event by event, without knowing any case.

Nothing is dropped: an event that cannot be a meeting is given with the reason why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from icalendar import Calendar, Event
from icalendar.error import BrokenCalendarProperty

from roterfaden.core.german import BERLIN
from roterfaden.meetings.calendar.series import UnreadableSeries, dates, key_of

LARGEST = 2_000_000
"""Characters of a file; a year of a full calendar has a tenth of that."""
NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{3}[A-Za-z]\d{6})(?![0-9A-Za-z])")
LONGEST = 12 * 60
_SHORT = 120


class UnreadableCalendar(ValueError):
    """The text is no iCalendar file; the message names the line where that is known."""


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """One VEVENT; ``line`` is where it begins in the file, ``problem`` why it cannot be a meeting.

    ``uid`` names one occurrence: of a series with a changed one also which. ``numbers`` are the
    Kundennummern found in title and description, each once. Times are aware.
    """

    line: int
    uid: str = ""
    title: str = ""
    place: str = ""
    starts_at: datetime | None = None
    minutes: int = 30
    is_cancelled: bool = False
    numbers: tuple[str, ...] = ()
    problem: str = ""
    hint: str = field(default="", compare=False)
    """Title and place in small letters, to propose how the talk is held."""


NO_BEGIN = "no-begin"
WHOLE_DAY = "whole-day"
SERIES = "series"
SERIES_OVER = "series-over"
NO_UID = "no-uid"


def read(text: str, on: date) -> list[CalendarEvent]:
    """All events in the order of the file; of one uid the newest (SEQUENCE) comes last.

    A series is given date by date, from the day ``on`` for half a year. A date that stands in the
    file once more, changed, is given as changed; one taken out of the series as cancelled.

    Raises:
        UnreadableCalendar: the text is no calendar at all, or too long.
    """
    if len(text) > LARGEST:
        raise UnreadableCalendar("too-long")
    if "BEGIN:VCALENDAR" not in text:
        raise UnreadableCalendar("no-calendar")
    try:
        calendars = Calendar.from_ical(text.strip(), multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise UnreadableCalendar("broken") from error
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    placed = [(cast(Event, event), line) for event, line in zip(events, _lines(text), strict=True)]
    changed = {_uid(event) for event, _line in placed if event.get("RECURRENCE-ID")}
    return [one for event, line in placed for one in _all(event, line, on, changed)]


def _all(event: Event, line: int, on: date, changed: set[str]) -> Iterator[CalendarEvent]:
    """The event, or the dates of a series that stand nowhere else."""
    found = _event(event, line)
    if found.problem or not found.starts_at or not event.get("RRULE"):
        yield found
        return
    try:
        known = dates(event, found.starts_at, on)
    except UnreadableSeries:
        yield replace(found, problem=SERIES)
        return
    if not known:
        yield replace(found, problem=SERIES_OVER)
    for moment, is_out in known:
        uid = f"{found.uid}/{key_of(moment)}"[:255]
        if uid not in changed:
            gone = found.is_cancelled or is_out
            yield replace(found, uid=uid, starts_at=moment, is_cancelled=gone)


def _lines(text: str) -> Iterator[int]:
    for number, line in enumerate(text.strip().splitlines(), 1):
        if line.strip().upper() == "BEGIN:VEVENT":
            yield number


def _event(event: Event, line: int) -> CalendarEvent:
    title, description = _text(event, "SUMMARY"), _text(event, "DESCRIPTION")
    starts_at, minutes, problem = _times(event)
    uid = _uid(event)
    return CalendarEvent(
        line=line,
        uid=uid,
        title=title,
        place=_text(event, "LOCATION")[:_SHORT],
        starts_at=starts_at,
        minutes=minutes,
        is_cancelled=_text(event, "STATUS").upper() == "CANCELLED",
        numbers=_numbers(f"{title}\n{description}"),
        problem=problem or ("" if uid else NO_UID),
        hint=f"{title} {_text(event, 'LOCATION')}".lower(),
    )


def _uid(event: Event) -> str:
    """Which event, and of a series which date."""
    uid, changed = _text(event, "UID"), _moment(event.get("RECURRENCE-ID"))
    return (f"{uid}/{key_of(changed)}" if changed else uid)[:255]


def _text(event: Event, name: str) -> str:
    value = event.get(name, "")
    if isinstance(value, list):
        value = value[0]
    return " ".join(str(value).split()) if name != "DESCRIPTION" else str(value)


def _numbers(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.upper() for found in NUMBER.findall(words)))


def _times(event: Event) -> tuple[datetime | None, int, str]:
    """Begin, minutes and what is wrong with them; a time without zone is meant in Berlin."""
    begin = _moment(event.get("DTSTART"))
    if begin is None:
        return None, 30, NO_BEGIN
    if not isinstance(begin, datetime):
        return None, 30, WHOLE_DAY
    starts_at = _aware(begin)
    length = _length(event, starts_at)
    return starts_at, min(max(round(length / timedelta(minutes=1)), 1), LONGEST), ""


def _length(event: Event, starts_at: datetime) -> timedelta:
    end, duration = _moment(event.get("DTEND")), _moment(event.get("DURATION"))
    if isinstance(end, datetime):
        return _aware(end) - starts_at
    return duration if isinstance(duration, timedelta) else timedelta(minutes=30)


def _moment(value: Any) -> Any:
    try:
        return getattr(value, "dt", None)
    except BrokenCalendarProperty:
        return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)
