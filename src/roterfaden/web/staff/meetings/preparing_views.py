"""The page before a talk. Opening it changes nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.talk.actions.records import note_prepared
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


@require_POST
@staff_view(Permission.EDIT_PLANS)
def prepared(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Note that the plan served to prepare, apart from whether it is raised; or take that back."""
    meeting = the_meeting(request, None, meeting_id)
    served = request.POST.get("genutzt") != "nein"
    note_prepared(meeting=meeting, prepared_with_plan=served, by=request.staff, at=clock.now())
    words = _("Festgehalten: mit dem Plan vorbereitet.") if served else _("Zurückgenommen.")
    messages.success(request, words)
    return redirect("meetings:prepare", meeting.pk)


def _page(request: StaffRequest, case: Case, meeting: Meeting | None) -> HttpResponse:
    today = clock.today()
    page = prepare(case, meeting, request.staff, today)
    opened(request, Reading.CASE_OPENED, case, facts={"notes": page.notes is not None})
    context = {
        "case": case,
        "meeting": meeting,
        "page": page,
        "today": today,
        "about": about_meeting(meeting) if meeting else [],
        "may_plan": request.staff.has(Permission.EDIT_PLANS),
    }
    return render(request, "meetings/prepare.html", context)
