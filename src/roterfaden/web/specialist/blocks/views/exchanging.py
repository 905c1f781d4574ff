"""The text blocks of the office as a table, out and in."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.tables.rejects import write_rejects
from roterfaden.core.tables.source import FileProblem
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions.text_block_import import ImportResult, import_blocks
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks.table import BlockTable, as_csv
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.specialist.blocks.forms import UploadForm

SHOWN_REJECTS = 20


@require_GET
@staff_view(Permission.MAINTAIN_TEXTS)
def export(request: StaffRequest) -> HttpResponse:
    """The office's own blocks, or with ``?mitgelieferte`` those that came with the product."""
    central = "mitgelieferte" in request.GET
    owner = None if central else request.staff.jobcentre
    blocks = TextBlock.objects.filter(jobcentre=owner).order_by("rubric", "topic", "key")
    rows = list(blocks.prefetch_related("translations"))
    facts = {"what": "text-blocks", "rows": len(rows)}
    opened(request, Reading.EXPORT_OPENED, request.staff.jobcentre, facts=facts)
    return _file(as_csv(rows), "textbausteine.csv")


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def import_file(request: StaffRequest) -> HttpResponse:
    """Choose a file, see what would happen, then take it; the page carries the file in between."""
    if "inhalt" in request.POST:
        return _take(request, request.POST["inhalt"])
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            text, result = _check(request, form.cleaned_data["file"].read())
        except FileProblem as problem:
            form.add_error("file", f"{problem.cause} {problem.way_out}")
        else:
            return _result_page(request, text, result, name=form.cleaned_data["file"].name)
    status = 422 if form.errors else 200
    return render(request, "specialist/blocks/import.html", {"form": form}, status=status)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def rejects(request: StaffRequest) -> HttpResponse:
    """The rows of the file that could not be taken, each with its reason."""
    try:
        _text, result = _check(request, request.POST.get("inhalt", "").encode())
    except FileProblem:
        return redirect("blocks:import")
    stream = io.StringIO(newline="")
    write_rejects(result.rejects, stream)
    return _file(stream.getvalue().encode(), "abgelehnt.csv")


def _take(request: StaffRequest, text: str) -> HttpResponse:
    try:
        result = _import(request, text.encode(), dry_run=False)
    except FileProblem:
        return redirect("blocks:import")
    told = _("Eingelesen: %(new)s neu, %(changed)s geändert, %(rejected)s abgelehnt.")
    counts = {
        "new": result.created,
        "changed": result.changed,
        "rejected": len(result.rejects),
    }
    messages.success(request, told % counts)
    if result.rejects:
        return _result_page(request, text, result, is_done=True)
    return redirect("blocks:list")


def _check(request: StaffRequest, content: bytes) -> tuple[str, ImportResult]:
    """The file as text and what it would do; nothing is written."""
    with BlockTable(content, today=clock.today()) as rows:
        encoding = rows.encoding
    text = content.decode(encoding, errors="replace")
    return text, _import(request, text.encode(), dry_run=True)


def _import(request: StaffRequest, content: bytes, *, dry_run: bool) -> ImportResult:
    staff = request.staff
    with BlockTable(content, today=clock.today()) as rows:
        return import_blocks(
            rows, jobcentre=staff.jobcentre, by=staff, at=clock.now(), dry_run=dry_run
        )


def _result_page(
    request: StaffRequest, text: str, result: ImportResult, *, name: str = "", is_done: bool = False
) -> HttpResponse:
    context = {
        "text": text,
        "result": result,
        "name": name,
        "is_done": is_done,
        "good": result.created + result.changed,
        "rejects": result.rejects[:SHOWN_REJECTS],
        "more_rejects": max(len(result.rejects) - SHOWN_REJECTS, 0),
    }
    return render(request, "specialist/blocks/import_result.html", context)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
