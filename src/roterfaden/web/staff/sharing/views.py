"""Starting, confirming and ending a shared view, and what is made of the words from it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.sharing.actions import views, wording
from roterfaden.sharing.models import OwnWish, SharedView
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.sharing.panel import panel as panel_of


@require_safe
@staff_view(Permission.EDIT_PLANS)
def panel(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The panel by itself, for the editor's script; 204 once the version is no draft."""
    version = _version(request, version_id)
    if not version.is_editable:
        return HttpResponse(status=204)
    return _rendered(request, version)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def start(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """Begin to show the plan; an open view is replaced."""
    version = _version(request, version_id)
    return _done(
        request,
        version,
        lambda: views.start(version=version, by=request.staff, at=clock.now()),
    )


@require_POST
@staff_view(Permission.EDIT_PLANS)
def confirm(request: StaffRequest, version_id: UUID, view_id: UUID) -> HttpResponse:
    """The same two words stand on both screens."""
    version = _version(request, version_id)
    view = _view(version, view_id)
    words = request.POST.get("words", "")
    return _done(
        request,
        version,
        lambda: views.confirm(view=view, two_words=words, by=request.staff, at=clock.now()),
    )


@require_POST
@staff_view(Permission.EDIT_PLANS)
def end(request: StaffRequest, version_id: UUID, view_id: UUID) -> HttpResponse:
    """End it at once; ``andere``: the device showed other words."""
    version = _version(request, version_id)
    view, reasons = _view(version, view_id), SharedView.EndReason
    why = reasons.OTHER_DEVICE if "andere" in request.POST else reasons.STAFF
    return _done(
        request,
        version,
        lambda: views.end(view=view, why=why, by=request.staff, at=clock.now()),
    )


@require_POST
@staff_view(Permission.EDIT_PLANS)
def decide(request: StaffRequest, version_id: UUID, wish_id: UUID) -> HttpResponse:
    """Put a wish into the plan, or set it aside."""
    version = _version(request, version_id)
    wish = get_object_or_404(OwnWish, pk=wish_id, version=version)

    def act() -> object:
        if request.POST.get("act") == "weglegen":
            return wording.set_aside(wish=wish, by=request.staff, at=clock.now())
        said = request.POST.get("wording", "")
        return wording.take(wish=wish, wording=said, by=request.staff, at=clock.now())

    return _done(request, version, act)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def translate(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponse:
    """Words for an entry in the language of the device."""
    version = _version(request, version_id)
    entry: Entry = get_object_or_404(version.entries.present(), pk=entry_id)
    language, text = request.POST.get("language", ""), request.POST.get("text", "")
    return _done(
        request,
        version,
        lambda: wording.translate(
            entry=entry, language=language, text=text, by=request.staff, at=clock.now()
        ),
    )


def _done(request: StaffRequest, version: PlanVersion, act: Callable[[], object]) -> HttpResponse:
    """The panel anew for the script, else the way back; a refusal is said in its place."""
    try:
        act()
    except NotPermitted:
        raise
    except ValidationError as wrong:
        return _told(request, version, " ".join(wrong.messages))
    except Refused as refused:
        return _told(request, version, refused.message)
    if _is_scripted(request):
        version.refresh_from_db(fields=["revision", "state"])
        return _rendered(request, version)
    return _back(version)


def _told(request: StaffRequest, version: PlanVersion, why: str) -> HttpResponse:
    if _is_scripted(request):
        return _rendered(request, version, why, status=422)
    messages.error(request, why)
    return _back(version)


def _rendered(
    request: StaffRequest, version: PlanVersion, why: str = "", status: int = 200
) -> HttpResponse:
    context = {"panel": panel_of(request, version, request.staff), "why": why}
    answer = render(request, "plans/parts/sharing_panel.html", context, status=status)
    answer["X-Revision"] = str(version.revision)
    return answer


def _back(version: PlanVersion) -> HttpResponse:
    return redirect(f"{reverse('plans:version', args=[version.pk])}#mitsicht")


def _version(request: StaffRequest, version_id: UUID) -> PlanVersion:
    versions = PlanVersion.objects.visible_to(request.staff).select_related(
        "plan__case__recipient", "plan__case__jobcentre"
    )
    return get_object_or_404(versions, pk=version_id)


def _view(version: PlanVersion, view_id: UUID) -> SharedView:
    return get_object_or_404(SharedView, pk=view_id, version=version)


def _is_scripted(request: StaffRequest) -> bool:
    return request.headers.get("X-Fragment") == "sharing"
