"""Arranging a meeting, moving it, recording what became of it, and taking that back."""

from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock, spoken
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.law.rules.first_talk import needs_reason
from roterfaden.meetings.models import Details, Meeting
from roterfaden.meetings.states import Outcome, check_can_become
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case


class ReasonMissing(Refused):
    """A first talk that is not in person says no reason."""


@transaction.atomic
def arrange(
    *,
    case: Case,
    starts_at: datetime,
    kind: Meeting.Kind,
    channel: Meeting.Channel,
    by: StaffMember,
    at: datetime,
    details: Details | None = None,
) -> Meeting:
    """A new meeting, also one that was held already and is written down afterwards.

    The same one sent twice is one meeting. Raises :class:`Refused` for a day outside the case, and
    for a first talk that must be in person and gives no reason why it is not.
    """
    details = details or Details()
    case = _locked_case(case, by)
    _check_day(case, starts_at)
    _check_details(details, kind, channel, clock.day_of(starts_at), clock.day_of(at))
    known = case.meetings.filter(outcome=Outcome.PLANNED, starts_at=starts_at).first()
    if known and (known.kind, known.channel) == (kind, channel):
        return known
    _check_free(known)
    meeting = Meeting.objects.create(
        case=case,
        starts_at=starts_at,
        kind=kind,
        channel=channel,
        arranged_at=at,
        arranged_by=by,
        **asdict(details),
    )
    log_about(Change.MEETING_ARRANGED, meeting, by, at, day=str(meeting.on), channel=str(channel))
    return meeting


@transaction.atomic
def move(*, meeting: Meeting, starts_at: datetime, by: StaffMember, at: datetime) -> Meeting:
    """Another time for the same talk; gives the new meeting. The old one stays on record.

    Place, interpreter and companions go with it; whether somebody was invited to the new time is
    not known yet.
    """
    meeting = _locked(meeting, by)
    check_can_become(meeting.outcome, Outcome.MOVED)
    _check_day(meeting.case, starts_at)
    if starts_at == meeting.starts_at:
        raise Refused(_("Der Termin liegt schon zu dieser Zeit. Wählen Sie eine andere."))
    planned = meeting.case.meetings.filter(outcome=Outcome.PLANNED)
    _check_free(planned.filter(starts_at=starts_at).first())
    kind, channel = Meeting.Kind(meeting.kind), Meeting.Channel(meeting.channel)
    _check_reason(meeting.details, kind, channel, clock.day_of(starts_at))
    successor = Meeting.objects.create(
        case=meeting.case,
        starts_at=starts_at,
        kind=meeting.kind,
        channel=meeting.channel,
        arranged_at=at,
        arranged_by=by,
        **asdict(replace(meeting.details, invitation="", invited_on=None, calendar_uid="")),
    )
    uid = meeting.calendar_uid
    _close(meeting, Outcome.MOVED, by, at, moved_to=successor, calendar_uid="")
    _give_calendar(successor, uid)
    log_about(Change.MEETING_MOVED, meeting, by, at, to=str(successor.pk), day=str(successor.on))
    return successor


@transaction.atomic
def describe(
    *,
    meeting: Meeting,
    kind: Meeting.Kind,
    channel: Meeting.Channel,
    details: Details,
    by: StaffMember,
    at: datetime,
) -> Meeting:
    """Say anew what belongs to a meeting, also after it was held: who came along is known then.

    Raises :class:`StateRefused` for one that was moved or cancelled.
    """
    meeting = _locked(meeting, by)
    if meeting.outcome in {Outcome.MOVED, Outcome.CANCELLED}:
        raise StateRefused(
            _("Dieser Termin wurde verlegt oder abgesagt. Seine Angaben bleiben, wie sie waren.")
        )
    _check_details(details, kind, channel, meeting.on, clock.day_of(at))
    said = {"kind": str(kind), "channel": str(channel), **asdict(details)}
    changed = [name for name, value in said.items() if getattr(meeting, name) != value]
    if not changed:
        return meeting
    for name in changed:
        setattr(meeting, name, said[name])
    meeting.save(update_fields=changed)
    log_about(Change.MEETING_DESCRIBED, meeting, by, at, fields=sorted(changed))
    return meeting


