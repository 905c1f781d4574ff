"""Lists of cases, finding a person, and the list as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import worklists
from roterfaden.recipients.search import find
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases.export import as_csv
from roterfaden.web.staff.cases.findings import Finding
from roterfaden.web.staff.cases.forms import FilterForm
from roterfaden.web.staff.cases.rows import case_rows
from roterfaden.web.staff.cases.selection import Selection, default_for, numbers
from roterfaden.web.staff.cases.table import columns, plan_choices, tabs

PAGE_LENGTH = 25
SUGGESTIONS = 8
FOUND_AT_MOST = 50


@staff_view(Permission.VIEW_CASES)
def case_list(request: StaffRequest) -> HttpResponse:
    """The chosen cases, a page at a time."""
    today = clock.today()
    chosen = Selection.read(request.GET, default_for(request.staff))
    paginator = Paginator(
        chosen.cases(request.staff, today).select_related("recipient"), PAGE_LENGTH
    )
    page = paginator.get_page(request.GET.get("page"))
    counts = worklists.counts(chosen.before_plan(request.staff, today), today)
    return render(
        request,
        "cases/list.html",
        {
            "chosen": chosen,
            "form": FilterForm.showing(chosen),
            "tabs": tabs(chosen, numbers(request.staff, today)),
            "plan_choices": plan_choices(chosen, counts),
            "columns": columns(chosen),
            "page": page,
            "rows": case_rows(list(page.object_list), today),
            "all_url": f"?{Selection(chosen.whose).query}",
        },
    )


@staff_view(Permission.VIEW_CASES)
def case_export(request: StaffRequest) -> HttpResponse:
    """The chosen cases, all pages, as CSV; noted as an export."""
    today = clock.today()
    chosen = Selection.read(request.GET, default_for(request.staff))
    cases = list(chosen.cases(request.staff, today).select_related("recipient"))
    opened(
        request,
        Reading.EXPORT_OPENED,
        request.staff.jobcentre,
        facts={"what": "cases", "whose": str(chosen.whose), "rows": len(cases)},
    )
    response = HttpResponse(as_csv(case_rows(cases, today)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faelle-{today.isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


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
