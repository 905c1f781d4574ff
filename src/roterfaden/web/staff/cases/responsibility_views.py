"""Who is responsible for a case: in charge, standing in, named where it is protected."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import (
    Assignment,
    AssignmentQuerySet,
    Case,
    ProtectedAccess,
)
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases.case_views import visible_case
from roterfaden.web.staff.cases.forms import AssignForm, NameForm, StandInForm


@staff_view(Permission.VIEW_CASES)
def responsibility(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Who is and was in charge; team leads arrange it here, others read."""
    case = visible_case(request, case_id)
    opened(request, Reading.CASE_OPENED, case)
    return _page(request, case)


@require_POST
@staff_view(Permission.ASSIGN_CASES)
def assign(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Give the case to somebody from a day."""
    case = visible_case(request, case_id)
    form = AssignForm(request.POST, asker=request.staff, today=clock.today())
    if not form.is_valid():
        return _page(request, case, assign_form=form)
    chosen = form.cleaned_data
    cases.assign(case=case, by=request.staff, at=clock.now(), **chosen)
    messages.success(request, _("Die Zuständigkeit ist geändert."))
    return redirect("cases:responsibility", case.pk)


@require_POST
@staff_view(Permission.ARRANGE_STAND_INS)
def arrange_stand_in(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Let somebody stand in for the person in charge, in all cases of that person."""
    case = visible_case(request, case_id)
    form = StandInForm(request.POST, asker=request.staff, today=clock.today())
    absent = get_object_or_404(StaffMember, pk__in=_in_charge(case).values("staff"))
    if not form.is_valid():
        return _page(request, case, stand_in_form=form)
    stand_ins.arrange(absent=absent, by=request.staff, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Die Vertretung ist geregelt."))
    return redirect("cases:responsibility", case.pk)


@require_POST
@staff_view(Permission.NAME_FOR_PROTECTED)
def protect(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Hide the case from everybody who is not named for it."""
    case = visible_case(request, case_id)
    cases.protect(case=case, by=request.staff, at=clock.now())
    messages.success(request, _("Der Fall ist geschützt. Nur benannte Personen sehen ihn."))
    return redirect("cases:responsibility", case.pk)


@require_POST
@staff_view(Permission.NAME_FOR_PROTECTED)
def lift_protection(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Let everybody in the jobcentre who works with cases see the case again."""
    case = visible_case(request, case_id)
    cases.lift_protection(case=case, by=request.staff, at=clock.now())
    messages.success(request, _("Der Schutz ist aufgehoben."))
    return redirect("cases:responsibility", case.pk)


@require_POST
@staff_view(Permission.VIEW_CASES)
def name_for_protected(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Let one more person see a protected case."""
    case = visible_case(request, case_id)
    form = NameForm(request.POST, asker=request.staff, today=clock.today())
    if not form.is_valid():
        return _page(request, case, name_form=form)
    staff: StaffMember = form.cleaned_data["staff"]
    cases.name_for_protected(case=case, staff=staff, by=request.staff, at=clock.now())
    messages.success(request, _("%(name)s darf den Fall jetzt sehen.") % {"name": staff})
    return redirect("cases:responsibility", case.pk)


def _page(request: StaffRequest, case: Case, **forms: Any) -> HttpResponse:
    today, staff = clock.today(), request.staff
    current = _in_charge(case).first()
    context: dict[str, Any] = {
        "case": case,
        "current": current,
        "assignments": case.assignments.select_related("staff", "team").order_by("-begins_on"),
        "stand_ins": _stand_ins_ahead(current),
        "named": ProtectedAccess.objects.filter(case=case).select_related("staff"),
        "may_assign": staff.has(Permission.ASSIGN_CASES),
        "may_arrange": staff.has(Permission.ARRANGE_STAND_INS),
        "may_protect": staff.has(Permission.NAME_FOR_PROTECTED),
        "may_name": staff.has(Permission.NAME_FOR_PROTECTED)
        or (current is not None and current.staff_id == staff.pk),
        "assign_form": AssignForm(asker=staff, today=today, initial=_as_now(current, today)),
        "stand_in_form": StandInForm(asker=staff, today=today, initial={"begins_on": today}),
        "name_form": NameForm(asker=staff, today=today),
    }
    status = 422 if forms else 200
    return render(request, "cases/responsibility.html", context | forms, status=status)


def _as_now(current: Assignment | None, today: date) -> dict[str, Any]:
    if current is None:
        return {"begins_on": today}
    return {"staff": current.staff_id, "team": current.team_id, "begins_on": today}


def _in_charge(case: Case) -> AssignmentQuerySet:
    held = Assignment.objects.in_force_on(clock.today()).filter(case=case)
    return held.select_related("staff", "team")


def _stand_ins_ahead(current: Assignment | None) -> list[StandIn]:
    if current is None or current.staff_id is None:
        return []
    running = StandIn.objects.filter(absent=current.staff_id, ends_on__gte=clock.today())
    return list(running.select_related("substitute").order_by("begins_on", "pk"))
