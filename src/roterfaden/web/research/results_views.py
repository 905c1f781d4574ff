"""Tables, pictures and the report of a study, and the whole study as files."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.research.books import book_of, present_book
from roterfaden.research.comparing import has_own_work
from roterfaden.research.exporting import as_refi, as_zip, folder_files
from roterfaden.research.models import Project
from roterfaden.research.policies import lead_of
from roterfaden.research.trailing import entries_of
from roterfaden.study import codebook, trail
from roterfaden.web.components.access import StaffRequest, opened
from roterfaden.web.research.access import membership, researchers, study_of, to_present
from roterfaden.web.research.results import (
    are_counted,
    pictures_of,
    quotes_of,
    results_of,
    sections,
    tables_of,
)

ON_A_PAGE = 50
MANY = 2000
"""From so many documents on, counting takes seconds: a page says so while it is done."""
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "tex": "application/x-tex; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "jsonl": "application/jsonl; charset=utf-8",
    "qdpx": "application/zip",
    "qdc": "application/xml; charset=utf-8",
    "yml": "application/yaml; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@require_safe
@researchers
def present(request: StaffRequest) -> HttpResponse:
    """The tables of the study worked on last."""
    return to_present(request, "research:tables")


@require_safe
@researchers
def tables(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Frequencies, relations and pictures, each picture with its table."""
    project = study_of(request, study_id)
    member = membership(request, project)
    is_ready = member.leads and present_book(project) and project.comparisons.exists()
    is_large = project.documents.count() > MANY
    if is_ready and is_large and "jetzt" not in request.GET and not are_counted(project):
        return render(request, "research/counting.html", {"study": project})
    context = {
        "study": project,
        "member": member,
        "sections": sections(results_of(project), clock.now()) if is_ready else [],
        "formats": ("csv", "xlsx", "html", "md", "tex"),
        "may_take_all": member.leads and not has_own_work(member),
        "is_large": is_large,
    }
    return render(request, "research/tables.html", context)


@require_safe
@researchers
def table_file(request: StaffRequest, study_id: UUID, kind: str) -> HttpResponseBase:
    """All tables in one file."""
    from roterfaden.study import tables as library

    project = _of_lead(request, study_id)
    printed = tables_of(results_of(project), clock.now())
    writers = {
        "csv": library.as_csv,
        "xlsx": library.as_xlsx,
        "html": library.as_html,
        "md": library.as_markdown,
        "tex": library.as_latex,
    }
    if kind not in writers:
        raise Http404
    content = writers[kind](printed)  # type: ignore[operator]
    return _sent(request, project, content, f"tabellen.{kind}")


@require_safe
@researchers
def picture(request: StaffRequest, study_id: UUID, number: int, kind: str) -> HttpResponseBase:
    """One picture as SVG or PNG."""
    from roterfaden.study import pictures

    project = _of_lead(request, study_id)
    found = pictures_of(results_of(project), clock.now()).get(number)
    if found is None or kind not in {"svg", "png"}:
        raise Http404
    content = pictures.plain(found.svg) if kind == "svg" else pictures.as_png(found.svg)
    return _sent(request, project, content, f"abbildung-{number}.{kind}")


@require_safe
@researchers
def report(request: StaffRequest, study_id: UUID, kind: str) -> HttpResponseBase:
    """The results part as HTML or PDF."""
    from roterfaden.study.project.content import content
    from roterfaden.study.project.page import as_page
    from roterfaden.study.project.typesetting import as_pdf

    project = _of_lead(request, study_id)
    at = clock.now().replace(microsecond=0)
    blocks = content(results_of(project), at)
    if kind == "html":
        return _sent(request, project, as_page(project.title, blocks), "bericht.html")
    if kind == "pdf":
        return _sent(request, project, as_pdf(project.title, blocks, at), "bericht.pdf")
    raise Http404


@require_safe
@researchers
def whole(request: StaffRequest, study_id: UUID) -> HttpResponseBase:
    """The folder of the project with its report, as the command line checks it."""
    project = _whole_of(request, study_id)
    content = as_zip(_all_files(project, clock.now()))
    return _sent(request, project, content, "projekt.zip")


@require_safe
@researchers
def refi(request: StaffRequest, study_id: UUID) -> HttpResponseBase:
    """The study for other programs (REFI-QDA)."""
    project = _whole_of(request, study_id)
    return _sent(request, project, as_refi(project), "projekt.qdpx")


@require_safe
@researchers
def quotes(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """The marked passages by category."""
    project = _of_lead(request, study_id)
    page = Paginator(quotes_of(project), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"study": project, "page": page}
    return render(request, "research/quotes.html", context)


@require_safe
@researchers
def quotes_file(request: StaffRequest, study_id: UUID) -> HttpResponseBase:
    """The same as a table."""
    from roterfaden.study.project.quotes import as_csv

    project = _of_lead(request, study_id)
    return _sent(request, project, as_csv(quotes_of(project)), "zitate.csv")


@require_safe
@researchers
def book_file(request: StaffRequest, study_id: UUID, kind: str) -> HttpResponseBase:
    """The present codebook as YAML or REFI-QDA codebook."""
    project = study_of(request, study_id)
    book = book_of(project)
    if kind == "qdc":
        from roterfaden.study.exchange.refi import write_codebook

        return _sent(request, project, write_codebook(book), "kategorien.qdc")
    if kind == "yml":
        return _sent(request, project, codebook.write(book), "kategorien.yml")
    raise Http404


@require_safe
@researchers
def trail_file(request: StaffRequest, study_id: UUID) -> HttpResponseBase:
    """The trail as ``audit.jsonl``."""
    project = _whole_of(request, study_id)
    content = trail.write(entries_of(project))
    return _sent(request, project, content, "audit.jsonl")


def _all_files(project: Project, at: datetime) -> Iterator[tuple[str, bytes]]:
    from roterfaden.study.project.reporting import files

    for path, text in folder_files(project):
        yield path, text.encode()
    if project.comparisons.exists():
        for path, content in files(results_of(project), at).items():
            yield f"report/{path}", content


def _of_lead(request: StaffRequest, study_id: UUID) -> Project:
    project = study_of(request, study_id)
    lead_of(project, request.staff)
    return project


def _whole_of(request: StaffRequest, study_id: UUID) -> Project:
    """For whoever does not have to stay blind any more."""
    project = study_of(request, study_id)
    if has_own_work(lead_of(project, request.staff)):
        raise StateRefused(
            _("Sie codieren noch. Wenn Ihre Codierungen fertig sind, gibt es alles zum Mitnehmen.")
        )
    return project


def _sent(
    request: StaffRequest, project: Project, content: str | bytes | IO[bytes], filename: str
) -> HttpResponseBase:
    opened(request, Reading.EXPORT_OPENED, project, facts={"what": filename})
    is_whole = isinstance(content, str | bytes)
    response = HttpResponse(content) if is_whole else FileResponse(content)
    response["Content-Type"] = TYPES[filename.rsplit(".", maxsplit=1)[-1]]
    name = f"{slugify(project.title) or 'studie'}-{filename}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
