"""The outbox: what waits for a second person, what is ready, what went out lately."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.core import clock
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State
from roterfaden.organisations.permissions import Permission
from roterfaden.web.components.access import StaffRequest, staff_view

LATELY = timedelta(days=14)
MOST = 50
"""So many rows of each list; the oldest come first, so that nothing waits unseen."""


@require_safe
@staff_view(Permission.WRITE_LETTERS, Permission.CHECK_LETTERS)
def outbox(request: StaffRequest) -> HttpResponse:
    """All letters in work that the person may see; practice stays apart."""
    staff, today = request.staff, clock.today()
    letters = Letter.objects.visible_to(staff).filter(practice=False)
    letters = letters.select_related("case__recipient", "drafted_by", "wording", "checked_by")
    waiting = letters.filter(state=State.TO_CHECK).order_by("changed_at")
    context = {
        "to_check": _some(letters.to_check_by(staff).order_by("changed_at")),
        "given": _some(waiting.filter(drafted_by=staff)),
        "ready": _some(letters.filter(state=State.READY).order_by("changed_at")),
        "drafts": _some(letters.filter(state=State.DRAFT, drafted_by=staff).order_by("changed_at")),
        "posted": _some(
            letters.posted().filter(posted_on__gte=today - LATELY).order_by("-posted_on", "-pk")
        ),
        "practice": _some(
            Letter.objects.visible_to(staff)
            .open()
            .filter(practice=True, drafted_by=staff)
            .select_related("case__recipient", "drafted_by")
        ),
        "may_write": staff.has(Permission.WRITE_LETTERS),
        "today": today,
    }
    return render(request, "letters/outbox.html", context)


def _some(letters: QuerySet[Letter]) -> list[Letter]:
    return list(letters[:MOST])
