"""Talks and what was said about them, made through actions."""

from datetime import datetime, timedelta
from typing import Any

from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.actions import reasons
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Case
from roterfaden.talk import reasons as delivered
from roterfaden.talk.actions import record_not_raised
from roterfaden.talk.models import NotRaised, NotRaisedReason
from tests.factories.house import House


def a_talk(
    house: House, case: Case, *, at: datetime | None = None, by: StaffMember | None = None
) -> Meeting:
    """A planned talk of now, or of another moment."""
    return meetings.arrange(
        case=case,
        starts_at=at or house.at,
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.IN_PERSON,
        by=by or house.counsellor,
        at=house.at,
    )


def a_held_talk(house: House, case: Case, *, by: StaffMember | None = None) -> Meeting:
    """A talk of now that took place."""
    by = by or house.counsellor
    talk = a_talk(house, case, by=by)
    return meetings.record(meeting=talk, outcome=Outcome.TOOK_PLACE, by=by, at=house.at)


def a_silence(house: House, case: Case, **how: Any) -> NotRaised:
    """A talk of now in which the plan was not raised."""
    said: dict[str, Any] = {"reason": "too_much", "by": house.counsellor, "at": house.at, **how}
    return record_not_raised(case=case, **said)


def a_reason_not_to_raise(house: House, label: str = "Umzug steht bevor") -> NotRaisedReason:
    """A further reason of the office."""
    return reasons.add(
        reason=NotRaisedReason(
            jobcentre=house.jobcentre, category=NotRaisedReason.Category.LEAVING_BENEFITS
        ),
        delivered=delivered.delivered(house.jobcentre),
        words={"label": label, "ground": NotRaisedReason.Ground.OFFICE},
        by=house.staff[Role.SPECIALIST],
        at=house.at,
    )


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
