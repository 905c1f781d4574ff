"""Who is in charge of a case, and who may know that it exists."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Assignment, Case, ProtectedAccess


@transaction.atomic
def assign(
    *,
    case: Case,
    staff: StaffMember | None = None,
    team: Team | None = None,
    begins_on: date,
    by: StaffMember | None,
    at: datetime,
) -> Assignment:
    """Put ``staff``, ``team`` or both in charge from ``begins_on``; ``by=None`` is the system.

    What ran until then ends the day before; what would have begun later, falls away. The person in
    charge of a protected case is always named for it. Raises :class:`NotPermitted` and
    :class:`Refused`.
    """
    case = _locked(case)
    _require(Permission.ASSIGN_CASES, case, by)
    _check_responsible(case, staff, team)
    _check_is_open(team, begins_on)
    if begins_on < case.begins_on or (case.ends_on and begins_on > case.ends_on):
        raise Refused(
            _("Der Fall läuft an diesem Tag nicht. Wählen Sie einen Tag seiner Laufzeit.")
        )
    _check_is_new(case, staff, team, begins_on)
    _make_room(case, begins_on)
    assignment = Assignment.objects.create(
        case=case, staff=staff, team=team, begins_on=begins_on, ends_on=case.ends_on
    )
    if case.is_protected and staff is not None:
        _require(Permission.NAME_FOR_PROTECTED, case, by)
        _name(case, staff, by, at)
    _record(Change.CASE_ASSIGNED, case, by, at, begins_on=begins_on.isoformat())
    return assignment


@transaction.atomic
def protect(*, case: Case, by: StaffMember | None, at: datetime) -> None:
    """Hide the person: from now on their cases exist only for those named for them.

    Protection is the person's: it covers all cases, past ones too, because they show the same name
    and address. Named are who is in charge and, so that it can be lifted, who protects.
    """
    _require(Permission.NAME_FOR_PROTECTED, case, by)
    for one in _cases_of_person(case):
        counsellor = _counsellor_in_charge(one)
        if one.pk == case.pk and counsellor is None:
            raise StateRefused(
                _(
                    "Für einen geschützten Fall muss eine Fachkraft zuständig sein. "
                    "Weisen Sie den Fall zuerst jemandem zu."
                )
            )
        if not one.is_protected:
            one.is_protected = True
            one.save(update_fields=["is_protected"])
            _record(Change.CASE_PROTECTED, one, by, at)
        for staff in filter(None, (counsellor, by)):
            _name(one, staff, by, at)


@transaction.atomic
def lift_protection(*, case: Case, by: StaffMember | None, at: datetime) -> None:
    """Show the person's cases to the jobcentre again."""
    _require(Permission.NAME_FOR_PROTECTED, case, by)
    for one in _cases_of_person(case):
        if one.is_protected:
            one.is_protected = False
            one.save(update_fields=["is_protected"])
            ProtectedAccess.objects.filter(case=one).delete()
            _record(Change.PROTECTION_LIFTED, one, by, at)


@transaction.atomic
def name_for_protected(
    *, case: Case, staff: StaffMember, by: StaffMember | None, at: datetime
) -> None:
    """Let ``staff`` see the cases of a protected person.

    May be done by a named person with the right for it; and by the counsellor in charge towards
    somebody with that right, so that a case protected by an import does not stay with one alone.
    """
    if not (
        by is not None and _is_in_charge(by, case) and staff.has(Permission.NAME_FOR_PROTECTED)
    ):
        _require(Permission.NAME_FOR_PROTECTED, case, by)
    if staff.jobcentre_id != case.jobcentre_id or not staff.has(Permission.VIEW_CASES):
        raise Refused(_("Benannt wird nur, wer in diesem Jobcenter Fälle sieht."))
    if not case.is_protected:
        raise StateRefused(_("Der Fall ist nicht geschützt; alle Fachkräfte sehen ihn."))
    for one in _cases_of_person(case):
        _name(one, staff, by, at)


def _require(permission: Permission, case: Case, by: StaffMember | None) -> None:
    """The system may; a person needs the right and must see the case."""
    if by is None:
        return
    by.require(permission)
    if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise NotPermitted(_("Diesen Fall gibt es für Sie nicht."))


def _check_responsible(case: Case, staff: StaffMember | None, team: Team | None) -> None:
    if staff is None and team is None:
        raise Refused(_("Wählen Sie eine Fachkraft oder ein Team."))
    if {one.jobcentre_id for one in (staff, team) if one is not None} != {case.jobcentre_id}:
        raise NotPermitted(_("Ein Fall bleibt in seinem Jobcenter."))
    if staff is not None and not staff.has(Permission.EDIT_PLANS):
        raise Refused(
            _("%(name)s macht keine Pläne. Wählen Sie eine Integrationsfachkraft.")
            % {"name": staff}
        )
    if staff is None and case.is_protected:
        raise Refused(_("Ein geschützter Fall braucht eine benannte Fachkraft. Wählen Sie eine."))


def _check_is_open(team: Team | None, on: date) -> None:
    if team is not None and not team.is_open_on(on):
        raise Refused(
            _("Das Team „%(name)s“ gibt es dann nicht mehr. Wählen Sie ein anderes.")
            % {"name": team}
        )


def _check_is_new(
    case: Case, staff: StaffMember | None, team: Team | None, begins_on: date
) -> None:
    """Who has the case already keeps it since then: the day it began is on record."""
    running = case.assignments.in_force_on(begins_on).filter(ends_on=case.ends_on)
    if running.filter(staff=staff, team=team).exists():
        raise Refused(_("%(name)s ist für diesen Fall schon zuständig.") % {"name": staff or team})


def _make_room(case: Case, begins_on: date) -> None:
    case.assignments.filter(begins_on__gte=begins_on).delete()
    case.assignments.in_force_on(begins_on).update(ends_on=begins_on - timedelta(days=1))


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def _cases_of_person(case: Case) -> list[Case]:
    cases = Case.objects.filter(recipient_id=case.recipient_id)
    return list(cases.select_for_update(no_key=True).order_by("begins_on"))


def _counsellor_in_charge(case: Case) -> StaffMember | None:
    latest = case.assignments.select_related("staff").order_by("begins_on").last()
    return latest.staff if latest else None


def _is_in_charge(staff: StaffMember, case: Case) -> bool:
    named = ProtectedAccess.objects.filter(case=case, staff=staff).exists()
    return named and _counsellor_in_charge(case) == staff


def _name(case: Case, staff: StaffMember, by: StaffMember | None, at: datetime) -> None:
    _access, is_new = ProtectedAccess.objects.get_or_create(case=case, staff=staff)
    if is_new:
        _record(Change.PROTECTED_ACCESS_GIVEN, case, by, at, staff=str(staff.pk))


def _record(change: Change, case: Case, by: StaffMember | None, at: datetime, **facts: str) -> None:
    record(change, jobcentre_id=case.jobcentre_id, by=by, target=case, at=at, facts=facts)
