"""The sheet of a version: as a page, as the filed PDF, in large print."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.documents.models import Document
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.printing import set_sheet
from roterfaden.plans.sheet import SheetResult, check
from roterfaden.plans.sheet import sheet as words_of_the_sheet
from roterfaden.plans.sheet_data import plan_data
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans.loading import version_or_404


@require_safe
@staff_view(Permission.VIEW_CASES)
def sheet(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The same words as on paper, as a page that reads and prints well everywhere."""
    version = version_or_404(request, version_id)
    opened(request, Reading.PLAN_OPENED, version)
    said = words_of_the_sheet(check(plan_data(version, on=clock.today())))
    context = {"plan_version": version, "case": version.plan.case, "sheet": said}
    return render(request, "plans/sheet.html", context)


@require_safe
@staff_view(Permission.VIEW_CASES)
def sheet_pdf(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The filed bytes of an agreed version; a draft is typeset afresh and marked as one."""
    version = version_or_404(request, version_id)
    sheets = Document.objects.filter(subject=version.pk, kind=Document.Kind.PLAN)
    filed = sheets.select_related("stored_file").first()
    if filed is not None:
        opened(request, Reading.DOCUMENT_OPENED, filed)
        return _pdf(bytes(filed.stored_file.content), filed.filename)
    opened(request, Reading.PLAN_OPENED, version)
    return _pdf(_typeset(version).pdf, _filename(version, _("entwurf")))


@require_safe
@staff_view(Permission.VIEW_CASES)
def large_print_pdf(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The same version in 18 points, on as many pages as it needs."""
    version = version_or_404(request, version_id)
    opened(request, Reading.PLAN_OPENED, version)
    return _pdf(_typeset(version, large_print=True).pdf, _filename(version, _("grossdruck")))


def _typeset(version: PlanVersion, *, large_print: bool = False) -> SheetResult:
    data = plan_data(version, on=clock.today())
    moment = version.agreed_at or version.changed_at
    return set_sheet(data, large_print=large_print, timestamp=moment)


def _filename(version: PlanVersion, kind: str) -> str:
    number = version.plan.case.recipient.kundennummer
    return f"kooperationsplan-{number}-fassung-{version.number}-{kind}.pdf"


def _pdf(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
