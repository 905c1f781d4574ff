"""Who may enter: those who look after the texts, and those who take them into plans."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import TextBlock
from roterfaden.web.components.access import StaffRequest, StaffView, staff_view


def reader_view(view: Callable[..., HttpResponseBase]) -> StaffView:
    """A view for specialists and counsellors (403 for everybody else)."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not maintains(request.staff):
            request.staff.require(Permission.EDIT_PLANS)
        return view(request, *args, **kwargs)

    return staff_view()(guarded)


def maintains(staff: StaffMember) -> bool:
    """Whether the person looks after the texts."""
    return staff.has(Permission.MAINTAIN_TEXTS)


def visible_block(request: StaffRequest, block_id: UUID) -> TextBlock:
    """The block, or 404 where it is not for this person's eyes."""
    blocks = TextBlock.objects.visible_to(request.staff)
    related = blocks.select_related("written_by", "reviewed_by", "replaces")
    return get_object_or_404(related, pk=block_id)
