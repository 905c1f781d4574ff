"""How a study counts, hides and suggests."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.core import clock
from roterfaden.research import suggesting
from roterfaden.research.actions import projects
from roterfaden.research.books import present_book
from roterfaden.research.comparing import is_open
from roterfaden.research.method import Method, method_of
from roterfaden.research.models import Project
from roterfaden.research.policies import lead_of
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import researchers, study_of
from roterfaden.web.research.figures import alpha_of, decimal
from roterfaden.web.research.forms import MethodForm


@require_http_methods(["GET", "POST"])
@researchers
def method(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """The numbers of the method, and whether a model may suggest."""
    project = study_of(request, study_id)
    lead_of(project, request.staff)
    form = MethodForm(request.POST or None, initial=method_of(project.settings).as_data())
    if request.method == "POST" and form.is_valid():
        projects.change_method(
            project=project, method=Method(**form.cleaned_data), by=request.staff, at=clock.now()
        )
        messages.success(request, _("Gespeichert."))
        return redirect("research:method", project.pk)
    context = {"study": project, "form": form, "checked": _checked(project)}
    return render(request, "research/method.html", context)


def _checked(project: Project) -> list[tuple[str, str, str, str]]:
    """For each compared dimension title, alpha with bounds, error of the probabilities, why not."""
    book = present_book(project)
    if book is None or not suggesting.are_on(project):
        return []
    found = []
    for dimension in book.dimensions:
        if not is_open(project, dimension):
            continue
        one = suggesting.checked(project, dimension)
        if one.evaluation is None:
            found.append((dimension.title, "–", "–", one.why_not))
        else:
            alpha = alpha_of(one.evaluation.agreement.sets)
            found.append((dimension.title, alpha, decimal(one.evaluation.brier, 3), ""))
    return found
