"""The list of what can be promised, one offer with its history, and changes in place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import offers as actions
from roterfaden.plans.models import OfferChange, SupportOffer
from roterfaden.plans.offers import hanging_on
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.offers.export import as_csv
from roterfaden.web.specialist.offers.forms import ChangeForm, OfferForm
from roterfaden.web.specialist.offers.presenters import Row, by_kind, summary, undoable

_READERS = (Permission.VIEW_CASES, Permission.MAINTAIN_TEXTS)


@require_safe
@staff_view(*_READERS)
def offers(request: StaffRequest) -> HttpResponse:
    """What the office can promise now, by kind: for all who write plans."""
    kinds = by_kind(_own(request), clock.today())
    context = {
        "kinds": kinds,
        "summary": summary(kinds),
        "may_keep": request.staff.has(Permission.MAINTAIN_TEXTS),
        "sees_cases": request.staff.has(Permission.VIEW_CASES),
    }
    return render(request, "specialist/offers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def add(request: StaffRequest) -> HttpResponseBase:
    """A new offer."""
    form = OfferForm(request.POST or None, initial={"state": SupportOffer.State.OPEN})
    if form.is_valid():
        said = {**form.cleaned_data, "state": SupportOffer.State(form.cleaned_data["state"])}
        try:
            offer = actions.add(
                jobcentre=request.staff.jobcentre, by=request.staff, at=clock.now(), **said
            )
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("„%(name)s“ steht jetzt in der Liste.") % {"name": offer})
            return redirect("offers:list")
    return render(request, "specialist/offers/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(*_READERS)
def offer(request: StaffRequest, offer_id: UUID) -> HttpResponseBase:
    """One offer: how it stands, how it stood, and a form to change it.

    Asked for by htmx it is the row of the list, as a form or, once changed, as it stands.
    """
    found = get_object_or_404(_own(request), pk=offer_id)
    may_keep = request.staff.has(Permission.MAINTAIN_TEXTS)
    if request.method == "POST":
        request.staff.require(Permission.MAINTAIN_TEXTS)
    form = ChangeForm(request.POST or None, initial=_initial(found))
    context: dict[str, Any] = {"row": Row(found, clock.today()), "form": form, "may_keep": may_keep}
    if form.is_valid():
        context["hanging"] = _to_confirm(request, found, form)
        if context["hanging"] is None and _change(request, found, form):
            return _changed(request, found)
    if request.headers.get("HX-Request"):
        context["takes_focus"] = "zeile" in request.GET
        part = "row" if context["takes_focus"] else "change"
        return render(request, f"specialist/offers/parts/{part}.html", context)
    context["changes"] = found.changes.select_related("changed_by")
    context["undoable"] = undoable(found) if may_keep else None
    return render(request, "specialist/offers/offer.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def undo(request: StaffRequest, offer_id: UUID) -> HttpResponseBase:
    """Take the newest change back."""
    found = get_object_or_404(_own(request), pk=offer_id)
    changes = OfferChange.objects.select_related("offer__jobcentre")
    change = changes.filter(pk__in=_named(request), offer=found).first()
    if change is None:
        raise StateRefused(_("Diese Änderung ist schon zurückgenommen."))
    offer = actions.undo(change=change, by=request.staff, at=clock.now())
    if request.headers.get("HX-Request"):
        return _told(request, offer, _("Rückgängig."), None)
    messages.info(request, _("„%(name)s“ steht wieder wie vorher.") % {"name": offer})
    return redirect("offers:list")


@require_safe
@staff_view(*_READERS)
def export(request: StaffRequest) -> HttpResponse:
    """The list as a file."""
    response = HttpResponse(as_csv(_own(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="zusagen.csv"'
    return response


def _own(request: StaffRequest) -> Any:
    return SupportOffer.objects.of(request.staff.jobcentre).select_related(
        "jobcentre", "changed_by"
    )


def _initial(offer: SupportOffer) -> dict[str, Any]:
    return {
        "state": offer.state,
        "condition": offer.condition,
        "until_on": offer.until_on,
        "basis": offer.changed_at.isoformat(),
    }


def _to_confirm(request: StaffRequest, offer: SupportOffer, form: ChangeForm) -> Any:
    """What hangs on an offer that is to be stopped, until somebody has seen it."""
    stops = form.cleaned_data["state"] == SupportOffer.State.STOPPED
    if not stops or offer.state == SupportOffer.State.STOPPED or "gesehen" in request.POST:
        return None
    hanging = hanging_on(offer, clock.today())
    return hanging if hanging.any else None


def _change(request: StaffRequest, offer: SupportOffer, form: ChangeForm) -> bool:
    said = {**form.cleaned_data, "state": SupportOffer.State(form.cleaned_data["state"])}
    try:
        actions.change(offer=offer, by=request.staff, at=clock.now(), **said)
    except ValidationError as problems:
        form.add_error(None, problems)
        return False
    except actions.ChangedByOthers as refusal:
        form.add_error(None, f"{refusal.message} {_('Mit „Speichern“ gilt Ihre Angabe.')}")
        again = request.POST.copy()
        again["basis"] = refusal.offer.changed_at.isoformat()
        form.data = again
        return False
    return True


def _changed(request: StaffRequest, offer: SupportOffer) -> HttpResponse:
    """The row as it stands now, with a way back; without JavaScript the list."""
    offer = get_object_or_404(_own(request), pk=offer.pk)
    if request.headers.get("HX-Request"):
        return _told(request, offer, _("Gespeichert."), undoable(offer))
    messages.success(
        request,
        _("„%(name)s“: %(state)s.") % {"name": offer, "state": offer.get_state_display()},
    )
    return redirect("offers:offer", offer.pk)


def _told(
    request: StaffRequest, offer: SupportOffer, said: str, change: OfferChange | None
) -> HttpResponse:
    """The row with a word on what happened and a way back, and the numbers above the list."""
    today = clock.today()
    context = {
        "row": Row(offer, today),
        "may_keep": True,
        "said": said,
        "undoable": change,
        "summary": summary(by_kind(_own(request), today)),
    }
    return render(request, "specialist/offers/parts/changed.html", context)


def _named(request: StaffRequest) -> list[UUID]:
    """The change that the form names, if it names one."""
    try:
        return [UUID(request.POST.get("change", ""))]
    except ValueError:
        return []
