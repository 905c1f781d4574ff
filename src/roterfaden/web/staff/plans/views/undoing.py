"""Taking back what was done by mistake: an outcome, a discarded draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions.bringing_back import bring_back
from roterfaden.plans.actions.undoing import take_back_outcome
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans.loading import entry_or_404, version_or_404
from roterfaden.web.staff.plans.views import reviewing


@require_POST
@staff_view(Permission.EDIT_PLANS)
def outcome_undo(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponse:
    """What counted before the outcome that the page showed counts again."""
    version = version_or_404(request, version_id)
    entry = entry_or_404(version, entry_id)
    shown = {str(one.pk): one for one in entry.outcomes.select_related("recorded_by")}
    outcome = shown.get(request.POST.get("outcome", ""))
    if outcome is None:
        raise Refused(_("Dieses Ergebnis steht hier nicht mehr. Laden Sie die Seite neu."))
    outcome.entry = entry
    now = take_back_outcome(outcome=outcome, by=request.staff, at=clock.now())
    if request.POST.get("seite") == reviewing.PAGE:
        return reviewing.taken_back(request, version, entry)
    messages.info(request, _("Zurückgenommen. Jetzt gilt: %(outcome)s.") % {"outcome": now})
    page = "plans:confirm" if request.POST.get("seite") else "plans:version"
    return redirect(f"{reverse(page, args=[version.pk])}#r-{entry.pk}")


@require_POST
@staff_view(Permission.EDIT_PLANS)
def draft_bring_back(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The discarded draft is there again, to be written on."""
    version = version_or_404(request, version_id)
    draft = bring_back(version=version, by=request.staff, at=clock.now())
    messages.success(request, _("Der Entwurf ist wieder da."))
    return redirect("plans:version", draft.pk)
