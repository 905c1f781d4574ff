"""Who wrote: asked only when two people's words meet, so that one can talk to the other.

The audit log knows it already; nothing is stored about it a second time.
"""

from roterfaden.audit.events import Change
from roterfaden.audit.models import AuditEvent
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry


def last_writer(entry: Entry) -> StaffMember | None:
    """Who last added, changed, took out or brought back this entry of a draft."""
    events = AuditEvent.objects.filter(
        type=Change.DRAFT_CHANGED, target_id=str(entry.version_id), facts__entry=str(entry.pk)
    )
    actor = events.order_by("-sequence").values_list("actor", flat=True).first() or ""
    kind, _, pk = actor.partition(":")
    return StaffMember.objects.filter(pk=pk).first() if kind == "staffmember" else None
