"""Taking a version back, ending a plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import endings
from roterfaden.plans.models import Plan, PlanVersion, Reason
from roterfaden.plans.policies import can_end
from roterfaden.plans.reasons import wordings
from roterfaden.plans.states import State, can_move
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans.forms import EndForm, WithdrawForm
from roterfaden.web.staff.plans.loading import version_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def withdraw(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """Drop a draft or take a version back, with its reason; it stays on record."""
    version = version_or_404(request, version_id)
    if not can_move(version.state, State.WITHDRAWN):
        return redirect("plans:version", version.pk)
    among = PlanVersion.ONCE_AGREED_REASONS if version.is_in_force else ()
    shown = wordings(
        version.plan.case.jobcentre, Reason.Purpose.WITHDRAW, clock.today(), among=among
    )
    form = WithdrawForm(request.POST or None, wordings=shown)
    if form.is_valid():
        endings.withdraw(
            version=version,
            reason=PlanVersion.WithdrawReason(form.said.category),
            words=form.said.words,
            note=form.cleaned_data["note"],
            by=request.staff,
            at=clock.now(),
        )
        messages.info(request, _("Die Fassung ist zurückgezogen. Sie bleibt im Verlauf sichtbar."))
        return redirect("plans:version", version.pk)
    context = {"plan_version": version, "case": version.plan.case, "form": form}
    return render(request, "plans/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def end(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """End the plan from today, with its reason."""
    version = version_or_404(request, version_id)
    if not can_end(version.plan):
        return redirect("plans:version", version.pk)
    shown = wordings(version.plan.case.jobcentre, Reason.Purpose.END, clock.today())
    form = EndForm(request.POST or None, wordings=shown)
    if form.is_valid():
        endings.end(
            plan=version.plan,
            reason=Plan.EndReason(form.said.category),
            words=form.said.words,
            note=form.cleaned_data["note"],
            by=request.staff,
            at=clock.now(),
        )
        messages.info(request, _("Der Plan ist beendet."))
        return redirect("plans:version", version.pk)
    context = {"plan_version": version, "case": version.plan.case, "form": form}
    return render(request, "plans/end.html", context)
