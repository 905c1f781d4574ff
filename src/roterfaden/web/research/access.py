"""How pages of studies find what they show: only studies in which the person takes part."""

import re
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import OrderBy, OuterRef, Subquery
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from roterfaden.core.errors import Refused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.research.models import Member, Project, StudyDocument, TrailEntry
from roterfaden.research.policies import member_of
from roterfaden.study.extras import needed
from roterfaden.study.troubles import WrongData
from roterfaden.troubles import Trouble
from roterfaden.web.components.access import StaffRequest, StaffView, staff_view

_STUDY = re.compile(r"^/[a-z]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")


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
    """The study; 404 for anybody who takes no part."""
    visible = Project.objects.visible_to(request.staff).select_related("jobcentre")
    return get_object_or_404(visible, pk=study_id)


def membership(request: StaffRequest, project: Project) -> Member:
    """The part that the person has in it."""
    return member_of(project, request.staff)


def document_of(project: Project, number: int) -> StudyDocument:
    """The document with this number; 404 otherwise."""
    found = get_object_or_404(project.documents, number=number)
    found.project = project
    return found


def to_present(request: StaffRequest, url_name: str) -> HttpResponse:
    """On to this page of the study one comes from, else the one last worked on, else the list."""
    visible = Project.objects.visible_to(request.staff)
    came = _STUDY.search(urlsplit(request.headers.get("Referer", "")).path)
    here = visible.filter(pk=came[1]).first() if came else None
    present = here or visible.order_by(_last_work_of(request.staff), "-made_at", "pk").first()
    return redirect(url_name, present.pk) if present else redirect("research:list")


def _last_work_of(staff: StaffMember) -> OrderBy:
    """When the person last did something in a study, the newest first."""
    letter = Member.objects.filter(project=OuterRef("project"), staff=staff).values("code")
    own = TrailEntry.objects.filter(project=OuterRef("pk"), author__in=letter)
    return Subquery(own.order_by("-sequence").values("at")[:1]).desc(nulls_last=True)
