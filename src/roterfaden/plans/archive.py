"""The sheet: whether it can be printed, and how the agreed one goes into the case file, once."""

from datetime import datetime

from roterfaden.core import clock
from roterfaden.documents.actions import file
from roterfaden.documents.models import Document
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.printing import set_sheet
from roterfaden.plans.sheet_data import compose


def check_printable(version: PlanVersion, *, at: datetime) -> None:
    """Raise ``Refused`` when the sheet of a draft cannot be printed as it stands."""
    entries = list(version.entries.present())
    set_sheet(compose(version, entries, on=clock.day_of(at)), timestamp=at)


def file_sheet(version: PlanVersion, *, by: StaffMember, at: datetime) -> Document:
    """Typeset an agreed version and file it; raises ``Refused`` when it cannot be printed."""
    kundennummer = version.plan.case.recipient.kundennummer
    result = set_sheet(version.sheet or {}, timestamp=at)
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
