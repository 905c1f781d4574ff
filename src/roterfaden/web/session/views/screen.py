"""The second screen at the counsellor's own machine: the same view, and nothing to answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.states import OPEN_STATES
from roterfaden.sharing import news
from roterfaden.sharing.languages import LANGUAGES, Language, known
from roterfaden.sharing.reading import newest_view
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.session.access import LANGUAGE_FIELD, in_german, page
from roterfaden.web.session.presenters import board, headings


@require_safe
@in_german
@staff_view(Permission.EDIT_PLANS)
def screen(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The plan as it grows, for the screen that everybody in the room looks at."""
    version = _version(request, version_id)
    opened(request, Reading.PLAN_OPENED, version)
    return page(request, "screen", _language(request, version), **_shown(request, version))


@require_safe
@in_german
@staff_view(Permission.EDIT_PLANS)
def state(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The part of it that changes."""
    version = _version(request, version_id)
    return page(request, "parts/board", _language(request, version), **_shown(request, version))


def _version(request: StaffRequest, version_id: UUID) -> PlanVersion:
    """A version in the making; what was agreed or withdrawn is not shown in this way."""
    versions = PlanVersion.objects.visible_to(request.staff).select_related("plan__case__recipient")
    version = get_object_or_404(versions, pk=version_id)
    if version.state not in OPEN_STATES:
        raise Http404
    return version


def _language(request: StaffRequest, version: PlanVersion) -> Language:
    """The one chosen here, else the device's, else the person's."""
    asked = request.GET.get(LANGUAGE_FIELD, "")
    if known(asked) == asked:
        return LANGUAGES[asked]
    view = newest_view(version)
    return LANGUAGES[view.language if view else known(version.plan.case.recipient.language)]


def _shown(request: StaffRequest, version: PlanVersion) -> dict[str, Any]:
    language = _language(request, version)
    mark = f"{version.revision}-{news.revision_of(version.pk)}"
    return {
        "board": board(version, language, mark=mark, today=clock.today()),
        "headings": headings(language.code),
        "asks": False,
        "shown_version": version,
    }
