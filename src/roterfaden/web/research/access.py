"""How pages of studies find what they show: only studies in which the person takes part."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from roterfaden.core.errors import Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.research.models import Member, Project, StudyDocument
from roterfaden.research.policies import member_of
from roterfaden.study.extras import needed
from roterfaden.study.troubles import WrongData
from roterfaden.troubles import Trouble
from roterfaden.web.components.access import StaffRequest, StaffView, staff_view

LAST = "study"
"""Where the session remembers the study that was worked on last."""


def researchers(view: StaffView) -> StaffView:
    """A view for those who run studies; what is wrong with data is told like any refusal."""

    @staff_view(Permission.RUN_STUDIES)
    @wraps(view)
    def telling(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with needed():
                return view(request, *args, **kwargs)
        except WrongData as error:
            place = f"{error.place}: " if error.place and error.place not in error.cause else ""
            raise Refused(f"{place}{error.cause} {error.way_out}") from error
        except Trouble as error:
            raise Refused(f"{error.cause} {error.way_out}") from error

    return telling


def study_of(request: StaffRequest, study_id: UUID) -> Project:
    """The study, remembered as the present one; 404 for anybody who takes no part."""
    visible = Project.objects.visible_to(request.staff).select_related("jobcentre")
    project = get_object_or_404(visible, pk=study_id)
    if request.session.get(LAST) != str(study_id):
        request.session[LAST] = str(study_id)
    return project


def membership(request: StaffRequest, project: Project) -> Member:
    """The part that the person has in it."""
    return member_of(project, request.staff)


def document_of(project: Project, number: int) -> StudyDocument:
    """The document with this number; 404 otherwise."""
    found = get_object_or_404(project.documents, number=number)
    found.project = project
    return found


def to_present(request: StaffRequest, url_name: str) -> HttpResponse:
    """On to this page of the study worked on last, or to the list where there is none."""
    visible = Project.objects.visible_to(request.staff)
    known: str = request.session.get(LAST, "")
    last = (visible.filter(pk=known).first() if known else None) or visible.first()
    return redirect(url_name, last.pk) if last else redirect("research:list")
