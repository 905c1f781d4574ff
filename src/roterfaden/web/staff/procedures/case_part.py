"""What the page of a case says about procedures: only to those who read them."""

from typing import Any

from roterfaden.obligations.running import running
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case


def procedures_part(case: Case, staff: StaffMember, *, counsels: bool) -> dict[str, Any]:
    """Running procedures of a case read with them, and whether their page is offered."""
    leads_team = staff.has(Permission.ASSIGN_CASES)
    reads = counsels or leads_team or case.practised_by_id == staff.pk
    return {"procedures": running(case) if reads else [], "reads_procedures": reads}
