"""The office's reasons by purpose: order, wording, showing or not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import reasons as actions
from roterfaden.plans.models import Reason
from roterfaden.plans.reasons import category_names
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.reasons.forms import NewReasonForm, ReasonForm


@require_safe
@staff_view(Permission.MAINTAIN_TEXTS)
def reasons(request: StaffRequest) -> HttpResponse:
    """What forms offer, purpose by purpose."""
    kept = list(Reason.objects.filter(jobcentre=request.staff.jobcentre))
    today = clock.today()
    purposes = [_shown(purpose, kept, today) for purpose in Reason.Purpose]
    return render(request, "specialist/reasons/list.html", {"purposes": purposes, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def add(request: StaffRequest) -> HttpResponseBase:
    """A finer reason under a category."""
    wanted = _purpose(request)
    form = NewReasonForm(request.POST or None, purpose=wanted)
    if form.is_valid():
        try:
            actions.add(
                jobcentre=request.staff.jobcentre,
                purpose=wanted,
                by=request.staff,
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Der Grund steht jetzt im Formular."))
            return redirect("reasons:list")
    context = {"form": form, "purpose": wanted}
    return render(request, "specialist/reasons/reason.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def adopt(request: StaffRequest) -> HttpResponse:
    """Take over the delivered reasons, to reword and order them."""
    actions.adopt(
        jobcentre=request.staff.jobcentre,
        purpose=_purpose(request),
        by=request.staff,
        at=clock.now(),
    )
    return redirect("reasons:list")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def reason(request: StaffRequest, reason_id: UUID) -> HttpResponseBase:
    """Reword a reason or give it days."""
    found = _own_or_404(request, reason_id)
    names = ("label", "valid_from_on", "valid_until_on")
    form = ReasonForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_valid():
        try:
            actions.change(reason=found, by=request.staff, at=clock.now(), **form.cleaned_data)
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Gespeichert. Frühere Pläne behalten ihren Wortlaut."))
            return redirect("reasons:list")
    category = category_names(Reason.Purpose(found.purpose)).get(found.category, "")
    context = {"form": form, "purpose": found.get_purpose_display(), "category": category}
    return render(request, "specialist/reasons/reason.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def switch(request: StaffRequest, reason_id: UUID) -> HttpResponse:
    """Show a reason on forms, or no longer."""
    found = _own_or_404(request, reason_id)
    is_active = request.POST.get("zeigen") == "ja"
    actions.switch(reason=found, is_active=is_active, by=request.staff, at=clock.now())
    return redirect("reasons:list")


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def move(request: StaffRequest, reason_id: UUID) -> HttpResponse:
    """One place up or down."""
    found = _own_or_404(request, reason_id)
    kept = Reason.objects.filter(jobcentre=found.jobcentre, purpose=found.purpose)
    order = list(kept.order_by("position", "label").values_list("pk", flat=True))
    place = order.index(found.pk)
    other = place - 1 if request.POST.get("wohin") == "hoch" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        actions.arrange(
            jobcentre=found.jobcentre,
            purpose=Reason.Purpose(found.purpose),
            order=order,
            by=request.staff,
            at=clock.now(),
        )
    return redirect("reasons:list")


def _shown(purpose: Reason.Purpose, kept: list[Reason], today: Any) -> dict[str, Any]:
    names = category_names(purpose)
    own = [reason for reason in kept if reason.purpose == purpose]
    rows = [(one, names.get(one.category, ""), one.is_offered_on(today)) for one in own]
    return {"purpose": purpose, "rows": rows, "delivered": [] if own else list(names.values())}


def _purpose(request: StaffRequest) -> Reason.Purpose:
    """What the reason is for; an unknown purpose is 404."""
    text = request.POST.get("wozu") or request.GET.get("wozu") or Reason.Purpose.END
    if text not in Reason.Purpose.values:
        raise Http404
    return Reason.Purpose(text)


def _own_or_404(request: StaffRequest, reason_id: UUID) -> Reason:
    own = Reason.objects.filter(jobcentre=request.staff.jobcentre).select_related("jobcentre")
    return get_object_or_404(own, pk=reason_id)
