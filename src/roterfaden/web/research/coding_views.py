"""The queue of somebody who codes, and the desk; nothing of others can be reached here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.research import suggesting
from roterfaden.research.actions import coding, tasks
from roterfaden.research.books import book_of, dimension_of, kinds_of, present_book
from roterfaden.research.models import Coding, Member, Project, StudyDocument
from roterfaden.research.policies import coder_of
from roterfaden.study.codebook import Dimension
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import (
    document_of,
    membership,
    researchers,
    study_of,
    to_present,
)
from roterfaden.web.research.desk import Desk, fits
from roterfaden.web.research.forms import AssignForm
from roterfaden.web.research.queueing import coders_of, queue_of


@require_safe
@researchers
def present(request: StaffRequest) -> HttpResponse:
    """The queue of the study worked on last."""
    return to_present(request, "research:queue")


@require_safe
@researchers
def queue(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """What is to be coded, dimension by dimension; for the lead, who codes what."""
    project = study_of(request, study_id)
    member = membership(request, project)
    context = {
        "study": project,
        "member": member,
        "book": present_book(project),
        "queue": queue_of(project, member),
        "coders": coders_of(project),
        "documents": project.documents.count(),
    }
    return render(request, "research/queue.html", context)


@require_POST
@researchers
def assign(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Put a range of documents into somebody's queue, or take back what is not begun."""
    project = study_of(request, study_id)
    form = AssignForm(request.POST)
    if form.is_valid():
        member = get_object_or_404(project.members, pk=form.cleaned_data["member"])
        if "zurueck" in request.POST:
            tasks.withdraw(project=project, member=member, by=request.staff, at=clock.now())
            return redirect("research:queue", project.pk)
        wanted = project.documents.filter(
            number__gte=form.cleaned_data["first"], number__lte=form.cleaned_data["last"]
        ).defer("content", "flags")
        tasks.assign(
            project=project,
            member=member,
            documents=list(wanted),
            by=request.staff,
            at=clock.now(),
        )
    return redirect("research:queue", project.pk)


@require_safe
@researchers
def desk(request: StaffRequest, study_id: UUID, number: int) -> HttpResponse:
    """One document in one dimension."""
    project = study_of(request, study_id)
    member = coder_of(project, request.staff)
    document = document_of(project, number)
    shown = _desk(request, project, member, document)
    return render(request, "research/desk.html", {"study": project, "desk": shown})


@require_POST
@researchers
def act(request: StaffRequest, study_id: UUID, number: int, act: str) -> HttpResponse:
    """One keystroke."""
    project = study_of(request, study_id)
    document = document_of(project, number)
    action = _ACTS.get(act)
    if action is None:
        raise Http404
    dimension = request.POST.get("dimension", "")
    common = {"document": document, "dimension": dimension, "by": request.staff, "at": clock.now()}
    action(request, common)
    if act == "fertig":
        return _on(project, coder_of(project, request.staff), number, dimension)
    return redirect(_address(project, number, dimension, request.POST.get("code", "")))


def _toggle(request: StaffRequest, common: dict[str, Any]) -> None:
    coding.toggle(code=request.POST.get("code", ""), **common)


def _passage(request: StaffRequest, common: dict[str, Any]) -> None:
    start, end = (_number(request.POST.get(name)) for name in ("start", "end"))
    coding.mark_passage(code=request.POST.get("code", ""), start=start, end=end, **common)


def _memo(request: StaffRequest, common: dict[str, Any]) -> None:
    coding.write_memo(text=request.POST.get("memo", ""), **common)


def _doubt(_request: StaffRequest, common: dict[str, Any]) -> None:
    coding.doubt(**common)


def _undo(_request: StaffRequest, common: dict[str, Any]) -> None:
    coding.undo(**common)


def _finish(_request: StaffRequest, common: dict[str, Any]) -> None:
    coding.finish(**common)


_ACTS: dict[str, Callable[[StaffRequest, dict[str, Any]], None]] = {
    "vergeben": _toggle,
    "stelle": _passage,
    "notiz": _memo,
    "zweifel": _doubt,
    "zurueck": _undo,
    "fertig": _finish,
}


def _desk(request: StaffRequest, project: Project, member: Member, document: StudyDocument) -> Desk:
    book = book_of(project)
    dimension = _dimension(book.dimensions, request.GET.get("dimension", ""), document)
    queue = member.tasks.filter(document__kind__in=kinds_of(dimension)).order_by("position")
    here = get_object_or_404(queue, document=document)
    earlier = queue.filter(position__lt=here.position)
    own = Coding.objects.by(member).filter(dimension=dimension.id)
    return Desk(
        member=member,
        document=document,
        book=book,
        dimension=dimension,
        coding=own.filter(document=document).first(),
        position=earlier.count() + 1,
        before=earlier.values_list("document__number", flat=True).last(),
        documents=queue.count(),
        finished=own.finished().count(),
        chosen=request.GET.get("kategorie", ""),
        proposals=suggesting.for_document(project, dimension, document),
    )


def _dimension(dimensions: tuple[Dimension, ...], name: str, document: StudyDocument) -> Dimension:
    fitting = [one for one in dimensions if fits(one, document)]
    if not fitting:
        raise StateRefused(
            _(
                "Für dieses Dokument hat das Kategoriensystem keine Dimension. Die Projektleitung "
                "kann welche hinzunehmen."
            )
        )
    return next((one for one in fitting if one.id == name), fitting[0])


def _on(project: Project, member: Member, number: int, dimension: str) -> HttpResponse:
    """To the next document of the queue that is not finished in this dimension; else the queue."""
    done = Coding.objects.by(member).filter(dimension=dimension).finished().values("document")
    fitting = member.tasks.filter(document__kind__in=kinds_of(dimension_of(project, dimension)))
    waiting = fitting.exclude(document__in=done).order_by("position")
    numbers = waiting.values_list("document__number", flat=True)
    ahead = numbers.filter(document__number__gt=number).first() or numbers.first()
    if ahead is None:
        return redirect("research:queue", project.pk)
    return redirect(_address(project, ahead, dimension))


def _address(project: Project, number: int, dimension: str, chosen: str = "") -> str:
    query = {"dimension": dimension} | ({"kategorie": chosen} if chosen else {})
    return f"{reverse('research:desk', args=[project.pk, number])}?{urlencode(query)}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1
