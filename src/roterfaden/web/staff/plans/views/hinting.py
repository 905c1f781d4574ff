"""Hints that somebody puts aside, and having them back."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import hints
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans.loading import version_or_404
from roterfaden.web.staff.plans.sheet_note import sheet_note

CHANGED = "plan:changed"
"""Told to the page by ``HX-Trigger``: it asks for sheet and hints again."""


@require_POST
@staff_view(Permission.EDIT_PLANS)
def pass_hint(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """Put the hint with this mark aside ("passt so"), or show all again."""
    version = version_or_404(request, version_id)
    if "zeigen" in request.POST:
        hints.show_again(version=version, by=request.staff)
    else:
        stored = list(version.entries.present().select_related("text_block"))
        note = sheet_note(version, [(str(entry.pk), entry) for entry in stored])
        wanted = request.POST.get("passt", "")
        marks = [one.found.mark for one in note.hints if one.found.mark == wanted]
        hints.put_aside(version=version, marks=marks, by=request.staff)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Trigger": CHANGED})
    return redirect("plans:version", version.pk)
