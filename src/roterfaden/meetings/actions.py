"""Arranging a meeting, moving it, recording what became of it, and taking that back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock, spoken
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome, check_can_become
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case


@transaction.atomic
def arrange(
    *,
    case: Case,
    starts_at: datetime,
    kind: Meeting.Kind,
    channel: Meeting.Channel,
    by: StaffMember,
    at: datetime,
) -> Meeting:
    """A new meeting, also one that was held already and is written down afterwards.

    The same one sent twice is one meeting. Raises :class:`Refused` for a day outside the case.
    """
    case = _locked_case(case, by)
    _check_day(case, starts_at)
    known = case.meetings.filter(outcome=Outcome.PLANNED, starts_at=starts_at).first()
    if known and (known.kind, known.channel) == (kind, channel):
        return known
    _check_free(known)
    meeting = Meeting.objects.create(
        case=case, starts_at=starts_at, kind=kind, channel=channel, arranged_at=at, arranged_by=by
    )
    _log(Change.MEETING_ARRANGED, meeting, by, at, day=str(meeting.on), channel=str(channel))
    return meeting


@transaction.atomic
def move(*, meeting: Meeting, starts_at: datetime, by: StaffMember, at: datetime) -> Meeting:
    """Another time for the same talk; gives the new meeting. The old one stays on record."""
    meeting = _locked(meeting, by)
    check_can_become(meeting.outcome, Outcome.MOVED)
    _check_day(meeting.case, starts_at)
    if starts_at == meeting.starts_at:
        raise Refused(_("Der Termin liegt schon zu dieser Zeit. Wählen Sie eine andere."))
    planned = meeting.case.meetings.filter(outcome=Outcome.PLANNED)
    _check_free(planned.filter(starts_at=starts_at).first())
    successor = Meeting.objects.create(
        case=meeting.case,
        starts_at=starts_at,
        kind=meeting.kind,
        channel=meeting.channel,
        arranged_at=at,
        arranged_by=by,
    )
    _close(meeting, Outcome.MOVED, by, at, moved_to=successor)
    _log(Change.MEETING_MOVED, meeting, by, at, to=str(successor.pk), day=str(successor.on))
    return successor


@transaction.atomic
def record(
    *,
    meeting: Meeting,
    outcome: Outcome,
    by: StaffMember,
    at: datetime,
    good_cause: Meeting.GoodCause | None = None,
) -> Meeting:
    """Whether it took place or was missed; for a missed one also whether a good cause is known.

    The same said twice is recorded once. Raises :class:`Refused` before its day.
    """
    meeting = _locked(meeting, by)
    if outcome not in {Outcome.TOOK_PLACE, Outcome.MISSED}:
        raise ValueError("Moving and cancelling have actions of their own.")
    cause = str(good_cause or Meeting.GoodCause.UNCLEAR) if outcome == Outcome.MISSED else ""
    if (meeting.outcome, meeting.good_cause) == (outcome, cause):
        return meeting
    check_can_become(meeting.outcome, outcome)
    if not meeting.has_come(clock.day_of(at)):
        raise Refused(
            _("Der Termin ist erst am %(day)s. Was daraus wurde, halten Sie danach fest.")
            % {"day": spoken.day(meeting.on)}
        )
    _close(meeting, outcome, by, at, good_cause=cause)
    _log(Change.MEETING_RECORDED, meeting, by, at, outcome=str(outcome), good_cause=cause)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, by: StaffMember, at: datetime) -> Meeting:
    """The meeting will not be held, and no other stands in its stead."""
    meeting = _locked(meeting, by)
    if meeting.outcome == Outcome.CANCELLED:
        return meeting
    check_can_become(meeting.outcome, Outcome.CANCELLED)
    _close(meeting, Outcome.CANCELLED, by, at)
    _log(Change.MEETING_CANCELLED, meeting, by, at)
    return meeting


@transaction.atomic
def take_back(*, meeting: Meeting, by: StaffMember, at: datetime) -> Meeting:
    """Undo what was recorded: the meeting is planned again.

    The one that stood in the stead of a moved meeting never was, unless something happened to it.
    """
    meeting = _locked(meeting, by)
    if meeting.is_planned:
        return meeting
    check_can_become(meeting.outcome, Outcome.PLANNED)
    _check_free(
        meeting.case.meetings.filter(outcome="planned", starts_at=meeting.starts_at).first()
    )
    successor, was = meeting.moved_to, meeting.outcome
    if successor and not successor.is_planned:
        raise StateRefused(
            _("Zum neuen Termin ist schon etwas festgehalten. Nehmen Sie zuerst das zurück.")
        )
    meeting.outcome, meeting.good_cause, meeting.moved_to = Outcome.PLANNED, "", None
    meeting.recorded_at = meeting.recorded_by = None
    meeting.save()
    if successor:
        successor.delete()
    _log(Change.MEETING_TAKEN_BACK, meeting, by, at, was=was)
    return meeting


def _locked_case(case: Case, by: StaffMember) -> Case:
    by.require(Permission.EDIT_PLANS)
    if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise NotPermitted(_("Diesen Fall sehen Sie nicht."))
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _locked(meeting: Meeting, by: StaffMember) -> Meeting:
    """The meeting as it is stored now, locked with its case; raises ``NotPermitted``."""
    case = _locked_case(meeting.case, by)
    meeting = Meeting.objects.select_related("moved_to").get(pk=meeting.pk)
    meeting.case = case
    return meeting


def _check_day(case: Case, starts_at: datetime) -> None:
    day = clock.day_of(starts_at)
    if day < case.begins_on or (case.ends_on and day > case.ends_on):
        raise Refused(
            _("Der Fall läuft an diesem Tag nicht. Wählen Sie einen Tag seiner Laufzeit.")
        )


def _check_free(known: Meeting | None) -> None:
    if known is not None:
        raise Refused(_("Zu dieser Zeit gibt es für diese Person schon einen Termin."))


def _close(
    meeting: Meeting, outcome: Outcome, by: StaffMember, at: datetime, **fields: object
) -> None:
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.outcome, meeting.recorded_at, meeting.recorded_by = outcome, at, by
    meeting.save()


def _log(change: Change, meeting: Meeting, by: StaffMember, at: datetime, **facts: object) -> None:
    log(
        change,
        jobcentre_id=meeting.case.jobcentre_id,
        by=by,
        target=meeting,
        at=at,
        facts={"case": str(meeting.case_id), **facts},
    )
