"""Bleibt so: looking back together, and confirming the plan with the same content."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.spoken import day
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions.confirmations import confirm_unchanged, confirmed_from
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.plans.policies import check_can_begin_confirming, why_not
from roterfaden.plans.review import OWED, Review, review
from roterfaden.plans.rubrics import rubrics
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans.forms import ConfirmForm
from roterfaden.web.staff.plans.loading import version_or_404

PAGE = "bleibt-so"
"""How an outcome recorded here names the page that it came from."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def confirm(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """What still has to be talked about; then the joint confirmation."""
    version = version_or_404(request, version_id)
    if confirmed := confirmed_from(version, by=request.staff, on=clock.today()):
        return _to(request, confirmed)
    if reason := why_not(check_can_begin_confirming, version, clock.today()):
        messages.error(request, reason)
        return redirect("plans:version", version.pk)
    opened(request, Reading.PLAN_OPENED, version)
    looked_back = review(version, clock.today())
    form = ConfirmForm(request.POST or None, settled=looked_back.settled)
    if form.is_valid() and (confirmed := _confirmed(request, version, form)):
        return _to(request, confirmed)
    return _page(request, version, looked_back, form)


def confirming_context(
    version: PlanVersion, looked_back: Review, form: ConfirmForm | None = None
) -> dict[str, Any]:
    """What the panel of the confirmation shows, on the page and after each outcome."""
    lacking = looked_back.lacking
    form = form or ConfirmForm(settled=looked_back.settled)
    usual = [str(line.entry.pk) for line in looked_back.settled if line.entry.rhythm]
    chosen: list[str] = form["staying"].value() or [] if form.is_bound else usual
    return {
        "plan_version": version,
        "case": version.plan.case,
        "form": form,
        "page": PAGE,
        "lacking": lacking,
        "waiting": {line.entry.pk for line in lacking},
        "settled": [(line, str(line.entry.pk) in chosen) for line in looked_back.settled],
        "next_number": version.number + 1,
        "outcomes": EntryOutcome.Kind.choices,
    }


def _page(
    request: StaffRequest, version: PlanVersion, looked_back: Review, form: ConfirmForm
) -> HttpResponse:
    context = confirming_context(version, looked_back, form)
    steps = [rubric for rubric in looked_back.rubrics if rubric.code in OWED]
    shown = rubrics(version, outcomes=False)
    others = [one for one in shown if one.entries and one.code not in OWED]
    return render(request, "plans/confirm.html", {**context, "review": steps, "others": others})


def _confirmed(
    request: StaffRequest, version: PlanVersion, form: ConfirmForm
) -> PlanVersion | None:
    """The confirmed version; what a rule refuses is shown on the form."""
    said = form.cleaned_data
    try:
        confirmed = confirm_unchanged(
            version=version,
            sought_by=said["sought_by"],
            staying=said["staying"],
            by=request.staff,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return None
    return confirmed


def _to(request: StaffRequest, confirmed: PlanVersion) -> HttpResponse:
    due = day(confirmed.update_due_on) if confirmed.update_due_on else ""
    messages.success(
        request,
        _("Der Plan bleibt so. Fassung %(number)s gilt, gemeinsam aktualisieren bis %(day)s.")
        % {"number": confirmed.number, "day": due},
    )
    return redirect("plans:agreed", confirmed.pk)
