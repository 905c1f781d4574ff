"""How far two coders agree, and what is decided where they do not."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.research.actions import comparing
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import membership, researchers, study_of, to_present


@require_safe
@researchers
def present(request: StaffRequest) -> HttpResponse:
    """The comparison of the study worked on last."""
    return to_present(request, "research:comparison")


@require_safe
@researchers
def comparison(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Coefficients for each category, and one disagreement after the other."""
    project = study_of(request, study_id)
    context = {"study": project, "member": membership(request, project)}
    return render(request, "research/comparison.html", context)


@require_POST
@researchers
def open_comparison(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """From now on the lead sees both codings."""
    project = study_of(request, study_id)
    name = request.POST.get("dimension", "")
    comparing.open_comparison(project=project, dimension=name, by=request.staff, at=clock.now())
    return redirect("research:comparison", project.pk)


@require_POST
@researchers
def decide(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """What counts, and why."""
    project = study_of(request, study_id)
    return redirect("research:comparison", project.pk)
