"""Who may do what in a study: who takes part, who leads, and until when anything changes."""

from datetime import datetime

from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.core.german import day
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.research.models import Coding, Comparison, Member, Project


def member_of(project: Project, staff: StaffMember) -> Member:
    """The part this person has in the study; raises :class:`NotPermitted`."""
    staff.require(Permission.RUN_STUDIES)
    found = project.members.filter(staff=staff, left_at__isnull=True).first()
    if found is None:
        raise NotPermitted(_("An dieser Studie nehmen Sie nicht teil. Fragen Sie ihre Leitung."))
    return found


def lead_of(project: Project, staff: StaffMember) -> Member:
    """The same for those who lead; raises :class:`NotPermitted`."""
    member = member_of(project, staff)
    if not member.leads:
        raise NotPermitted(_("Das macht die Projektleitung. Fragen Sie sie."))
    return member


def coder_of(project: Project, staff: StaffMember) -> Member:
    """The same for those who code; raises :class:`NotPermitted`."""
    member = member_of(project, staff)
    if not member.codes:
        raise NotPermitted(_("Sie codieren in dieser Studie nicht. Die Projektleitung teilt zu."))
    return member


def check_runs(project: Project, at: datetime) -> None:
    """Refuse to change anything after the last day of the permission."""
    if not project.runs_on(clock.day_of(at)):
        ended = day(project.permitted_until_on)
        raise StateRefused(
            _(
                "Die Genehmigung galt bis %(day)s. Lesen und mitnehmen geht weiter. "
                "Für mehr braucht es eine neue Genehmigung."
            )
            % {"day": ended}
        )


def is_fixed(coding: Coding) -> bool:
    """Whether it is compared: two finished codings of a dimension whose comparison is open."""
    if coding.finished_at is None:
        return False
    is_open = Comparison.objects.filter(
        project=coding.document.project_id, dimension=coding.dimension
    ).exists()
    return is_open and _is_compared(coding)


def check_may_code(coding: Coding) -> None:
    """Refuse to change what has been compared."""
    if is_fixed(coding):
        raise StateRefused(
            _(
                "Diese Codierung ist schon verglichen und bleibt, wie sie ist. "
                "Was anders sein soll, kommt in die Entscheidung über die Abweichung."
            )
        )


def _is_compared(coding: Coding) -> bool:
    others = Coding.objects.filter(document=coding.document_id, dimension=coding.dimension)
    return others.finished().exclude(member=coding.member_id).exists()
