"""What the page of a case says about its talks: tasks, how the plan came up, proofs that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.talk.policies import may_read
from roterfaden.talk.told import Task, record_of, tasks

LATELY = timedelta(days=28)


@dataclass(frozen=True)
class TalkPart:
    """Open tasks, the latest talk whose use is mine to say, and how many proofs wait for a word."""

    tasks: list[Task]
    talk: Meeting | None
    ways: str
    unanswered: int


def talk_part(
    meetings: Sequence[Meeting],
    unanswered: int,
    staff: StaffMember,
    today: date,
    *,
    counsels: bool,
) -> TalkPart:
    """The part for this person, who counsels the case or not.

    ``meetings`` are those of the case in the order of time, as :func:`meetings_told` loads them.
    """
    talk = _latest(meetings, today) if staff.has(Permission.EDIT_PLANS) else None
    record = record_of(talk) if talk else None
    if record and not may_read(record, staff, counsels=counsels):
        talk, record = None, None
    return TalkPart(tasks(meetings), talk, str(record or ""), unanswered)


def _latest(meetings: Sequence[Meeting], today: date) -> Meeting | None:
    """The last talk that was held, unless that is long ago."""
    held = [one for one in meetings if one.outcome == Outcome.TOOK_PLACE]
    return held[-1] if held and held[-1].on >= today - LATELY else None
