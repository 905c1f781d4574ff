"""Who may read and lead procedures, and what may be done: each refusal names its way out.

A procedure tells more of a person than a plan does, so it is read by fewer: by whoever is in charge
of the case, as a team too, or stands in, and by those who lead teams and answer for it. A second
person who checks a letter sees that letter, not the procedure.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.law.errors import LawError
from roterfaden.law.rules.conciliation import conciliation_end
from roterfaden.obligations.models import Procedure
from roterfaden.obligations.states import Ending
from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Assignment, Case, CaseQuerySet


class Unlawful(Refused):
    """The law of the day does not provide for it; the message names the norm."""

    code = "unlawful"


def led_by(staff: StaffMember, day: date) -> CaseQuerySet:
    """The cases whose procedures this person leads on this day, the own practice included."""
    visible = CaseQuerySet(Case).visible_to(staff)
    if not staff.has(Permission.LEAD_PROCEDURES):
        return visible.none()
    absent = StandIn.objects.in_force_on(day).filter(substitute=staff).values("absent")
    mine = Q(staff=staff) | Q(staff__in=absent)
    if staff.team_id:
        mine |= Q(staff__isnull=True, team=staff.team_id)
    running = Assignment.objects.in_force_on(day).filter(case=OuterRef("pk"))
    return visible.filter(Exists(running.filter(mine)) | Q(practised_by=staff))


def read_by(staff: StaffMember, day: date) -> CaseQuerySet:
    """The cases whose procedures this person reads: those she leads; who leads a team, all."""
    if staff.has(Permission.ASSIGN_CASES):
        return CaseQuerySet(Case).visible_to(staff)
    return led_by(staff, day)


def may_lead(staff: StaffMember, case: Case, day: date) -> bool:
    """Whether this person leads procedures of the case on this day."""
    return led_by(staff, day).filter(pk=case.pk).exists()


def may_read(staff: StaffMember, case: Case, day: date) -> bool:
    """Whether this person reads procedures of the case on this day."""
    return read_by(staff, day).filter(pk=case.pk).exists()


def check_may_lead(staff: StaffMember, case: Case, day: date) -> None:
    """Raise :class:`NotPermitted` unless this person leads procedures of the case."""
    staff.require(Permission.LEAD_PROCEDURES)
    if not may_lead(staff, case, day):
        raise NotPermitted(
            _("Ein Verfahren führt, wer für den Fall zuständig ist oder vertritt. Fragen Sie dort.")
        )


def check_may_read(staff: StaffMember, case: Case, day: date) -> None:
    """Raise :class:`NotPermitted` unless this person may read procedures of the case."""
    if not may_read(staff, case, day):
        raise NotPermitted(
            _("Verfahren lesen die zuständige Fachkraft, ihre Vertretung und die Teamleitung.")
        )


def check_no_conciliation(case: Case, event_on: date) -> None:
    """Raise :class:`Unlawful` where the day lies in a conciliation (§ 15a SGB II until 2026)."""
    known = Procedure.objects.filter(
        case=case, entry=Procedure.Entry.CONCILIATION, event_on__lte=event_on
    )
    if any(event_on <= _last_day(one) for one in known.exclude(ending=Ending.MISTAKEN)):
        raise Unlawful(
            _(
                "An diesem Tag lief eine Schlichtung. Solange geschlichtet wird, führen "
                "Pflichtverletzungen nicht zu Minderungen (§ 15a SGB II bis 30.06.2026)."
            )
        )


def _last_day(conciliation: Procedure) -> date:
    """When it ended, or ends by the law if nobody has said so."""
    by_law = conciliation_end(began_on=conciliation.event_on).ends_on
    return min(conciliation.ended_on or by_law, by_law)


def refused_by_law(error: LawError) -> Unlawful:
    """What the law refuses, as people read it."""
    return Unlawful(" ".join(part for part in (error.message, error.way_out) if part))
