"""The documents of a study, all without names."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from roterfaden.research.reading import paragraphs
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import document_of, membership, researchers, study_of

ON_A_PAGE = 50


@require_safe
@researchers
def documents(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """All documents by number."""
    project = study_of(request, study_id)
    page = Paginator(project.documents.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"study": project, "member": membership(request, project), "page": page}
    return render(request, "research/documents.html", context)


@require_POST
@researchers
def upload(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Files from outside."""
    project = study_of(request, study_id)
    return redirect("research:documents", project.pk)


@require_safe
@researchers
def document(request: StaffRequest, study_id: UUID, number: int) -> HttpResponse:
    """One document to read, with what a human should look at."""
    project = study_of(request, study_id)
    found = document_of(project, number)
    context = {"study": project, "document": found, "paragraphs": paragraphs(found.content)}
    return render(request, "research/document.html", context)
