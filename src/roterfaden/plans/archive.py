"""The sheet and its leaflet: whether they can be printed, and how they go into the case file."""

from datetime import datetime

from roterfaden.core import clock
from roterfaden.documents.actions import file
from roterfaden.documents.models import Document
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.leaflets import typeset_on
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


def file_leaflet(version: PlanVersion, *, by: StaffMember, at: datetime) -> Document:
    """File the leaflet that held when the version was agreed, beside its sheet.

    All plans of a day have the same leaflet, so its bytes are set once and stored once. An address
    that grew since the leaflet was written may cost it a second page, never a plan its agreement.
    """
    day = version.agreed_on or clock.day_of(at)
    result = typeset_on(version.plan.case.jobcentre, day, one_page=False)
    return file(
        case_file=version.plan.case_id,
        subject=version.pk,
        kind=Document.Kind.LEAFLET,
        title=f"Merkblatt zu Fassung {version.number}",
        filename=f"merkblatt-{day.isoformat()}.pdf",
        media_type="application/pdf",
        content=result.pdf,
        by=by,
        at=at,
    )
