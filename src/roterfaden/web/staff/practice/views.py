"""Practice: everything is as in earnest, and nothing counts."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock, spoken
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.obligations import actions as obligations
from roterfaden.obligations.models import Procedure
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions import practice as actions
from roterfaden.recipients.models import Case
from roterfaden.recipients.moments import now_in, today_in
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.practice.forms import DayForm, ExerciseForm

_BEFORE_TODAY = timedelta(days=7)


@require_safe
@staff_view(Permission.LEAD_PROCEDURES)
def practice(request: StaffRequest) -> HttpResponse:
    """The own practice with its exercises, or how to begin one."""
    case = _own(request)
    return _page(request, case) if case else render(request, "practice/none.html")


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def create(request: StaffRequest) -> HttpResponse:
    """Make the invented person."""
    actions.begin(by=request.staff, at=clock.now())
    return redirect("practice:practice")


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def set_day(request: StaffRequest) -> HttpResponse:
    """Let another day count as today."""
    case, form = _own(request), DayForm(request.POST)
    if case is None:
        return redirect("practice:practice")
    if form.is_valid():
        try:
            actions.set_day(case=case, on=form.cleaned_data["on"], by=request.staff, at=clock.now())
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error("on", refusal.message)
        else:
            day = spoken.long_day(form.cleaned_data["on"])
            messages.success(request, _("In der Übung ist jetzt %(day)s.") % {"day": day})
            return redirect("practice:practice")
    return _page(request, case, day_form=form, status=422)


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def begin(request: StaffRequest) -> HttpResponse:
    """Begin an exercise and go to its procedure."""
    case, form = _own(request), ExerciseForm(request.POST)
    if case is None:
        return redirect("practice:practice")
    if form.is_valid():
        try:
            begun = obligations.begin_practice(
                case=case, by=request.staff, at=now_in(case), **form.cleaned_data
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error("event_on", refusal.message)
        else:
            return redirect("procedures:procedure", begun.pk)
    return _page(request, case, exercise_form=form, status=422)


def _page(
    request: StaffRequest,
    case: Case,
    *,
    day_form: forms.Form | None = None,
    exercise_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    today = today_in(case)
    known = Procedure.objects.filter(case=case)
    context = {
        "case": case,
        "today": today,
        "running": [one for one in known if one.is_running],
        "ended": [one for one in known if not one.is_running],
        "day_form": day_form or DayForm(initial={"on": today}),
        "exercise_form": exercise_form or ExerciseForm(initial={"event_on": today - _BEFORE_TODAY}),
    }
    return render(request, "practice/practice.html", context, status=status)


def _own(request: StaffRequest) -> Case | None:
    cases = Case.objects.select_related("recipient", "jobcentre")
    return cases.filter(practised_by=request.staff).first()
