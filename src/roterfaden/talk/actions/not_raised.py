"""The plan was not raised: reason, a small task, the next meeting, all in one breath."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case
from roterfaden.talk.actions.records import locked, locked_case, put
from roterfaden.talk.happened import facts_of
from roterfaden.talk.models import NotRaised, NotRaisedReason, SmallTask, TalkRecord
from roterfaden.talk.policies import check_may_read, check_was_held
from roterfaden.talk.reasons import Wording, wordings
from roterfaden.talk.ways import Way


@dataclass(frozen=True)
class Task:
    """What one side does until a day."""

    text: str
    due_on: date
    owner: SmallTask.Owner = SmallTask.Owner.RECIPIENT


@transaction.atomic
def record_not_raised(
    *,
    case: Case,
    reason: str,
    by: StaffMember,
    at: datetime,
    meeting: Meeting | None = None,
    note: str = "",
    task: Task | None = None,
    next_at: datetime | None = None,
    prepared_with_plan: bool | None = None,
) -> NotRaised:
    """A full outcome of a talk. It opens no procedure and renews no term of the plan.

    ``reason`` is the key of one of :func:`roterfaden.talk.reasons.wordings`. Without ``meeting``
    the talk is the one of now. ``next_at`` arranges the next one. Sent twice it is said once; sent
    anew it corrects what was said.

    Raises :class:`Refused` for an unknown reason, a task in the past, a talk that is still to come,
    and :class:`StateRefused` where a plan was agreed or offered in this very talk.
    """
    case = locked_case(case.pk, by)
    chosen = _chosen(case, reason, note, clock.day_of(at))
    _check_task(task, clock.day_of(at))
    meeting = locked(meeting, by) if meeting else _talk_of_now(case, by, at)
    check_was_held(meeting, clock.day_of(at))
    if facts_of(meeting).answered:
        raise StateRefused(
            _("In diesem Gespräch wurde ein Plan vorgelegt oder abgestimmt. Er kam also vor.")
        )
    record = put(meeting, {Way.NOT_RAISED}, by, at, prepared_with_plan=prepared_with_plan)
    meeting = record.meeting
    said = _say(meeting, chosen, note.strip(), by, at)
    _agree_on(said, task)
    if next_at is not None:
        _arrange_next(meeting, next_at, by, at)
    return said


@transaction.atomic
def take_back_not_raised(*, meeting: Meeting, by: StaffMember, at: datetime) -> None:
    """It was said by mistake: reason and task go, the talk and the next meeting stay.

    Raises ``NotPermitted`` for somebody who may not read the record, which becomes theirs with it.
    """
    meeting = locked(meeting, by)
    said = NotRaised.objects.filter(meeting=meeting).first()
    if said is None:
        return
    check_may_read(meeting.talk_record, by, clock.day_of(at))
    TalkRecord.objects.filter(meeting=meeting).update(ways=[], recorded_at=at, recorded_by=by)
    said.delete()
    meetings.log_about(Change.PLAN_NOT_RAISED_TAKEN_BACK, meeting, by, at)


@transaction.atomic
def mark_task(*, task: SmallTask, is_done: bool, by: StaffMember, at: datetime) -> SmallTask:
    """The small task is done, or was not after all."""
    meeting = locked(task.not_raised.meeting, by)
    task = SmallTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.is_done == is_done:
        return task
    task.done_at, task.done_by = (at, by) if is_done else (None, None)
    task.save(update_fields=["done_at", "done_by"])
    change = Change.SMALL_TASK_DONE if is_done else Change.SMALL_TASK_REOPENED
    meetings.log_about(change, meeting, by, at)
    return task


def _chosen(case: Case, key: str, note: str, day: date) -> Wording:
    offered = {one.key: one for one in wordings(case.jobcentre, day)}
    if key not in offered:
        raise Refused(_("Wählen Sie, warum der Plan nicht angesprochen wurde."))
    if offered[key].category == NotRaisedReason.Category.OTHER and not note.strip():
        raise Refused(_("Schreiben Sie den anderen Grund in wenigen Worten dazu."))
    return offered[key]


def _check_task(task: Task | None, today: date) -> None:
    if task is None:
        return
    if not task.text.strip():
        raise Refused(_("Schreiben Sie, was bis dahin zu tun ist."))
    if task.due_on < today:
        raise Refused(_("Die Aufgabe wäre schon vorbei. Wählen Sie heute oder einen Tag danach."))


def _talk_of_now(case: Case, by: StaffMember, at: datetime) -> Meeting:
    """The talk that is held without having been arranged."""
    met = Meeting.objects.met().filter(case=case).exists()
    return meetings.arrange(
        case=case,
        starts_at=at.replace(second=0, microsecond=0),
        kind=Meeting.Kind.FOLLOW_UP if met else Meeting.Kind.FIRST,
        channel=Meeting.Channel.IN_PERSON,
        by=by,
        at=at,
    )


def _say(meeting: Meeting, reason: Wording, note: str, by: StaffMember, at: datetime) -> NotRaised:
    values: dict[str, Any] = {
        "category": reason.category,
        "reason_words": reason.label,
        "ground": reason.ground,
        "ground_words": reason.ground_words,
        "note": note,
    }
    known = NotRaised.objects.filter(meeting=meeting).first()
    if known and all(getattr(known, name) == value for name, value in values.items()):
        return known
    said = known or NotRaised(meeting=meeting)
    for name, value in values.items():
        setattr(said, name, value)
    said.recorded_at, said.recorded_by = at, by
    said.save()
    meetings.log_about(Change.PLAN_NOT_RAISED, meeting, by, at, category=reason.category)
    return said


def _agree_on(said: NotRaised, task: Task | None) -> None:
    known = SmallTask.objects.filter(not_raised=said).first()
    if task is None:
        if known:
            known.delete()
        return
    values = {"owner": task.owner, "text": task.text.strip(), "due_on": task.due_on}
    SmallTask.objects.update_or_create(not_raised=said, defaults=values)


def _arrange_next(meeting: Meeting, next_at: datetime, by: StaffMember, at: datetime) -> None:
    if next_at <= at:
        raise Refused(_("Das nächste Gespräch läge in der Vergangenheit. Prüfen Sie Tag und Zeit."))
    meetings.arrange(
        case=meeting.case,
        starts_at=next_at,
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel(meeting.channel),
        by=by,
        at=at,
    )
