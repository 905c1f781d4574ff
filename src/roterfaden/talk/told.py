"""What talks told about a case, loaded with the case itself: no query more for its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from roterfaden.organisations.models import StaffMember
from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NotRaised, TalkRecord
from roterfaden.talk.models.records import way_names


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


@dataclass(frozen=True)
class Told:
    """Silences and open tasks; ``own`` are the ways, by talk, that this person may read."""

    silences: list[Silence]
    tasks: list[Task]
    recorded: set[UUID]
    own: dict[UUID, str]
    unanswered: int


def with_told(cases: QuerySet[Case], staff: StaffMember, day: date) -> QuerySet[Case]:
    """The cases with what :func:`told` reads; records of talks only as far as readable."""
    here = OuterRef("pk")
    silent = NotRaised.objects.filter(meeting__case=here).order_by("meeting__starts_at")
    records = TalkRecord.objects.filter(meeting__case=here)
    own = TalkRecord.objects.readable_by(staff, day).filter(meeting__case=here)
    unanswered = Proof.objects.unanswered().filter(case=here)
    return cases.annotate(
        told_silences=ArraySubquery(silent.values_list(_SILENCE)),
        told_recorded=ArraySubquery(records.values_list("meeting_id")),
        told_own=ArraySubquery(own.values_list(JSONObject(meeting="meeting_id", ways="ways"))),
        told_unanswered=ArraySubquery(unanswered.values_list("pk")),
    )


_SILENCE = JSONObject(
    meeting="meeting_id",
    starts_at="meeting__starts_at",
    reason="reason_words",
    note="note",
    task="task__text",
    due_on="task__due_on",
    owner="task__owner",
    done_at=F("task__done_at"),
)


def told(case: Case) -> Told:
    """What :func:`with_told` loaded."""
    kept: Mapping[str, Any] = case.__dict__
    silences = kept["told_silences"]
    own = kept["told_own"] or []  # None for those who may read no record at all
    return Told(
        silences=[_silence(one) for one in silences],
        tasks=sorted(
            (_task(one) for one in silences if one["task"] and one["done_at"] is None),
            key=lambda task: task.due_on,
        ),
        recorded=set(kept["told_recorded"]),
        own={UUID(one["meeting"]): ", ".join(way_names(one["ways"])) for one in own},
        unanswered=len(kept["told_unanswered"]),
    )


def silence_of(one: NotRaised) -> Silence:
    """The same of a row loaded with its talk and task."""
    task = getattr(one, "task", None)
    words = one.note or one.reason_words
    if task is None:
        return Silence(one.meeting.starts_at, words)
    return Silence(one.meeting.starts_at, words, task.text, task.due_on)


def _silence(one: Mapping[str, Any]) -> Silence:
    starts_at, words = datetime.fromisoformat(one["starts_at"]), one["note"] or one["reason"]
    due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
    return Silence(starts_at, words, one["task"] or "", due_on)


def _task(one: Mapping[str, Any]) -> Task:
    due_on = date.fromisoformat(one["due_on"])
    return Task(UUID(one["meeting"]), one["task"], due_on, one["owner"])
