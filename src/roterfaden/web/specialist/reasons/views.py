"""The office's reasons, list by list: order, wording, showing or not."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.organisations.actions import reasons as actions
from roterfaden.organisations.models import Jobcentre
from roterfaden.organisations.permissions import Permission
from roterfaden.organisations.reasons import OfficeReason
from roterfaden.plans.models import Reason
from roterfaden.talk.models import NotRaisedReason
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.reasons.lists import LISTS, ReasonList, aside, list_of


@require_safe
@staff_view(Permission.MAINTAIN_TEXTS)
def reasons(request: StaffRequest) -> HttpResponse:
    """What forms offer, list by list."""
    today = clock.today()
    shown = [_shown(one, request.staff.jobcentre, today) for one in LISTS.values()]
    return render(request, "specialist/reasons/list.html", {"lists": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def add(request: StaffRequest) -> HttpResponseBase:
    """A finer reason under a category."""
    wanted, office = _wanted(request), request.staff.jobcentre
    form = wanted.form(request.POST or None, categories=wanted.categories())
    if form.is_valid():
        try:
            actions.add(
                reason=wanted.new(office, form.cleaned_data["category"]),
                delivered=wanted.delivered(office),
                words=form.words(),
                by=request.staff,
                at=clock.now(),
            )
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Der Grund steht jetzt im Formular."))
            return redirect("reasons:list")
    context = {"form": form, "list": wanted, "category": ""}
    return render(request, "specialist/reasons/reason.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def adopt(request: StaffRequest) -> HttpResponse:
    """Take over the delivered reasons, to reword and order them."""
    delivered = _wanted(request).delivered(request.staff.jobcentre)
    actions.adopt(delivered=delivered, by=request.staff, at=clock.now())
    return redirect("reasons:list")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def reason(request: StaffRequest, reason_id: UUID) -> HttpResponseBase:
    """Reword a reason or give it days."""
    found = _own_or_404(request, reason_id)
    where = list_of(found)
    names = set(where.form.base_fields) - {"category"}
    initial = {name: getattr(found, name) for name in names}
    form = where.form(request.POST or None, initial=initial, categories={})
    if form.is_valid():
        try:
            actions.change(reason=found, words=form.words(), by=request.staff, at=clock.now())
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Gespeichert. Früheres behält seinen Wortlaut."))
            return redirect("reasons:list")
    category = where.categories().get(found.category, found.category)
    context = {"form": form, "list": where, "category": category}
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
    order = list(found.of_its_list().values_list("pk", flat=True))
    place = order.index(found.pk)
    other = place - 1 if request.POST.get("wohin") == "hoch" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        actions.arrange(like=found, order=order, by=request.staff, at=clock.now())
    return redirect("reasons:list")


def _shown(one: ReasonList, office: Jobcentre, today: date) -> dict[str, Any]:
    own = one.kept(office)
    rows = [(reason, aside(reason), reason.is_offered_on(today)) for reason in own]
    offered = [] if own else [r for r in one.delivered(office) if r.is_offered_on(today)]
    return {"list": one, "rows": rows, "delivered": [(r.label, aside(r)) for r in offered]}


def _wanted(request: StaffRequest) -> ReasonList:
    """The list that the address names; an unknown one is 404."""
    code = request.POST.get("wozu") or request.GET.get("wozu") or Reason.Purpose.END
    if code not in LISTS:
        raise Http404
    return LISTS[code]


def _own_or_404(request: StaffRequest, reason_id: UUID) -> OfficeReason:
    """One of the office's reasons, whichever list it stands in."""
    for model in (Reason, NotRaisedReason):
        own = model.objects.filter(jobcentre=request.staff.jobcentre, pk=reason_id)
        if found := own.select_related("jobcentre").first():
            return found
    raise Http404
