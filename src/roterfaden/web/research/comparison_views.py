"""How far two coders agree, and what is decided where they do not."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.research.actions import comparing
from roterfaden.research.books import book_of, kinds_of, present_book
from roterfaden.research.comparing import Compared, compared, is_open
from roterfaden.research.method import method_of
from roterfaden.research.models import Coding, Decision, Project
from roterfaden.research.policies import lead_of
from roterfaden.study.codebook import Dimension
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research import comparison as documents
from roterfaden.web.research import passages
from roterfaden.web.research.access import (
    document_of,
    membership,
    researchers,
    study_of,
    to_present,
)
from roterfaden.web.research.comparison import GUIDES, Shown, pair_of, x_of

WHOLE, PASSAGES = "dokumente", "stellen"
"""What is compared, as addresses say it."""


@require_safe
@researchers
def present(request: StaffRequest) -> HttpResponse:
    """The comparison of the study worked on last."""
    return to_present(request, "research:comparison")


@require_safe
@researchers
def comparison(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Coefficients for each category, and one difference after the other."""
    project = study_of(request, study_id)
    member = membership(request, project)
    book = present_book(project)
    dimension = _chosen(request, project) if book else None
    seen = compared(project, dimension) if dimension is not None and member.leads else None
    level = _level(request, seen)
    context = {
        "study": project,
        "member": member,
        "dimensions": book.dimensions if book else (),
        "dimension": dimension,
        "is_open": dimension is not None and is_open(project, dimension),
        "progress": _progress(project, dimension) if dimension else [],
        "guides": [(x_of(value), words) for value, words in GUIDES],
        "shown": _shown(request, project, seen, level) if seen else None,
        "level": level,
        "has_passages": seen is not None and seen.has_passages,
        "all_measures": "masse" in request.GET,
    }
    return render(request, "research/comparison.html", context)


@require_POST
@researchers
def open_comparison(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """From now on the lead sees both codings."""
    project = study_of(request, study_id)
    name = request.POST.get("dimension", "")
    comparing.open_comparison(project=project, dimension=name, by=request.staff, at=clock.now())
    return redirect(_address(project, name))


@require_POST
@researchers
def decide(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """What counts, and why; then the next difference."""
    project = study_of(request, study_id)
    lead_of(project, request.staff)
    dimension = _chosen(request, project)
    kind = request.POST.get("kind", "")
    if kind not in Decision.Kind.values:
        messages.error(request, _("Wählen Sie: wie A, wie B oder anders."))
        return redirect(_address(project, dimension.id, request.POST.get("nr", ""), WHOLE))
    document = document_of(project, _number(request.POST.get("document")) or 0)
    given = compared(project, dimension).codes
    sides = [given[code].get(document.ident, []) for code in request.POST.getlist("person")]
    codes = {"like_first": 0, "like_second": 1}
    comparing.decide(
        document=document,
        dimension=dimension.id,
        codes=sides[codes[kind]] if kind in codes else request.POST.getlist("codes"),
        kind=Decision.Kind(kind),
        why=request.POST.get("why", ""),
        by=request.staff,
        at=clock.now(),
    )
    return redirect(_address(project, dimension.id, request.POST.get("next", ""), WHOLE))


@require_POST
@researchers
def decide_passages(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Which marks count where passages differ, and why; then the next place."""
    project = study_of(request, study_id)
    lead_of(project, request.staff)
    dimension, sent = _chosen(request, project), request.POST
    kind = sent.get("kind", "")
    if kind not in Decision.Kind.values:
        messages.error(request, _("Wählen Sie: wie A, wie B oder anders."))
        return redirect(_address(project, dimension.id, sent.get("nr", ""), PASSAGES))
    seen = compared(project, dimension)
    coders = pair_of(seen, sent.getlist("person")[:2])
    document = document_of(project, _number(sent.get("document")) or 0)
    bounds = _number(sent.get("start")), _number(sent.get("end"))
    places = passages.places_of(seen, coders) if len(coders) == 2 else ()
    place = next((p for p in places if p.document == document.ident and p.span == bounds), None)
    if place is None:
        raise Http404
    sides = dict(zip(("like_first", "like_second"), place.marks.values(), strict=True))
    wanted = sent.getlist("marks")
    comparing.decide_passages(
        document=document,
        dimension=dimension.id,
        place=place,
        marks=sides[kind]
        if kind in sides
        else [mark for n, mark in enumerate(place.given) if str(n) in wanted],
        kind=Decision.Kind(kind),
        why=sent.get("why", ""),
        by=request.staff,
        at=clock.now(),
    )
    return redirect(_address(project, dimension.id, sent.get("next", ""), PASSAGES))


def _level(request: StaffRequest, seen: Compared | None) -> str:
    """Passages where there are any and they are asked for, or the dimension is about them."""
    if seen is None or not seen.has_passages:
        return WHOLE
    usual = PASSAGES if seen.dimension.unit == "passage" else WHOLE
    asked = request.GET.get("ebene", usual)
    return asked if asked in {WHOLE, PASSAGES} else usual


def _shown(request: StaffRequest, project: Project, seen: Compared, level: str) -> Shown | None:
    """The comparison; None while there is nothing that may be seen, or only one coder."""
    coders = pair_of(seen, request.GET.getlist("person")[:2])
    if len(coders) < 2:
        return None
    shown = passages.shown if level == PASSAGES else documents.shown
    nth, method = _number(request.GET.get("nr")), method_of(project.settings)
    return shown(project, seen, coders, nth, method)


def _chosen(request: StaffRequest, project: Project) -> Dimension:
    """The dimension asked for, else the first whose comparison is open, else the first."""
    book = book_of(project)
    sent = request.POST if request.method == "POST" else request.GET
    name = sent.get("dimension", "")
    opened = set(project.comparisons.values_list("dimension", flat=True))
    first = next((one for one in book.dimensions if one.id in opened), book.dimensions[0])
    return next((one for one in book.dimensions if one.id == name), first)


def _progress(project: Project, dimension: Dimension) -> list[tuple[str, int, int]]:
    """How far each coder came; numbers only."""
    found = []
    for member in project.members.filter(codes=True, left_at=None):
        done = Coding.objects.by(member).finished().filter(dimension=dimension.id).count()
        tasks = member.tasks.filter(document__kind__in=kinds_of(dimension))
        found.append((member.code, done, tasks.count()))
    return found


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _address(project: Project, dimension: str, nth: str = "", level: str = "") -> str:
    query = {"dimension": dimension, "ebene": level, "nr": nth}
    filled = urlencode({name: value for name, value in query.items() if value})
    anchor = "#ab" if nth else ""
    return f"{reverse('research:comparison', args=[project.pk])}?{filled}{anchor}"
