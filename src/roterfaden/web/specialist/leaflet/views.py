"""Reading the leaflet, writing a new one with a live preview, its PDF."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.spoken import day
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import leaflet as leaflets
from roterfaden.plans.actions import leaflets as actions
from roterfaden.plans.leaflet.model import sentences
from roterfaden.plans.leaflets import leaflet_on, office_of, set_for_people, text_of
from roterfaden.plans.models import Leaflet
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.leaflet.forms import LeafletForm, initial_of

_READERS = (Permission.VIEW_CASES, Permission.MAINTAIN_TEXTS)


@require_safe
@staff_view(*_READERS)
def leaflet(request: StaffRequest) -> HttpResponse:
    """The leaflet that holds today."""
    office = request.staff.jobcentre
    own = Leaflet.objects.of(office).valid_on(clock.today()).first()
    return _page(request, text_of(own) if own else leaflets.delivered(), own)


@require_safe
@staff_view(*_READERS)
def version(request: StaffRequest, leaflet_id: UUID) -> HttpResponse:
    """An earlier or a coming one."""
    own = _own_or_404(request, leaflet_id)
    return _page(request, text_of(own), own)


@require_safe
@staff_view(*_READERS)
def pdf(request: StaffRequest) -> HttpResponse:
    """The leaflet on paper: today's or a version; ``sprache=en``, ``gross``."""
    language = "en" if request.GET.get("sprache") == "en" else "de"
    large = "gross" in request.GET
    text = _asked_for(request)
    office = office_of(request.staff.jobcentre)
    result = set_for_people(text, office, language=language, large_print=large)
    response = HttpResponse(result.pdf, content_type="application/pdf")
    kind = "-grossdruck" if large else ""
    name = f"merkblatt{'-englisch' if language == 'en' else ''}{kind}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def write(request: StaffRequest) -> HttpResponseBase:
    """A new leaflet, begun from the present one or from the delivered one."""
    today, office = clock.today(), request.staff.jobcentre
    begun = leaflets.delivered() if "mitgeliefert" in request.GET else leaflet_on(office, today)
    form = LeafletForm(request.POST or None, initial={**initial_of(begun), "valid_from_on": today})
    if form.is_valid() and _write(request, form):
        return redirect("leaflet:leaflet")
    rules = form.rules if form.is_bound else begun.rules
    context = {"form": form, "begun": begun, **_seen(request, rules)}
    return render(request, "specialist/leaflet/write.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def preview(request: StaffRequest) -> HttpResponse:
    """How the leaflet looks as it is being typed, and what to look at again. Nothing is saved."""
    context = _seen(request, LeafletForm(request.POST).rules)
    return render(request, "specialist/leaflet/preview.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def withdraw(request: StaffRequest, leaflet_id: UUID) -> HttpResponse:
    """Take back one that does not hold yet."""
    own = _own_or_404(request, leaflet_id)
    actions.withdraw(written=own, by=request.staff, at=clock.now())
    messages.info(request, _("Zurückgenommen. Es bleibt beim bisherigen Merkblatt."))
    return redirect("leaflet:leaflet")


def _page(request: StaffRequest, text: leaflets.Text, own: Leaflet | None) -> HttpResponse:
    office = request.staff.jobcentre
    today = clock.today()
    newest = Leaflet.objects.of(office).valid_on(today).first()
    context = {
        "text": text,
        "own": own,
        "holds": own is None or own == newest,
        "is_ahead": own is not None and own.valid_from_on > today,
        "sections": [
            (section.headings["de"], sentences(text.rules, section.code, "de", office_of(office)))
            for section in leaflets.SECTIONS
        ],
        "versions": Leaflet.objects.of(office).select_related("written_by"),
        "may_write": request.staff.has(Permission.MAINTAIN_TEXTS),
        "today": today,
    }
    return render(request, "specialist/leaflet/leaflet.html", context)


def _own_or_404(request: StaffRequest, leaflet_id: UUID) -> Leaflet:
    own = Leaflet.objects.of(request.staff.jobcentre).select_related("jobcentre", "written_by")
    return get_object_or_404(own, pk=leaflet_id)


def _asked_for(request: StaffRequest) -> leaflets.Text:
    try:
        pk = UUID(request.GET["fassung"])
    except (KeyError, ValueError):
        return leaflet_on(request.staff.jobcentre, clock.today())
    return text_of(_own_or_404(request, pk))


def _write(request: StaffRequest, form: LeafletForm) -> bool:
    """Write it; what must not stand like this is shown on its field, so nothing typed is lost."""
    valid_from_on = form.cleaned_data["valid_from_on"]
    try:
        actions.write(
            jobcentre=request.staff.jobcentre,
            rules=form.rules,
            valid_from_on=valid_from_on,
            by=request.staff,
            at=clock.now(),
        )
    except ValidationError as problems:
        form.add_error(None, problems)
        return False
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("Das Merkblatt gilt ab %(day)s.") % {"day": day(valid_from_on)})
    return True


def _seen(request: StaffRequest, rules: leaflets.Rules) -> dict[str, Any]:
    """The picture of the page and the findings, as far as there is something to see."""
    today, office = clock.today(), office_of(request.staff.jobcentre)
    text = leaflets.Text(rules, today, clock.now())
    seen: dict[str, Any] = {"findings": leaflets.findings(rules), "picture": "", "too_long": False}
    if any(rules.values()):
        try:
            svg = leaflets.preview(text, office)
            seen["picture"] = base64.b64encode(svg).decode()
        except leaflets.TooLong:
            seen["too_long"] = True
    return seen
