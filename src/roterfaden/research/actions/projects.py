"""Setting up a study: its record, its people, its settings, the end of its keys."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.research.method import Method
from roterfaden.research.models import Member, Project, PseudonymKey
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.trailing import note, note_in_both

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Record:
    """The record of a study after § 75 SGB X, as people fill it in."""

    title: str
    purpose: str
    permission_number: str
    permission_by: str
    permitted_until_on: date
    question: str = ""
    with_protected: bool = False
    source: str = ""


@transaction.atomic
def begin(*, record: Record, by: StaffMember, at: datetime) -> Project:
    """A new study; who begins it leads it and codes as A."""
    by.require(Permission.RUN_STUDIES)
    if record.permitted_until_on < clock.day_of(at):
        raise StateRefused(_("Die Genehmigung ist schon abgelaufen. Prüfen Sie den letzten Tag."))
    project = Project.objects.create(
        jobcentre=by.jobcentre,
        settings=Method().as_data(),
        made_at=at,
        made_by=by,
        **vars(record),
    )
    PseudonymKey.objects.create(project=project, secret=secrets.token_bytes(32), made_at=at)
    Member.objects.create(project=project, staff=by, code="A", leads=True, joined_at=at)
    what = {"permission": record.permission_number, "until": f"{record.permitted_until_on}"}
    note_in_both(project, Change.STUDY_BEGUN, by=by, author="A", at=at, what=what)
    return project


@transaction.atomic
def add_member(
    *, project: Project, staff: StaffMember, leads: bool, codes: bool, by: StaffMember, at: datetime
) -> Member:
    """Somebody takes part from now on, under the next free letter."""
    lead = lead_of(project, by)
    check_runs(project, at)
    if staff.jobcentre_id != project.jobcentre_id or not staff.has(Permission.RUN_STUDIES):
        raise Refused(_("Diese Person forscht hier nicht. Die Rolle vergibt die Verwaltung."))
    taken = {member.code: member for member in project.members.all()}
    known = next((one for one in taken.values() if one.staff_id == staff.pk), None)
    if known is not None and known.left_at is None:
        raise Refused(_("Diese Person nimmt schon teil."))
    member = known or Member(
        project=project, staff=staff, code=next(one for one in LETTERS if one not in taken)
    )
    member.leads, member.codes, member.left_at, member.joined_at = leads, codes, None, at
    member.save()
    what = {"member": member.code, "leads": leads, "codes": codes}
    note_in_both(project, Change.STUDY_MEMBER_ADDED, by=by, author=lead.code, at=at, what=what)
    return member


@transaction.atomic
def remove_member(*, project: Project, member: Member, by: StaffMember, at: datetime) -> None:
    """Somebody no longer takes part; the codings stay, under the letter."""
    lead = lead_of(project, by)
    if member.leads and not project.members.filter(leads=True, left_at=None).exclude(pk=member.pk):
        raise StateRefused(_("Eine Studie braucht eine Leitung. Nehmen Sie erst jemanden dazu."))
    member.left_at = at
    member.save(update_fields=["left_at"])
    what = {"member": member.code}
    note_in_both(project, Change.STUDY_MEMBER_LEFT, by=by, author=lead.code, at=at, what=what)


@transaction.atomic
def change_method(*, project: Project, method: Method, by: StaffMember, at: datetime) -> None:
    """Other settings for counting and disclosure; numbers already printed stay as they were."""
    lead = lead_of(project, by)
    check_runs(project, at)
    project.settings = method.as_data()
    project.save(update_fields=["settings"])
    note(project, "method-changed", author=lead.code, at=at, what=method.as_data())


@transaction.atomic
def change_record(*, project: Project, record: Record, by: StaffMember, at: datetime) -> None:
    """Correct the record or note a longer permission."""
    lead = lead_of(project, by)
    for name, value in vars(record).items():
        setattr(project, name, value)
    project.save(update_fields=list(vars(record)))
    what = {"permission": record.permission_number, "until": f"{record.permitted_until_on}"}
    note_in_both(project, Change.STUDY_CHANGED, by=by, author=lead.code, at=at, what=what)


@transaction.atomic
def delete_keys(*, project: Project, by: StaffMember, at: datetime) -> None:
    """End the link between the numbers of the study and the cases of the office, for ever."""
    lead = lead_of(project, by)
    if not PseudonymKey.objects.filter(project=project).delete()[0]:
        raise StateRefused(_("Die Schlüssel sind schon gelöscht."))
    note_in_both(project, Change.STUDY_KEYS_DELETED, by=by, author=lead.code, at=at)
