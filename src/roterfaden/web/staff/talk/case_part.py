"""What the page of a case says about its talks: tasks, how the plan came up, proofs that wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case
from roterfaden.talk.models import SmallTask, TalkRecord

LATELY = timedelta(days=28)


@dataclass(frozen=True)
class TalkPart:
    """Open tasks, the latest talk whose use is mine to say, and how many proofs wait for a word."""

    tasks: list[SmallTask]
    talk: Meeting | None
    record: TalkRecord | None
    unanswered: int


def talk_part(case: Case, meetings: Iterable[Meeting], staff: StaffMember, today: date) -> TalkPart:
    """The part for this person; four queries at most. ``meetings`` are those of the case."""
    tasks = SmallTask.objects.of_case(case).still_open().select_related("not_raised")
    unanswered = Proof.objects.filter(case=case).unanswered().count()
    talk, record = None, None
    if staff.has(Permission.EDIT_PLANS):
        talk, record = _to_record(meetings, staff, today)
    return TalkPart(list(tasks), talk, record, unanswered)


def _to_record(
    meetings: Iterable[Meeting], staff: StaffMember, today: date
) -> tuple[Meeting | None, TalkRecord | None]:
    """The latest talk that was held, unless somebody else has said how the plan came up in it."""
    held = [one for one in meetings if one.outcome == Outcome.TOOK_PLACE]
    if not held or held[-1].on < today - LATELY:
        return None, None
    known = TalkRecord.objects.filter(meeting=held[-1])
    own = TalkRecord.objects.readable_by(staff, today).filter(meeting=held[-1])
    found = own.first()
    if found is None and known.exists():
        return None, None
    return held[-1], found