@transaction.atomic
def settle_cause(
    *, meeting: Meeting, good_cause: Meeting.GoodCause, by: StaffMember, at: datetime
) -> Meeting:
    """Say later whether there was a good cause for not coming; however long ago it was."""
    meeting = _locked(meeting, by)
    if meeting.outcome != Outcome.MISSED:
        raise StateRefused(_("Nur zu einem verpassten Termin gehört ein wichtiger Grund."))
    if meeting.good_cause == good_cause:
        return meeting
    was, meeting.good_cause = meeting.good_cause, str(good_cause)
    meeting.save(update_fields=["good_cause"])
    log_about(Change.MEETING_CAUSE_SETTLED, meeting, by, at, was=was, good_cause=str(good_cause))
    return meeting


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
    log_about(Change.MEETING_RECORDED, meeting, by, at, outcome=str(outcome), good_cause=cause)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, by: StaffMember, at: datetime) -> Meeting:
    """The meeting will not be held, and no other stands in its stead."""
    meeting = _locked(meeting, by)
    if meeting.outcome == Outcome.CANCELLED:
        return meeting
    check_can_become(meeting.outcome, Outcome.CANCELLED)
    _close(meeting, Outcome.CANCELLED, by, at)
    log_about(Change.MEETING_CANCELLED, meeting, by, at)
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
    uid = successor.calendar_uid if successor else meeting.calendar_uid
    meeting.save()
    if successor:
        successor.delete()
    _give_calendar(meeting, uid)
    log_about(Change.MEETING_TAKEN_BACK, meeting, by, at, was=was)
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


def _check_details(
    details: Details, kind: Meeting.Kind, channel: Meeting.Channel, on: date, today: date
) -> None:
    _check_reason(details, kind, channel, on)
    if details.invited_on and details.invited_on > today:
        raise Refused(_("Der Tag der Einladung liegt noch vor uns. Prüfen Sie das Datum."))
    if bool(details.invited_on) != bool(details.invitation):
        raise Refused(
            _("Zur Einladung gehören Tag und Weg. Ergänzen Sie, was fehlt, oder lassen Sie beides.")
        )


def _check_reason(details: Details, kind: Meeting.Kind, channel: Meeting.Channel, on: date) -> None:
    """§ 15 Abs. 4 SGB II by the law of the day of the talk."""
    demanded = needs_reason(
        is_first=kind == Meeting.Kind.FIRST,
        in_person=channel == Meeting.Channel.IN_PERSON,
        talk_on=on,
    )
    if demanded and not details.not_in_person_because.strip():
        raise ReasonMissing(
            _(
                "Das erste Gespräch findet persönlich im Jobcenter statt (§ 15 Abs. 4 SGB II). "
                "Schreiben Sie, warum es hier anders ist, oder wählen Sie „im Jobcenter“."
            )
        )


def _check_free(known: Meeting | None) -> None:
    if known is not None:
        raise Refused(_("Zu dieser Zeit gibt es für diese Person schon einen Termin."))


def _give_calendar(meeting: Meeting, uid: str) -> None:
    """The entry of the calendar belongs to the meeting that stands in the stead of the others."""
    if meeting.calendar_uid != uid:
        meeting.calendar_uid = uid
        meeting.save(update_fields=["calendar_uid"])


def _close(
    meeting: Meeting, outcome: Outcome, by: StaffMember, at: datetime, **fields: object
) -> None:
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.outcome, meeting.recorded_at, meeting.recorded_by = outcome, at, by
    meeting.save()


def log_about(
    change: Change, meeting: Meeting, by: StaffMember, at: datetime, **facts: object
) -> None:
    """Log what happened to a meeting, with the case that it belongs to."""
    log(
        change,
        jobcentre_id=meeting.case.jobcentre_id,
        by=by,
        target=meeting,
        at=at,
        facts={"case": str(meeting.case_id), **facts},
    )
