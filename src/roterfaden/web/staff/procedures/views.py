"""A procedure on its path, what is done there, and where procedures of a case begin."""

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.delivery.models import Letter
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.obligations import actions
from roterfaden.obligations.deadlines import deadlines
from roterfaden.obligations.endings import possible
from roterfaden.obligations.letters import stage_of
from roterfaden.obligations.models import PaymentStop, Procedure
from roterfaden.obligations.occasions import may_choose, occasions
from roterfaden.obligations.path import path
from roterfaden.obligations.policies import check_may_read, may_lead
from roterfaden.obligations.states import CLAIM_IN_QUESTION, Track
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.recipients.moments import now_in, today_in
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.procedures.acts import ACTS
from roterfaden.web.staff.procedures.beginning import BeginForm, ConciliationForm, rows
from roterfaden.web.staff.procedures.forms import DutyForm, EndForm, ObjectionForm, PaymentStopForm
from roterfaden.web.staff.procedures.panels import panel

_RELATED = ("case__recipient", "case__jobcentre", "step__version", "offer", "opened_by")


@require_safe
@staff_view(Permission.VIEW_CASES)
def procedure(request: StaffRequest, procedure_id: UUID) -> HttpResponse:
    """Where it stands, what comes next, by when, what ends it, and the one thing to do now."""
    found = _procedure(request, procedure_id)
    return _shown(request, found, {})


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def act(request: StaffRequest, procedure_id: UUID, act: str) -> HttpResponse:
    """One thing done by a person; a draft leads to its letter."""
    found = _procedure(request, procedure_id)
    if act not in ACTS:
        raise Http404
    doing = ACTS[act]
    form = doing.form(request.POST)
    if isinstance(form, DutyForm):
        form = DutyForm(request.POST, may_choose=may_choose(found))
    if form.is_valid():
        try:
            result = doing.run(found, form.cleaned_data, request.staff, now_in(found.case))
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, doing.done)
            if isinstance(result, Letter):
                return redirect("letters:letter", result.pk)
            return redirect("procedures:procedure", found.pk)
    return _shown(request, _procedure(request, procedure_id), {act: form}, status=422)


@require_safe
@staff_view(Permission.VIEW_CASES)
def of_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The procedures of a case, and what could be followed up, with the law of its day."""
    return _case_page(request, _case(request, case_id))


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def begin(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Follow up one occasion on one of its ways."""
    case = _case(request, case_id)
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Wählen Sie, was Sie verfolgen, und auf welchem Weg."))
    begun = actions.begin(case=case, by=request.staff, at=now_in(case), **form.said())
    messages.success(request, _("Begonnen. Es ist nichts gesendet; alles lässt sich zurücknehmen."))
    return redirect("procedures:procedure", begun.pk)


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def conciliation(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record a conciliation of the law until 30 June 2026."""
    case = _case(request, case_id)
    form = ConciliationForm(request.POST)
    if form.is_valid():
        try:
            begun = actions.begin_conciliation(
                case=case, by=request.staff, at=now_in(case), **form.cleaned_data
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("procedures:procedure", begun.pk)
    return _case_page(request, case, form, status=422)


def _case_page(
    request: StaffRequest, case: Case, form: forms.Form | None = None, *, status: int = 200
) -> HttpResponse:
    today = today_in(case)
    leads = may_lead(request.staff, case, today)
    opened(request, Reading.PROCEDURE_READ, case)
    known = Procedure.objects.filter(case=case).select_related("opened_by")
    context = {
        "case": case,
        "running": [one for one in known if one.is_running],
        "ended": [one for one in known if not one.is_running],
        "rows": rows(occasions(case)),
        "may_lead": leads,
        "conciliation": form or ConciliationForm(),
        "was_before_the_reform": case.begins_on < NEW_LAW_FROM,
        "tracks": Track,
        "today": today,
    }
    return render(request, "procedures/of_case.html", context, status=status)


def _shown(
    request: StaffRequest, found: Procedure, bound: dict[str, forms.Form], *, status: int = 200
) -> HttpResponse:
    today = today_in(found.case)
    opened(request, Reading.PROCEDURE_READ, found)
    endings = possible(found, today)
    letters = list(Letter.objects.of(found.pk).exclude(state="withdrawn"))
    stop = PaymentStop.objects.filter(procedure=found).first()
    context = {
        "procedure": found,
        "case": found.case,
        "stations": path(found, today),
        "now": panel(found, today, bound),
        "deadlines": deadlines(found),
        "endings": endings,
        "end_form": bound.get("beenden") or EndForm(),
        "objections": list(found.objections.all()),
        "objection_form": _objection_form(bound.get("widerspruch"), letters, today),
        "payment_stop": stop,
        "payment_form": bound.get("zahlung") or _payment_form(stop),
        "is_claim_in_question": found.state in CLAIM_IN_QUESTION,
        "bound": next(iter(bound.values()), None),
        "bound_act": next(iter(bound), ""),
        "letters": letters,
        "has_moves": found.moves.filter(taken_back_at__isnull=True).exists(),
        "may_lead": may_lead(request.staff, found.case, today),
        "today": today,
    }
    return render(request, "procedures/procedure.html", context, status=status)


def _objection_form(
    bound: forms.Form | None, letters: list[Letter], today: date
) -> ObjectionForm | None:
    """The form for an objection; None while no administrative act is in the post."""
    against = {stage_of(one) for one in letters if one.is_posted and one.is_act}
    if not against:
        return None
    form = (
        bound if isinstance(bound, ObjectionForm) else ObjectionForm(initial={"received_on": today})
    )
    form.offer_only(against)
    return form


def _payment_form(stop: PaymentStop | None) -> PaymentStopForm:
    return PaymentStopForm(initial=model_to_dict(stop) if stop else {})


def _procedure(request: StaffRequest, procedure_id: UUID) -> Procedure:
    """The procedure; 404 where the case is not seen, 403 where procedures are not read."""
    visible = Procedure.objects.visible_to(request.staff).select_related(*_RELATED)
    found = get_object_or_404(visible, pk=procedure_id)
    check_may_read(request.staff, found.case, clock.today())
    return found


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    case = get_object_or_404(cases, pk=case_id)
    check_may_read(request.staff, case, clock.today())
    return case
