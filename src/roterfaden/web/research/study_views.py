"""The studies in which somebody takes part, and each with its record, people and trail."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.research.actions import projects
from roterfaden.research.comparing import has_own_work
from roterfaden.research.models import Project, PseudonymKey
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import membership, researchers, study_of
from roterfaden.web.research.forms import MemberForm, RecordForm, initial_of
from roterfaden.web.research.steps import steps_of
from roterfaden.web.research.trail_words import in_words

ON_A_PAGE = 50


@require_safe
@researchers
def study_list(request: StaffRequest) -> HttpResponse:
    """All studies in which the person takes part."""
    visible = Project.objects.visible_to(request.staff)
    counted = visible.annotate(
        plans=Count("documents", distinct=True),
        people=Count("members", filter=Q(members__left_at=None), distinct=True),
    )
    context = {"studies": counted.order_by("-made_at"), "today": clock.today()}
    return render(request, "research/list.html", context)


@require_http_methods(["GET", "POST"])
@researchers
def new(request: StaffRequest) -> HttpResponse:
    """Begin a study with its record."""
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        project = projects.begin(record=form.record, by=request.staff, at=clock.now())
        return redirect("research:study", project.pk)
    return render(request, "research/record.html", {"form": form, "study": None})


@require_safe
@researchers
def study(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """What is done and what comes next."""
    project = study_of(request, study_id)
    member = membership(request, project)
    context = {
        "study": project,
        "member": member,
        "steps": steps_of(project, member),
        "members": project.members.filter(left_at=None).select_related("staff"),
        "form": _member_form(request, project),
        "has_keys": PseudonymKey.objects.filter(project=project).exists(),
        "runs": project.runs_on(clock.today()),
    }
    return render(request, "research/study.html", context)


@require_http_methods(["GET", "POST"])
@researchers
def record(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Correct the record."""
    project = study_of(request, study_id)
    form = RecordForm(request.POST or None, initial=initial_of(project))
    if request.method == "POST" and form.is_valid():
        projects.change_record(
            project=project, record=form.record, by=request.staff, at=clock.now()
        )
        messages.success(request, _("Gespeichert."))
        return redirect("research:study", project.pk)
    return render(request, "research/record.html", {"form": form, "study": project})


@require_POST
@researchers
def add_member(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Somebody takes part from now on."""
    project = study_of(request, study_id)
    form = _member_form(request, project)
    if form.is_valid():
        part = form.cleaned_data["part"]
        projects.add_member(
            project=project,
            staff=form.cleaned_data["staff"],
            leads=part in {"lead", "both"},
            codes=part in {"coder", "both"},
            by=request.staff,
            at=clock.now(),
        )
    else:
        messages.error(request, _("Wählen Sie eine Person und ihre Aufgabe."))
    return redirect("research:study", project.pk)


@require_POST
@researchers
def remove_member(request: StaffRequest, study_id: UUID, member_id: UUID) -> HttpResponse:
    """Somebody no longer takes part."""
    project = study_of(request, study_id)
    member = get_object_or_404(project.members, pk=member_id)
    projects.remove_member(project=project, member=member, by=request.staff, at=clock.now())
    return redirect("research:study", project.pk)


@require_POST
@researchers
def delete_keys(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """End the way back from numbers to cases."""
    project = study_of(request, study_id)
    projects.delete_keys(project=project, by=request.staff, at=clock.now())
    messages.success(request, _("Die Schlüssel sind gelöscht. Kein Weg führt zurück zu Fällen."))
    return redirect("research:study", project.pk)


@require_safe
@researchers
def trail(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Every action of the study, the newest first."""
    project = study_of(request, study_id)
    member = membership(request, project)
    entries = project.trail.order_by("-sequence")
    # Who still codes sees the own actions only: what others gave is in there.
    sees_all = member.leads and not has_own_work(member)
    shown = entries if sees_all else entries.filter(author=member.code)
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, in_words(one.action)) for one in page]
    context = {"study": project, "page": page, "rows": rows, "may_take": sees_all}
    return render(request, "research/trail.html", context)


def _member_form(request: StaffRequest, project: Project) -> MemberForm:
    present = project.members.filter(left_at=None).values("staff")
    people = StaffMember.objects.active_on(clock.today()).filter(jobcentre=project.jobcentre_id)
    able = [one for one in people.exclude(pk__in=present) if one.has(Permission.RUN_STUDIES)]
    return MemberForm(request.POST or None, candidates=able)
