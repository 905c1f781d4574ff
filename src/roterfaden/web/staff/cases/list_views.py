"""Lists of cases, finding a person, and the list as a file."""

from collections.abc import Iterable

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import worklists
from roterfaden.plans.worklists import Counts
from roterfaden.recipients.search import find
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases import export, table
from roterfaden.web.staff.cases.findings import Finding
from roterfaden.web.staff.cases.forms import FilterForm
from roterfaden.web.staff.cases.rows import CaseRow, all_rows, case_rows, page_of
from roterfaden.web.staff.cases.selection import Selection, default_for

SUGGESTIONS = 8
FOUND_AT_MOST = 50
LARGE = 5_000
"""From so many rows on a file takes noticeably long, and the page says so."""


@staff_view(Permission.VIEW_CASES)
def case_list(request: StaffRequest) -> HttpResponse:
    """The chosen cases, a page at a time."""
    staff, today = request.staff, clock.today()
    chosen = Selection.read(request.GET, default_for(staff))
    counts = worklists.counts(chosen.before_plan(staff, today), today)
    total = counts.standing[chosen.plan] if chosen.plan else counts.total
    page = page_of(chosen, staff, today, total=total, number=request.GET.get("page"))
    context = {
        "chosen": chosen,
        "form": FilterForm.showing(chosen),
        "page": page,
        "rows": case_rows([standing.case for standing in page.object_list], today),
        "is_large": total >= LARGE,
        "today": today,
        "may_assign": staff.has(Permission.ASSIGN_CASES),
        **_surroundings(chosen, counts, staff),
    }
    return render(request, "cases/list.html", context)


def _surroundings(chosen: Selection, counts: Counts, staff: StaffMember) -> dict[str, object]:
    """Tabs, states, chips and headings."""
    people = StaffMember.objects.filter(jobcentre_id=staff.jobcentre_id, pk=chosen.person)
    return {
        "tabs": table.tabs(chosen),
        "plan_choices": table.plan_choices(chosen, counts) if chosen.shows_plans else [],
        "chips": table.chips(chosen, people.first() if chosen.person else None),
        "columns": table.columns(chosen),
        "lengths": table.lengths(chosen),
        "all_url": f"?{Selection(chosen.whose).query}",
    }


@staff_view(Permission.VIEW_CASES)
def case_export(request: StaffRequest) -> HttpResponseBase:
    """The chosen cases, all pages, as CSV; noted as an export."""
    response = StreamingHttpResponse(
        export.as_csv(_exported(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{_filename()}.csv"'
    return response


@staff_view(Permission.VIEW_CASES)
def case_workbook(request: StaffRequest) -> HttpResponseBase:
    """The chosen cases, all pages, as XLSX; noted as an export."""
    file = export.as_xlsx(_exported(request))
    return FileResponse(
        file, as_attachment=True, filename=f"{_filename()}.xlsx", content_type=export.XLSX
    )


def _exported(request: StaffRequest) -> Iterable[CaseRow]:
    today = clock.today()
    chosen = Selection.read(request.GET, default_for(request.staff))
    rows = chosen.standings(request.staff, today).count()
    facts = {"what": "cases", "whose": str(chosen.whose), "rows": rows}
    opened(request, Reading.EXPORT_OPENED, request.staff.jobcentre, facts=facts)
    return all_rows(chosen, request.staff, today)


def _filename() -> str:
    return f"faelle-{clock.today().isoformat()}"


@staff_view(Permission.VIEW_CASES)
def case_search(request: StaffRequest) -> HttpResponse:
    """People found by name, Kundennummer or birthday: a fragment while typing, else a page."""
    words = request.GET.get("q", "").strip()
    is_fragment = "X-Fragment" in request.headers or "HX-Request" in request.headers
    limit = SUGGESTIONS if is_fragment else FOUND_AT_MOST
    found = find(staff=request.staff, text=words, on=clock.today(), limit=limit)
    template = "cases/suggestions.html" if is_fragment else "cases/search.html"
    findings = [Finding(case, words) for case in found]
    context = {"words": words, "findings": findings, "is_cut": len(found) == limit}
    return render(request, template, context)
