"""What all actions on letters do: lock it with its case, ask the right, log."""

from datetime import datetime

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.delivery.models import Letter
from roterfaden.delivery.policies import check_may
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case


def locked_case(case: Case, permission: Permission, by: StaffMember) -> Case:
    """The case, locked; raises :class:`NotPermitted`."""
    check_may(by, permission, case)
    cases = Case.objects.select_for_update(of=("self",)).select_related("recipient", "jobcentre")
    return cases.get(pk=case.pk)


def locked(letter: Letter, permission: Permission, by: StaffMember) -> Letter:
    """The letter as it is stored now, locked with its case; raises :class:`NotPermitted`."""
    case = locked_case(letter.case, permission, by)
    known = Letter.objects.select_related("wording", "drafted_by", "checked_by", "document")
    letter = known.get(pk=letter.pk)
    letter.case = case
    return letter


def log(change: Change, letter: Letter, by: StaffMember, at: datetime, **facts: object) -> None:
    """Log what happened to a letter, with its case and kind."""
    record(
        change,
        jobcentre_id=letter.case.jobcentre_id,
        by=by,
        target=letter,
        at=at,
        facts={"case": str(letter.case_id), "kind": letter.kind, **facts},
    )
