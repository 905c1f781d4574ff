"""Deadlines as an iCalendar file that says no more than a calendar on a phone may know.

All-day events with initials only, of a protected case not even those; an alarm on the day of the
reminder. Who may see the case finds the rest behind the address.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from roterfaden.deadlines.listing import Row

_MORNING = time(8)


def as_ics(rows: Iterable[Row], address_of: Callable[[Row], str], *, at: datetime) -> bytes:
    """Each deadline with a UID of its own that stays when its day moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Roter Faden//Fristen//DE")
    calendar.add("version", "2.0")
    for row in rows:
        calendar.add_component(_event(row, address_of(row), at))
    text: bytes = calendar.to_ical()
    return text


def _event(row: Row, address: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{row.uid}@roter-faden")
    event.add("dtstamp", at)
    event.add("dtstart", row.on)
    event.add("dtend", row.on + timedelta(days=1))
    event.add("summary", _title(row))
    event.add("url", address)
    event.add("description", address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if row.remind_on is not None:
        event.add_component(_alarm(row))
    return event


def _alarm(row: Row) -> Alarm:
    """In the morning of the reminder; relative, so that it holds in every time zone."""
    alarm = Alarm()
    days = (row.on - (row.remind_on or row.on)).days
    alarm.add("action", "DISPLAY")
    alarm.add("description", row.name)
    alarm.add("trigger", timedelta(hours=_MORNING.hour) - timedelta(days=days))
    return alarm


def _title(row: Row) -> str:
    if row.case.is_protected:
        return row.name
    person = row.case.recipient
    return f"{row.name}: {person.first_name[:1]}. {person.last_name[:1]}."
