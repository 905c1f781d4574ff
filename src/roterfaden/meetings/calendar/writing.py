"""Meetings as an iCalendar file that says no more than a calendar on a phone may know.

The title has initials only, of a protected case not even those; the address of the page leads
whoever may see the case to everything else. Name, Kundennummer, interpreter, companions and
reasons stay here.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from roterfaden.meetings.models import Meeting


def as_ics(
    meetings: Iterable[Meeting], address_of: Callable[[Meeting], str], *, at: datetime
) -> bytes:
    """The planned meetings, each with its own lasting UID; times in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Roter Faden//Termine//DE")
    calendar.add("version", "2.0")
    for meeting in meetings:
        calendar.add_component(_event(meeting, address_of(meeting), at))
    text: bytes = calendar.to_ical()
    return text


def _event(meeting: Meeting, address: str, at: datetime) -> Event:
    event = Event()
    own = f"{meeting.pk}@roter-faden"
    event.add("uid", own if "/" in meeting.calendar_uid else meeting.calendar_uid or own)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", _title(meeting))
    event.add("description", address)
    event.add("url", address)
    if meeting.place:
        event.add("location", meeting.place)
    event.add("class", "PRIVATE")
    return event


def _title(meeting: Meeting) -> str:
    """``Folgegespräch S. H.``; German, as a calendar is shared in the office."""
    kind = "Erstgespräch" if meeting.kind == Meeting.Kind.FIRST else "Folgegespräch"
    if meeting.case.is_protected:
        return kind
    person = meeting.case.recipient
    return f"{kind} {person.first_name[:1]}. {person.last_name[:1]}."
