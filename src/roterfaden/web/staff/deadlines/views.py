"""What is open until when, in the own cases and in those that somebody stands in for."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.deadlines import actions
from roterfaden.deadlines.ics import as_ics
from roterfaden.deadlines.listing import Row, rows
from roterfaden.deadlines.models import MovedDeadline
from roterfaden.organisations.permissions import Permission
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.deadlines.presenters import (
    WEEKDAYS,
    address,
    groups,
    month_in,
    month_of,
)

ON_A_PAGE = 50


@require_safe
@staff_view(Permission.VIEW_CASES)
def deadline_list(request: StaffRequest) -> HttpResponse:
    """All that is open, the nearest first; above it what has moved and nobody has read."""
    staff, today = request.staff, clock.today()
    page = Paginator(_rows(request), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "groups": groups(list(page.object_list), today),
        "moved": MovedDeadline.objects.readable_by(staff, today).unseen(),
        "today": today,
        **_whose(request),
    }
    return render(request, "deadlines/list.html", context)


@require_safe
@staff_view(Permission.VIEW_CASES)
def month(request: StaffRequest) -> HttpResponse:
    """The same on the sheet of a month."""
    first = month_in(request.GET.get("monat", ""), clock.today())
    context = {
        "month": month_of(first, _rows(request), request.staff.jobcentre),
        "weekdays": WEEKDAYS,
        "today": clock.today(),
        **_whose(request),
    }
    return render(request, "deadlines/month.html", context)


@require_safe
@staff_view(Permission.VIEW_CASES)
def calendar_file(request: StaffRequest) -> HttpResponse:
    """The list as a file for a calendar, with alarms; noted as an export."""
    today = clock.today()
    found = [row for row in _rows(request) if not row.is_over(today)]
    facts = {"what": "deadlines", "rows": len(found)}
    opened(request, Reading.EXPORT_OPENED, request.staff.jobcentre, facts=facts)
    content = as_ics(found, lambda row: _absolute(request, row), at=clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fristen-{today.isoformat()}.ics"'
    return response


@require_POST
@staff_view(Permission.VIEW_CASES)
def seen(request: StaffRequest, moved_id: UUID) -> HttpResponse:
    """Somebody has read that a deadline moved."""
    readable = MovedDeadline.objects.readable_by(request.staff, clock.today())
    moved = get_object_or_404(readable, pk=moved_id)
    actions.note_seen(moved=moved, by=request.staff, at=clock.now())
    messages.success(request, _("Als gelesen vermerkt."))
    return redirect("deadlines:list")


def _rows(request: StaffRequest) -> list[Row]:
    whole = _whose(request)["shows_all"]
    return rows(request.staff, clock.today(), all_readable=whole)


def _whose(request: StaffRequest) -> dict[str, bool]:
    """Who leads a team may look at all; without cases of her own she sees them at once."""
    leads = request.staff.has(Permission.ASSIGN_CASES)
    counsels = request.staff.has(Permission.EDIT_PLANS)
    return {
        "may_see_all": leads and counsels,
        "shows_all": leads and (not counsels or request.GET.get("wessen") == "alle"),
    }


def _absolute(request: StaffRequest, row: Row) -> str:
    return request.build_absolute_uri(address(row))
