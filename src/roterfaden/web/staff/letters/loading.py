"""The letter that a page is about, as far as the person may see it."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from roterfaden.delivery.models import Letter
from roterfaden.web.components.access import StaffRequest

_WITH = (
    *("case__recipient", "case__jobcentre", "wording", "drafted_by", "checked_by", "posted_by"),
    "document",
)


def the_letter(request: StaffRequest, letter_id: UUID) -> Letter:
    """The letter with its case and people; 404 for anybody else's."""
    letters = Letter.objects.visible_to(request.staff).select_related(*_WITH)
    return get_object_or_404(letters, pk=letter_id)
