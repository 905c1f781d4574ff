"""The agreed sheet goes into the case file, once."""

from datetime import datetime

from roterfaden.documents.actions import file
from roterfaden.documents.models import Document
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.sheet import typeset


def file_sheet(version: PlanVersion, *, by: StaffMember, at: datetime) -> Document:
    """Typeset an agreed version and file it; raises ``TooLong`` when it does not fit a page."""
    kundennummer = version.plan.case.recipient.kundennummer
    result = typeset(version.sheet or {}, timestamp=at)
    return file(
        case_file=version.plan.case_id,
        subject=version.pk,
        kind=Document.Kind.PLAN,
        title=f"Kooperationsplan, Fassung {version.number}",
        filename=f"kooperationsplan-{kundennummer}-fassung-{version.number}.pdf",
        media_type="application/pdf",
        content=result.pdf,
        by=by,
        at=at,
    )
