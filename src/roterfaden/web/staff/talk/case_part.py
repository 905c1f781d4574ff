"""What the page of a case says about its talks: tasks, how the plan came up, proofs that wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.talk.told import Task, Told

LATELY = timedelta(days=28)


@dataclass(frozen=True)
class TalkPart:
    """Open tasks, the latest talk whose use is mine to say, and how many proofs wait for a word."""

    tasks: list[Task]
    talk: Meeting | None
    ways: str
    unanswered: int


def talk_part(told: Told, meetings: Iterable[Meeting], staff: StaffMember, today: date) -> TalkPart:
    """The part for this person; ``meetings`` are those of the case, in the order of time."""
    talk = _to_record(told, meetings, today) if staff.has(Permission.EDIT_PLANS) else None
    ways = told.own.get(talk.pk, "") if talk else ""
    return TalkPart(told.tasks, talk, ways, told.unanswered)


def _to_record(told: Told, meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The latest talk that was held, unless somebody else has said how the plan came up in it."""
    held = [one for one in meetings if one.outcome == Outcome.TOOK_PLACE]
    if not held or held[-1].on < today - LATELY:
        return None
    is_theirs = held[-1].pk in told.recorded and held[-1].pk not in told.own
    return None if is_theirs else held[-1]
