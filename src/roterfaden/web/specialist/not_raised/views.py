"""The reasons not to raise the plan: order, wording, ground, days, showing or not."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.talk.actions import reasons as actions
from roterfaden.talk.models import NotRaisedReason
from roterfaden.talk.reasons import delivered_on
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.not_raised.forms import WORDS, NewReasonForm, ReasonForm


@require_safe
@staff_view(Permission.MAINTAIN_TEXTS)
def reasons(request: StaffRequest) -> HttpResponse:
    """What the form offers, in the order of its digits."""
    today = clock.today()
    kept = NotRaisedReason.objects.filter(jobcentre=request.staff.jobcentre)
    rows = [(one, one.is_offered_on(today)) for one in kept]
    context = {"rows": rows, "delivered": [] if rows else delivered_on(today), "today": today}
    return render(request, "specialist/not_raised/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def add(request: StaffRequest) -> HttpResponseBase:
    """A further reason."""
    form = NewReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add(
                jobcentre=request.staff.jobcentre,
                category=form.cleaned_data["category"],
                words=form.words(),
                by=request.staff,
                at=clock.now(),
            )
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Der Grund steht jetzt im Formular."))
            return redirect("not_raised:list")
    return render(request, "specialist/not_raised/reason.html", {"form": form})


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def adopt(request: StaffRequest) -> HttpResponse:
    """Take over the delivered reasons, to reword and order them."""
    actions.adopt(jobcentre=request.staff.jobcentre, by=request.staff, at=clock.now())
    return redirect("not_raised:list")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def reason(request: StaffRequest, reason_id: UUID) -> HttpResponseBase:
    """Reword a reason, its ground or its days."""
    found = _own_or_404(request, reason_id)
    initial = {name: getattr(found, name) for name in WORDS}
    form = ReasonForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.change(reason=found, words=form.words(), by=request.staff, at=clock.now())
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Gespeichert. Frühere Gespräche behalten ihren Wortlaut."))
            return redirect("not_raised:list")
    return render(request, "specialist/not_raised/reason.html", {"form": form, "reason": found})


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def switch(request: StaffRequest, reason_id: UUID) -> HttpResponse:
    """Show a reason on the form, or no longer."""
    found = _own_or_404(request, reason_id)
    is_active = request.POST.get("zeigen") == "ja"
    actions.switch(reason=found, is_active=is_active, by=request.staff, at=clock.now())
    return redirect("not_raised:list")


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def move(request: StaffRequest, reason_id: UUID) -> HttpResponse:
    """One place up or down."""
    found = _own_or_404(request, reason_id)
    kept = NotRaisedReason.objects.filter(jobcentre=found.jobcentre)
    order = list(kept.order_by("position", "label").values_list("pk", flat=True))
    place = order.index(found.pk)
    other = place - 1 if request.POST.get("wohin") == "hoch" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        actions.arrange(jobcentre=found.jobcentre, order=order, by=request.staff, at=clock.now())
    return redirect("not_raised:list")


def _own_or_404(request: StaffRequest, reason_id: UUID) -> NotRaisedReason:
    own = NotRaisedReason.objects.filter(jobcentre=request.staff.jobcentre)
    return get_object_or_404(own.select_related("jobcentre"), pk=reason_id)
