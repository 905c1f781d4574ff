"""The panel of the shared view, for the editor's page."""

from typing import Any

from django import template

from roterfaden.plans.models import PlanVersion
from roterfaden.web.staff.sharing.panel import panel

register = template.Library()


@register.inclusion_tag("plans/parts/sharing.html", takes_context=True)
def sharing_panel(context: dict[str, Any], version: PlanVersion) -> dict[str, Any]:
    """``{% sharing_panel plan_version %}``: how the shared view stands, and what was said there."""
    request = context["request"]
    return {
        "request": request,
        "panel": panel(request, version, request.staff),
        "why": "",
        "csrf_token": context["csrf_token"],
    }
