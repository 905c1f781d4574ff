"""What the pages about meetings are about, as far as the person may see it."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from roterfaden.core.spoken import short_day
from roterfaden.meetings.models import Meeting
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest


def the_case(request: StaffRequest, case_id: UUID) -> Case:
    """The case with its person; 404 for anybody else's."""
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    return get_object_or_404(cases, pk=case_id)


def the_meeting(request: StaffRequest, case_id: UUID | None, meeting_id: UUID) -> Meeting:
    """The meeting, with its case and person; 404 for anybody else's."""
    meetings = Meeting.objects.visible_to(request.staff)
    if case_id:
        meetings = meetings.filter(case=case_id)
    return get_object_or_404(
        meetings.select_related("case__recipient", "case__jobcentre"), pk=meeting_id
    )


def when(meeting: Meeting) -> str:
    """``Do, 26.11., 10:30``."""
    return f"{short_day(meeting.on)}, {meeting.time_words}"
