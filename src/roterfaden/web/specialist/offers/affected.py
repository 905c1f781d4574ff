"""Agreed plans that promise what is stopped: they lead to a talk, never to an edit."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion, SupportOffer
from roterfaden.plans.offers import OFFICE, OWN, TEAM, in_charge_of, plans_to_talk_about, stopped
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.specialist.offers.export import plans_as_csv

PER_PAGE = 25


@require_safe
@staff_view(Permission.VIEW_CASES)
def plans(request: StaffRequest) -> HttpResponse:
    """The plans to talk about, own cases first, with who is in charge."""
    on = clock.today()
    standing = stopped(request.staff.jobcentre, on)
    chosen = _chosen(request)
    page = Paginator(_found(request, chosen), PER_PAGE).get_page(request.GET.get("page"))
    versions = list(page.object_list)
    in_charge = in_charge_of(versions, on)
    context = {
        "page_obj": page,
        "groups": _groups(versions, in_charge),
        "stopped": sorted(standing.by_id.values(), key=lambda offer: offer.name),
        "chosen": chosen,
    }
    return render(request, "specialist/offers/plans.html", context)


@require_safe
@staff_view(Permission.VIEW_CASES)
def plans_csv(request: StaffRequest) -> HttpResponse:
    """The same list as a file; that somebody took it is noted."""
    chosen = _chosen(request)
    versions = list(_found(request, chosen))
    office = request.staff.jobcentre
    opened(request, Reading.EXPORT_OPENED, office, facts={"plans": len(versions)})
    content = plans_as_csv(versions, in_charge_of(versions, clock.today()))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="plaene-mit-gestoppten-zusagen.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _chosen(request: StaffRequest) -> SupportOffer | None:
    """The one offer that the list is narrowed to; an unknown one is 404."""
    text = request.GET.get("zusage", "")
    if not text:
        return None
    try:
        pk = UUID(text)
    except ValueError:
        return None
    return get_object_or_404(SupportOffer.objects.of(request.staff.jobcentre), pk=pk)


def _found(request: StaffRequest, chosen: SupportOffer | None) -> QuerySet[PlanVersion]:
    standing = stopped(request.staff.jobcentre, clock.today())
    return plans_to_talk_about(request.staff, standing, offer=chosen)


def _groups(versions: list[PlanVersion], in_charge: dict[object, str]) -> list[dict[str, Any]]:
    """The rows of a page under the headings own, team, others."""
    names = {OWN: _("Meine Fälle"), TEAM: _("Mein Team"), OFFICE: _("Weitere Fälle")}
    rows = [(v, in_charge.get(v.plan.case_id, "")) for v in versions]
    found = (
        {"name": name, "rows": [row for row in rows if row[0].nearness == nearness]}  # type: ignore[attr-defined]
        for nearness, name in names.items()
    )
    return [group for group in found if group["rows"]]
