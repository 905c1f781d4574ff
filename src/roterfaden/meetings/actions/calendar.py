"""Taking over what a calendar says, through the same actions as everything about meetings."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from roterfaden.meetings.actions.meetings import arrange, cancel, describe, move
from roterfaden.meetings.calendar.matching import What, proposals
from roterfaden.meetings.calendar.reading import CalendarEvent
from roterfaden.meetings.models import Details, Meeting
from roterfaden.organisations.models import StaffMember


@dataclass(frozen=True)
class Choice:
    """An event that somebody takes over, and what they said about it."""

    event: CalendarEvent
    channel: Meeting.Channel = Meeting.Channel.IN_PERSON
    not_in_person_because: str = ""


@transaction.atomic
def take(*, choice: Choice, by: StaffMember, at: datetime) -> Meeting | None:
    """Take one event over, as it stands now; gives the meeting, or None when nothing is to do.

    What it does is found out again here: between preview and taking something may have changed,
    and the same taken twice is one meeting. Raises :class:`Refused` as the single actions do.
    """
    event = choice.event
    proposal = proposals([event], by)[0]
    if proposal.what == What.NEW and proposal.case and event.starts_at:
        return arrange(
            case=proposal.case,
            starts_at=event.starts_at,
            kind=Meeting.Kind(proposal.kind),
            channel=choice.channel,
            details=_details(choice),
            by=by,
            at=at,
        )
    meeting = proposal.meeting
    if meeting is None or not proposal.can_be_taken:
        return None
    if proposal.what == What.CANCELLED:
        return cancel(meeting=meeting, by=by, at=at)
    if proposal.what == What.MOVED and event.starts_at:
        meeting = move(meeting=meeting, starts_at=event.starts_at, by=by, at=at)
    return _described(meeting, event, by, at)


def _details(choice: Choice) -> Details:
    return Details(
        minutes=choice.event.minutes,
        place=choice.event.place,
        not_in_person_because=choice.not_in_person_because.strip(),
        calendar_uid=choice.event.uid,
    )


def _described(meeting: Meeting, event: CalendarEvent, by: StaffMember, at: datetime) -> Meeting:
    """Place and length as the calendar has them; what it does not say stays."""
    said = replace(meeting.details, minutes=event.minutes, place=event.place or meeting.place)
    if asdict(said) == asdict(meeting.details):
        return meeting
    return describe(
        meeting=meeting,
        kind=Meeting.Kind(meeting.kind),
        channel=Meeting.Channel(meeting.channel),
        details=said,
        by=by,
        at=at,
    )
