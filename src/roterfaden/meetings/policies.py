"""Who may read and write notes and the potential analysis of a case."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Assignment, Case, CaseQuerySet


def may_keep_notes(staff: StaffMember, case: Case, today: date) -> bool:
    """Whether this person is in charge of the case, as a team too, or stands in; one query.

    Leading a team is no reason to read notes: what a lead must know stands in the plan and in the
    history. A lead who is in charge of a case holds the role of a counsellor as well.
    """
    return kept_by(staff, today).filter(pk=case.pk).exists()


def kept_by(staff: StaffMember, today: date) -> CaseQuerySet:
    """The cases on which this person keeps notes on this day."""
    visible = CaseQuerySet(Case).visible_to(staff)
    if not staff.has(Permission.KEEP_NOTES):
        return visible.none()
    absent = StandIn.objects.in_force_on(today).filter(substitute=staff).values("absent")
    running = Assignment.objects.in_force_on(today).filter(case=OuterRef("pk"))
    mine = Q(staff=staff) | Q(staff__in=absent)
    if staff.team_id:
        mine |= Q(staff__isnull=True, team=staff.team_id)
    return visible.filter(Exists(running.filter(mine)))


def require_notes(staff: StaffMember, case: Case, today: date) -> None:
    """Raise :class:`NotPermitted` unless the person may keep notes on the case."""
    staff.require(Permission.KEEP_NOTES)
    if not may_keep_notes(staff, case, today):
        raise NotPermitted(
            _("Notizen lesen und schreiben nur, wer für den Fall zuständig ist oder vertritt.")
        )
