"""The leaflet that goes with a version, beside its sheet."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.documents.models import Document
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.leaflets import typeset_on
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans.loading import version_or_404


@require_safe
@staff_view(Permission.VIEW_CASES)
def leaflet_pdf(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The filed leaflet of an agreed version; before that the one that holds today."""
    version = version_or_404(request, version_id)
    leaflets = Document.objects.filter(subject=version.pk, kind=Document.Kind.LEAFLET)
    filed = leaflets.select_related("stored_file").first()
    if filed is not None:
        opened(request, Reading.DOCUMENT_OPENED, filed)
        return _pdf(bytes(filed.stored_file.content), filed.filename)
    day = version.agreed_on or clock.today()
    result = typeset_on(version.plan.case.jobcentre, day, one_page=False)
    return _pdf(result.pdf, "merkblatt.pdf")


@require_safe
@staff_view(Permission.VIEW_CASES)
def large_print_leaflet_pdf(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The leaflet of the version's day in 18 points."""
    version = version_or_404(request, version_id)
    day = version.agreed_on or clock.today()
    result = typeset_on(version.plan.case.jobcentre, day, large_print=True)
    return _pdf(result.pdf, "merkblatt-grossdruck.pdf")


def _pdf(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
