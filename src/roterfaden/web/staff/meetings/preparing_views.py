"""The page before a talk. Opening it changes nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.meetings.loading import the_case, the_meeting
from roterfaden.web.staff.meetings.preparation import about_meeting, prepare


@require_safe
@staff_view(Permission.VIEW_CASES)
def prepare_meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Before a talk that is arranged."""
    meeting = the_meeting(request, None, meeting_id)
    return _page(request, meeting.case, meeting)


@require_safe
@staff_view(Permission.VIEW_CASES)
def prepare_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Before a talk that nobody arranged: somebody stands in the door."""
    return _page(request, the_case(request, case_id), None)


def _page(request: StaffRequest, case: Case, meeting: Meeting | None) -> HttpResponse:
    today = clock.today()
    page = prepare(case, meeting, request.staff, today)
    opened(request, Reading.CASE_OPENED, case)
    if page.notes is not None:
        opened(request, Reading.NOTES_OPENED, case)
    context = {
        "case": case,
        "page": page,
        "today": today,
        "about": about_meeting(meeting) if meeting else [],
        "may_plan": request.staff.has(Permission.EDIT_PLANS),
    }
    return render(request, "meetings/prepare.html", context)
