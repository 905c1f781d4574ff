"""Reading the plan out, recording the answer; think time."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.spoken import day
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import deadlines
from roterfaden.plans.actions import answers, talk_ends
from roterfaden.plans.models import Answer, PlanVersion
from roterfaden.plans.policies import check_can_agree, why_not
from roterfaden.plans.rubrics import rubrics
from roterfaden.plans.states import State, can_move
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans.forms import AnswerForm, OfferForm, Wishes
from roterfaden.web.staff.plans.hint_lines import HintLine
from roterfaden.web.staff.plans.loading import version_or_404
from roterfaden.web.staff.plans.next_talk import planned_after
from roterfaden.web.staff.plans.sheet_note import sheet_note


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def answer(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The plan to read aloud, and the answer with how it was sought."""
    version = version_or_404(request, version_id)
    if not can_move(version.state, State.AGREED):
        return redirect("plans:version", version.pk)
    opened(request, Reading.PLAN_OPENED, version)
    form = AnswerForm(request.POST or None, initial=_usual(version))
    wishes = Wishes(_with_more_rows(request) if request.POST else None, prefix="wunsch")
    wants_row = "weiterer" in request.POST
    if request.method == "POST" and not wants_row and _record(request, version, form, wishes):
        is_agreed = form.cleaned_data["outcome"] == Answer.Outcome.YES
        return redirect("plans:agreed" if is_agreed else "plans:version", version.pk)
    if wants_row:
        form = AnswerForm(initial=_typed(request))
    context = {
        "plan_version": version,
        "case": version.plan.case,
        "rubrics": [rubric for rubric in rubrics(version, outcomes=False) if rubric.entries],
        "form": form,
        "wishes": wishes,
        "why_not": why_not(check_can_agree, version),
        "hints": _hints(version),
        "planned": planned_after(version, clock.today()),
    }
    return render(request, "plans/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def offer(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """Leave the plan with the person until a day."""
    version = version_or_404(request, version_id)
    if not version.is_editable:
        return redirect("plans:version", version.pk)
    initial = {"think_until_on": deadlines.usual_think_time(clock.today())}
    form = OfferForm(request.POST or None, initial=initial)
    if form.is_valid():
        until = form.cleaned_data["think_until_on"]
        try:
            answers.offer(version=version, think_until_on=until, by=request.staff, at=clock.now())
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Vorgelegt bis %(day)s.") % {"day": day(until)})
            return redirect("plans:version", version.pk)
    context = {"plan_version": version, "case": version.plan.case, "form": form}
    return render(request, "plans/offer.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def reopen(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """Take the offer back to the desk."""
    version = version_or_404(request, version_id)
    answers.reopen(version=version, by=request.staff, at=clock.now())
    messages.info(request, _("Der Plan ist wieder offen. Sie können ihn ändern."))
    return redirect("plans:version", version.pk)


def _hints(version: PlanVersion) -> Sequence[HintLine]:
    """What to look at once more while it can still be changed."""
    if not version.is_editable:
        return ()
    present = version.entries.present().select_related("text_block")
    return sheet_note(version, [(str(entry.pk), entry) for entry in present]).hints


def _record(request: StaffRequest, version: PlanVersion, form: AnswerForm, wishes: Wishes) -> bool:
    """Record the answer; what a rule refuses is shown on the form, so nothing typed is lost."""
    if not (form.is_valid() & wishes.is_valid()):
        return False
    try:
        _act(request, version, form, wishes)
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _act(request: StaffRequest, version: PlanVersion, form: AnswerForm, wishes: Wishes) -> None:
    said = form.cleaned_data
    common = {
        "version": version,
        "sought_by": said["sought_by"],
        "reason": said["reason"],
        "wishes": wishes.wishes(),
        "by": request.staff,
        "at": clock.now(),
    }
    if said["outcome"] == Answer.Outcome.YES:
        talk_ends.agree(next_talk_at=said["next_talk"], **common)
    elif form.gives_think_time() and version.is_editable:
        until = said["think_until_on"]
        talk_ends.give_think_time(until=until, **common)
        messages.success(request, _("Vorgelegt bis %(day)s.") % {"day": day(until)})
    else:
        answers.decline(outcome=Answer.Outcome(said["outcome"]), **common)
        messages.info(request, _("Die Antwort ist festgehalten. Der Plan bleibt, wie er ist."))


def _usual(version: PlanVersion) -> dict[str, object]:
    """What stands in the fields to begin with; an offer has its think time already."""
    until = deadlines.usual_think_time(clock.today()) if version.is_editable else None
    return {"think_until_on": until}


def _with_more_rows(request: StaffRequest) -> dict[str, str]:
    """The wishes as sent, with one empty row more when that was asked for."""
    data = {key: str(value) for key, value in request.POST.items() if key.startswith("wunsch-")}
    total = data.get("wunsch-TOTAL_FORMS", "1")
    rows = int(total) if total.isdecimal() else 1
    extra = 1 if "weiterer" in request.POST else 0
    return {**data, "wunsch-TOTAL_FORMS": str(rows + extra), "wunsch-INITIAL_FORMS": "0"}


def _typed(request: StaffRequest) -> dict[str, object]:
    return {
        "sought_by": request.POST.getlist("sought_by"),
        "outcome": request.POST.get("outcome", ""),
        "reason": request.POST.get("reason", ""),
        "think_until_on": request.POST.get("think_until_on", ""),
        "next_talk": request.POST.get("next_talk", ""),
    }
