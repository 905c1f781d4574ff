"""Who codes which documents: the same subset for several, or each a share."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models import Coding, Member, Project, StudyDocument, Task
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.trailing import note


@transaction.atomic
def assign(
    *,
    project: Project,
    member: Member,
    documents: Sequence[StudyDocument],
    by: StaffMember,
    at: datetime,
) -> int:
    """Put these documents into somebody's queue; says how many were new there."""
    lead = lead_of(project, by)
    check_runs(project, at)
    known = set(member.tasks.values_list("document", flat=True))
    new = [one for one in documents if one.pk not in known and one.project_id == project.pk]
    if member.leads and _have_been_compared(project, new):
        raise StateRefused(
            _("Wer leitet, hat diese Codierungen schon gesehen und codiert sie nicht mehr blind.")
        )
    Task.objects.bulk_create(
        Task(member=member, document=document, position=document.number) for document in new
    )
    what = {"member": member.code, "documents": len(new)}
    note(project, "documents-assigned", author=lead.code, at=at, what=what)
    return len(new)


def _have_been_compared(project: Project, documents: Sequence[StudyDocument]) -> bool:
    """Whether a comparison that is open shows one of these: two people finished it."""
    opened = project.comparisons.values("dimension")
    finished = Coding.objects.finished().filter(document__in=documents, dimension__in=opened)
    twice = (
        finished.values("document", "dimension").annotate(coders=Count("pk")).filter(coders__gte=2)
    )
    return twice.order_by().exists()


@transaction.atomic
def withdraw(*, project: Project, member: Member, by: StaffMember, at: datetime) -> int:
    """Take from a queue what nobody has begun; says how many went."""
    lead = lead_of(project, by)
    check_runs(project, at)
    begun = member.codings.values("document")
    gone, _by_model = member.tasks.exclude(document__in=begun).delete()
    what = {"member": member.code, "documents": gone}
    note(project, "documents-withdrawn", author=lead.code, at=at, what=what)
    return gone
