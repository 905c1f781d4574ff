"""The documents of a study, all without names."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.research.actions import documents as actions
from roterfaden.research.policies import lead_of
from roterfaden.research.reading import paragraphs
from roterfaden.research.uploading import Sent, brought
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import document_of, membership, researchers, study_of
from roterfaden.web.research.forms import UploadForm

ON_A_PAGE = 50


@require_safe
@researchers
def documents(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """All documents by number."""
    project = study_of(request, study_id)
    page = Paginator(project.documents.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"study": project, "member": membership(request, project), "page": page}
    return render(request, "research/documents.html", context)


@require_http_methods(["GET", "POST"])
@researchers
def upload(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Files from outside, which lose their people before anything is kept."""
    project = study_of(request, study_id)
    lead_of(project, request.staff)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        last = project.documents.aggregate(last=Max("number"))["last"] or 0
        found = brought(_sent(form.cleaned_data["documents"]), _names(form), first_number=last + 1)
        actions.bring(project=project, documents=found, by=request.staff, at=clock.now())
        messages.success(request, _("%(n)s Dokumente übernommen.") % {"n": len(found)})
        return redirect("research:documents", project.pk)
    return render(request, "research/upload.html", {"study": project, "form": form})


@require_safe
@researchers
def document(request: StaffRequest, study_id: UUID, number: int) -> HttpResponse:
    """One document to read, with what a human should look at."""
    project = study_of(request, study_id)
    found = document_of(project, number)
    context = {
        "study": project,
        "member": membership(request, project),
        "document": found,
        "paragraphs": paragraphs(found.content),
        "flags": sorted({flag["text"] for flag in found.flags}),
    }
    return render(request, "research/document.html", context)


@require_POST
@researchers
def settle_flag(request: StaffRequest, study_id: UUID, number: int) -> HttpResponse:
    """A word is a name and goes, or it is none and stays."""
    project = study_of(request, study_id)
    actions.settle_flag(
        document=document_of(project, number),
        word=request.POST.get("word", ""),
        is_name=request.POST.get("name") == "ja",
        by=request.staff,
        at=clock.now(),
    )
    return redirect("research:document", project.pk, number)


def _sent(files: list[UploadedFile]) -> list[Sent]:
    return [Sent(str(one.name), one.read()) for one in files]


def _names(form: UploadForm) -> Sent | None:
    names: UploadedFile | None = form.cleaned_data["names"]
    return Sent("names.csv", names.read()) if names else None
