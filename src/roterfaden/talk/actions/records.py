"""How a talk used the plan, in the words of whoever held it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.policies import check_may_plan
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NotRaised, TalkRecord
from roterfaden.talk.policies import check_may_read, check_was_held
from roterfaden.talk.ways import Shade, Way


@transaction.atomic
def record_use(
    *,
    meeting: Meeting,
    ways: Collection[Way],
    by: StaffMember,
    at: datetime,
    shade: Shade | None = None,
    prepared_with_plan: bool | None = None,
) -> TalkRecord:
    """Record or correct the ways; ``prepared_with_plan`` None leaves what was said before.

    A talk that was only planned has taken place with this. "Not raised" needs a reason and so has
    an action of its own. The log learns that something was recorded, never what.
    """
    meeting = locked(meeting, by)
    check_was_held(meeting, clock.day_of(at))
    if not ways:
        raise Refused(_("Wählen Sie mindestens eine Art, wie der Plan vorkam."))
    if Way.NOT_RAISED in ways:
        raise ValueError("Not raised is recorded by record_not_raised().")
    if NotRaised.objects.filter(meeting=meeting).exists():
        raise StateRefused(
            _("Zu diesem Gespräch steht: nicht angesprochen. Nehmen Sie zuerst das zurück.")
        )
    return put(meeting, ways, by, at, shade=shade, prepared_with_plan=prepared_with_plan)


@transaction.atomic
def note_prepared(
    *, meeting: Meeting, prepared_with_plan: bool, by: StaffMember, at: datetime
) -> TalkRecord:
    """Whether the plan served to prepare, apart from whether it was raised; also beforehand."""
    meeting = locked(meeting, by)
    if meeting.outcome in {Outcome.MOVED, Outcome.CANCELLED}:
        raise StateRefused(_("Dieser Termin wurde verlegt oder abgesagt."))
    known = _known(meeting, by, at)
    if known and known.prepared_with_plan == prepared_with_plan:
        return known
    return _save(meeting, known, by, at, prepared_with_plan=prepared_with_plan)


def put(
    meeting: Meeting,
    ways: Collection[Way],
    by: StaffMember,
    at: datetime,
    *,
    shade: Shade | None = None,
    prepared_with_plan: bool | None = None,
) -> TalkRecord:
    """The record with these ways, within the caller's transaction; the meeting has taken place."""
    if meeting.is_planned:
        meeting = meetings.record(meeting=meeting, outcome=Outcome.TOOK_PLACE, by=by, at=at)
    known = _known(meeting, by, at)
    is_joint = Way.JOINT_DEFINITION in ways
    said = {"ways": [way.value for way in Way if way in ways], "shade": shade or ""}
    said["shade"] = str(said["shade"]) if is_joint else ""
    prepared = prepared_with_plan
    if prepared is None:
        prepared = known.prepared_with_plan if known else False
    if known and (known.ways, known.shade, known.prepared_with_plan) == (*said.values(), prepared):
        known.meeting = meeting
        return known
    return _save(meeting, known, by, at, prepared_with_plan=prepared, **said)


def locked(meeting: Meeting, by: StaffMember) -> Meeting:
    """The meeting as it is stored now, locked with its case; raises ``NotPermitted``."""
    case = locked_case(meeting.case_id, by)
    found = Meeting.objects.get(pk=meeting.pk)
    found.case = case
    return found


def locked_case(case_id: UUID, by: StaffMember) -> Case:
    """The case, locked; raises ``NotPermitted`` for others' cases."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("jobcentre", "recipient")
    case = cases.get(pk=case_id)
    check_may_plan(by, case)
    return case


def _known(meeting: Meeting, by: StaffMember, at: datetime) -> TalkRecord | None:
    known = TalkRecord.objects.filter(meeting=meeting).first()
    if known is not None:
        check_may_read(known, by, clock.day_of(at))
    return known


def _save(
    meeting: Meeting, known: TalkRecord | None, by: StaffMember, at: datetime, **said: object
) -> TalkRecord:
    record = known or TalkRecord()
    record.meeting = meeting
    for name, value in said.items():
        setattr(record, name, value)
    record.recorded_at, record.recorded_by = at, by
    record.save()
    meetings.log_about(Change.TALK_RECORDED, meeting, by, at)
    return record
