"""Reading cases in: the upload, the check, the run, the rejects."""

import io
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions import import_runs
from roterfaden.recipients.importing import write_rejects
from roterfaden.recipients.importing.fields import COLUMNS
from roterfaden.recipients.models import ImportRun
from roterfaden.web.administration.forms import UploadForm
from roterfaden.web.administration.importing import latest_runs
from roterfaden.web.components.access import StaffRequest, opened, staff_view

SHOWN_REJECTS = 10


@require_http_methods(["GET", "POST"])
@staff_view(Permission.IMPORT_CASES)
def import_cases(request: StaffRequest) -> HttpResponse:
    """Choose a file; it is checked first."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = import_runs.upload(
                filename=file.name, content=file.read(), by=request.staff, at=clock.now()
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("administration:run", found.pk)
    context = {"form": form, "columns": COLUMNS.values(), "runs": latest_runs(request)}
    return render(request, "administration/import.html", context)


@require_GET
@staff_view(Permission.IMPORT_CASES)
def run(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """What became of a file so far; asked again every second while the worker is at it."""
    found = _own_run(request, run_id)
    if found.rejects and not found.is_at_work:
        opened(request, Reading.REJECTS_OPENED, found)
    context = {
        "run": found,
        "has_stalled": found.has_stalled(clock.now()),
        "rejects": import_runs.rejects_of(found, SHOWN_REJECTS),
        "good": found.created + found.updated + found.unchanged,
    }
    part = bool(request.headers.get("HX-Request"))
    page = "administration/run_state.html" if part else "administration/run.html"
    return render(request, page, context)


@require_POST
@staff_view(Permission.IMPORT_CASES)
def start(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Read a checked file in."""
    found = _own_run(request, run_id)
    import_runs.start(run=found, by=request.staff, at=clock.now())
    return redirect("administration:run", found.pk)


@require_POST
@staff_view(Permission.IMPORT_CASES)
def discard(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Forget a checked file."""
    found = _own_run(request, run_id)
    import_runs.discard(run=found, by=request.staff, at=clock.now())
    messages.info(request, _("Die Datei wurde verworfen. Nichts wurde eingelesen."))
    return redirect("administration:import")


@require_GET
@staff_view(Permission.IMPORT_CASES)
def rejects(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """The rejected rows with their reasons, as a file."""
    found = _own_run(request, run_id)
    opened(request, Reading.REJECTS_OPENED, found)
    text = io.StringIO()
    write_rejects(import_runs.rejects_of(found), text)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="abgelehnt.csv"'
    return response


def _own_run(request: StaffRequest, run_id: UUID) -> ImportRun:
    """A file is for the eyes of who uploaded it."""
    runs = ImportRun.objects.filter(
        uploaded_by=request.staff, jobcentre_id=request.staff.jobcentre_id
    )
    return get_object_or_404(runs.defer("content"), pk=run_id)
