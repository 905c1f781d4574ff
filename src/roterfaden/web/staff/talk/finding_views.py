"""That a plan does not come about: what is on record, what the law says, and a person's words."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.law.rules.no_plan import no_plan as law_of
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion
from roterfaden.recipients.models import Case
from roterfaden.talk import actions
from roterfaden.talk.attempts import Attempts
from roterfaden.talk.models import NoPlanFinding
from roterfaden.talk.policies import check_can_find
from roterfaden.talk.sought import sought
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.talk.forms import FindingForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def no_plan(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The attempts so far, the law of the day, and a field for reasons where it may be found."""
    case = _case(request, case_id)
    form = FindingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.find_no_plan(case=case, by=request.staff, at=clock.now(), **form.cleaned_data)
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Festgestellt. Es geschieht nichts von selbst."))
            return redirect("talk:no_plan", case.pk)
    today = clock.today()
    in_force = PlanVersion.objects.in_force().filter(plan__case=case).first()
    tried = sought(case, today)
    opened(request, Reading.CASE_OPENED, case)
    context = {
        "case": case,
        "form": form,
        "tried": tried,
        "law": law_of(found_on=today),
        "found": NoPlanFinding.objects.filter(case=case).select_related("found_by"),
        "refused": _why_not(tried, in_force, today),
        "today": today,
    }
    return render(request, "talk/no_plan.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def take_back(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Undo the newest finding that stands, while nothing hangs on it."""
    case = _case(request, case_id)
    standing = NoPlanFinding.objects.standing().filter(case=case).first()
    if standing is None:
        raise Refused(_("Hier ist nichts festgestellt, das man zurücknehmen könnte."))
    actions.take_back_finding(finding=standing, by=request.staff, at=clock.now())
    messages.info(request, _("Zurückgenommen. Im Verlauf bleibt stehen, dass es festgestellt war."))
    return redirect("talk:no_plan", case.pk)


def _why_not(tried: Attempts, in_force: PlanVersion | None, today: date) -> str:
    """Why nothing can be found today, with the way out; nothing where it can."""
    try:
        check_can_find(tried, in_force, today)
    except Refused as refusal:
        return refusal.message
    return ""


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    return get_object_or_404(cases, pk=case_id)
