"""The case file: what was filed, seen and fetched."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.audit.events import Reading
from roterfaden.core.errors import Refused
from roterfaden.documents.models import Document
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases.case_views import visible_case


@staff_view(Permission.VIEW_CASES)
def case_file(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Everything in the file of one case."""
    case = visible_case(request, case_id)
    documents = Document.objects.filter(case_file=case.pk).select_related("stored_file", "filed_by")
    opened(request, Reading.CASE_OPENED, case)
    context = {"case": case, "documents": documents.defer("stored_file__content")}
    return render(request, "cases/file.html", context)


@staff_view(Permission.VIEW_CASES)
def document_page(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """A document on a page, with the ways to keep it."""
    document = _visible_document(request, document_id)
    case = visible_case(request, document.case_file)
    file_url = reverse("cases:document_file", args=[document.pk])
    context = {"document": document, "case": case, "file_url": file_url}
    return render(request, "cases/document.html", context)


@staff_view(Permission.VIEW_CASES)
def document_file(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """The bytes as they were filed; refused when they are no longer the same."""
    document = _visible_document(request, document_id)
    stored = document.stored_file
    if not stored.is_intact():
        raise Refused(
            _("Die Datei ist nicht mehr die, die abgelegt wurde. Bitte melden Sie das der IT.")
        )
    opened(request, Reading.DOCUMENT_OPENED, document)
    response = HttpResponse(bytes(stored.content), content_type=stored.media_type)
    way = "attachment" if "laden" in request.GET else "inline"
    response["Content-Disposition"] = f'{way}; filename="{document.filename}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _visible_document(request: StaffRequest, document_id: UUID) -> Document:
    documents = Document.objects.select_related("stored_file", "filed_by")
    document = get_object_or_404(documents.defer("stored_file__content"), pk=document_id)
    if not Case.objects.visible_to(request.staff).filter(pk=document.case_file).exists():
        raise Http404
    return document
