"""How far two coders agree, and what is decided where they do not."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.research.actions import comparing
from roterfaden.research.books import book_of, present_book
from roterfaden.research.comparing import compared, is_open
from roterfaden.research.method import method_of
from roterfaden.research.models import Coding, Decision, Project
from roterfaden.research.policies import lead_of
from roterfaden.study.codebook import Dimension
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import membership, researchers, study_of, to_present
from roterfaden.web.research.comparison import GUIDES, shown, x_of


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
    context = {
        "study": project,
        "member": member,
        "dimensions": book.dimensions if book else (),
        "dimension": dimension,
        "is_open": dimension is not None and is_open(project, dimension),
        "progress": _progress(project, dimension) if dimension else [],
        "guides": [(x_of(value), words) for value, words in GUIDES],
        "shown": None,
        "all_measures": "masse" in request.GET,
    }
    if dimension is not None and member.leads:
        nth = request.GET.get("nr", "")
        context["shown"] = shown(
            project,
            dimension,
            request.GET.getlist("person")[:2],
            int(nth) if nth.isascii() and nth.isdigit() else None,
            method_of(project.settings),
        )
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
        return redirect(_address(project, dimension.id, request.POST.get("nr", "")))
    document = get_object_or_404(project.documents, number=request.POST.get("document") or 0)
    document.project = project
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
    return redirect(_address(project, dimension.id, request.POST.get("next", "")))


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
        found.append((member.code, done, member.tasks.count()))
    return found


def _address(project: Project, dimension: str, nth: str = "") -> str:
    query = {"dimension": dimension} | ({"nr": nth} if nth else {})
    anchor = "#ab" if nth else ""
    return f"{reverse('research:comparison', args=[project.pk])}?{urlencode(query)}{anchor}"
