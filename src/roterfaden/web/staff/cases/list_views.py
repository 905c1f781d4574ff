"""Lists of cases, finding a person, and the list as a file."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import worklists
from roterfaden.plans.worklists import Counts
from roterfaden.recipients.recent import recent_cases
from roterfaden.recipients.search import find
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases import export, table
from roterfaden.web.staff.cases.findings import Finding
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
    found = chosen.before_plan(staff, today)
    counts = worklists.counts(found, today)
    total = counts.standing[chosen.plan] if chosen.plan else counts.total
    found = chosen.standing_so(found, today)
    page = page_of(chosen, found, total=total, number=request.GET.get("page"))
    context = {
        "chosen": chosen,
        "page": page,
        "rows": case_rows(list(page.object_list), today),
        "is_large": total >= LARGE,
        "today": today,
        "may_assign": staff.has(Permission.ASSIGN_CASES),
        **_surroundings(chosen, counts, staff),
    }
    return render(request, "cases/list.html", context)


def _surroundings(chosen: Selection, counts: Counts, staff: StaffMember) -> dict[str, object]:
    """Tabs, states, chips and headings."""
    colleagues = StaffMember.objects.filter(jobcentre_id=staff.jobcentre_id)
    person = colleagues.filter(pk=chosen.person).first() if chosen.person else None
    return {
        "tabs": table.tabs(chosen),
        "plan_choices": table.plan_choices(chosen, counts) if chosen.shows_plans else [],
        "chips": table.chips(chosen, person),
        "columns": table.columns(chosen),
        "lengths": table.lengths(chosen),
        "all_url": f"?{Selection(chosen.whose).query}",
    }


@staff_view(Permission.VIEW_CASES)
def case_export(request: StaffRequest) -> HttpResponseBase:
    """The chosen cases, all pages, as CSV; noted as an export."""
    return _as_file(request, export.as_csv, "csv", "text/csv; charset=utf-8")


@staff_view(Permission.VIEW_CASES)
def case_workbook(request: StaffRequest) -> HttpResponseBase:
    """The chosen cases, all pages, as XLSX; noted as an export."""
    return _as_file(request, export.as_xlsx, "xlsx", export.XLSX)


def _as_file(
    request: StaffRequest,
    write: Callable[[Iterable[CaseRow]], Iterator[bytes]],
    ending: str,
    content_type: str,
) -> HttpResponseBase:
    response = StreamingHttpResponse(write(_exported(request)), content_type=content_type)
    filename = f"faelle-{clock.today().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _exported(request: StaffRequest) -> Iterable[CaseRow]:
    today = clock.today()
    chosen = Selection.read(request.GET, default_for(request.staff))
    rows = chosen.standings(request.staff, today).count()
    facts = {"what": "cases", "whose": str(chosen.whose), "rows": rows}
    opened(request, Reading.EXPORT_OPENED, request.staff.jobcentre, facts=facts)
    return all_rows(chosen, request.staff, today)


@staff_view(Permission.VIEW_CASES)
def case_search(request: StaffRequest) -> HttpResponse:
    """People found by name, Kundennummer or birthday: a fragment while typing, else a page.

    Before somebody has typed, the fragment offers what they opened last.
    """
    words = request.GET.get("q", "").strip()
    is_fragment = "X-Fragment" in request.headers or "HX-Request" in request.headers
    limit = SUGGESTIONS if is_fragment else FOUND_AT_MOST
    if words or not is_fragment:
        found = find(staff=request.staff, text=words, on=clock.today(), limit=limit)
    else:
        found = recent_cases(request.staff, SUGGESTIONS)
    template = "cases/suggestions.html" if is_fragment else "cases/search.html"
    findings = [Finding(case, words) for case in found]
    context = {"words": words, "findings": findings, "is_cut": len(found) == limit}
    return render(request, template, context)
