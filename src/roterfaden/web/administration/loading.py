"""What the views of the administration load, always of the own jobcentre: else 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from roterfaden.organisations.models import StaffFile, StaffMember, StaffQuerySet, Team
from roterfaden.web.components.access import StaffRequest


def own_people(request: StaffRequest) -> StaffQuerySet:
    """Everybody who works, worked or will work here."""
    people = StaffMember.objects.select_related("team", "user")
    return people.filter(jobcentre_id=request.staff.jobcentre_id)


def own_person(request: StaffRequest, staff_id: UUID) -> StaffMember:
    """One of them."""
    return get_object_or_404(own_people(request).select_related("jobcentre"), pk=staff_id)


def own_team(request: StaffRequest, team_id: UUID) -> Team:
    """A team, open or closed."""
    return get_object_or_404(Team, pk=team_id, jobcentre_id=request.staff.jobcentre_id)


def own_file(request: StaffRequest, file_id: UUID) -> StaffFile:
    """A file is for the eyes of who uploaded it."""
    files = StaffFile.objects.filter(
        uploaded_by=request.staff, jobcentre_id=request.staff.jobcentre_id
    )
    return get_object_or_404(files.defer("content"), pk=file_id)
