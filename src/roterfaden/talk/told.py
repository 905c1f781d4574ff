"""What talks told about a case, loaded with its meetings: no query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roterfaden.meetings.models import Meeting
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NotRaised, TalkRecord


@dataclass(frozen=True)
class Task:
    """A small task that is still open."""

    meeting_id: UUID
    text: str
    due_on: date
    owner: str


@dataclass(frozen=True)
class Silence:
    """A talk in which the plan was not raised; ``task`` and ``due_on`` where one was agreed."""

    starts_at: datetime
    words: str
    task: str = ""
    due_on: date | None = None


def meetings_told(case: Case) -> list[Meeting]:
    """The meetings of a case with what :func:`silences`, :func:`tasks`, :func:`record_of` read."""
    known = Meeting.objects.filter(case=case)
    return list(known.select_related("talk_record", "not_raised__task"))


def silences(meetings: Sequence[Meeting]) -> list[Silence]:
    """The talks in which the plan was not raised."""
    return [_silence(one) for one in _not_raised(meetings)]


def tasks(meetings: Sequence[Meeting]) -> list[Task]:
    """Small tasks that nobody has called done, the nearest first."""
    agreed = [getattr(one, "task", None) for one in _not_raised(meetings)]
    still_open = [task for task in agreed if task is not None and task.done_at is None]
    return [
        Task(task.not_raised.meeting_id, task.text, task.due_on, task.owner)
        for task in sorted(still_open, key=lambda task: task.due_on)
    ]


def record_of(meeting: Meeting) -> TalkRecord | None:
    """What was recorded about a talk, whoever may read it."""
    return getattr(meeting, "talk_record", None)


def _not_raised(meetings: Sequence[Meeting]) -> list[NotRaised]:
    said = [getattr(one, "not_raised", None) for one in meetings]
    return [one for one in said if one is not None]


def _silence(one: NotRaised) -> Silence:
    task = getattr(one, "task", None)
    words = one.note or one.reason_words
    if task is None:
        return Silence(one.meeting.starts_at, words)
    return Silence(one.meeting.starts_at, words, task.text, task.due_on)
