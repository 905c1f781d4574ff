"""Deciding about a block: approve, give back, withdraw, hide, and back again; favourites."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import text_block_proposals, text_block_use, text_blocks
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.blocks.access import reader_view, visible_block
from roterfaden.web.specialist.blocks.forms import NoteForm, ReadForm
from roterfaden.web.specialist.blocks.views.listing import page_of


@dataclass(frozen=True)
class Act:
    """Something to do with a block by one button, and what is said when it is done."""

    do: Callable[..., Any]
    done: str | Promise


ACTS = {
    "freigeben": Act(
        text_block_proposals.approve,
        gettext_lazy("Der Baustein ist freigegeben. Ab jetzt wird er vorgeschlagen."),
    ),
    "wieder-vorlegen": Act(
        text_block_proposals.take_up_again, gettext_lazy("Der Vorschlag wartet wieder.")
    ),
    "wiederherstellen": Act(text_blocks.restore, gettext_lazy("Der Baustein gilt wieder.")),
    "ausblenden": Act(
        text_blocks.hide, gettext_lazy("Der Baustein ist in Ihrem Jobcenter ausgeblendet.")
    ),
    "zeigen": Act(text_blocks.show, gettext_lazy("Der Baustein wird wieder vorgeschlagen.")),
}


@require_POST
@reader_view
def act(request: StaffRequest, block_id: UUID, act: str) -> HttpResponse:
    """One of the acts by one button."""
    block = visible_block(request, block_id)
    if act not in ACTS:
        raise Http404
    more = _approving(request) if act == "freigeben" else {}
    ACTS[act].do(block=block, by=request.staff, at=clock.now(), **more)
    messages.success(request, str(ACTS[act].done))
    return redirect("blocks:block", block.pk)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def give_back(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """Return a proposal with a note."""
    block = visible_block(request, block_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = page_of(request, block, note_form=form)
        return render(request, "specialist/blocks/block.html", context, status=422)
    text_block_proposals.give_back(
        block=block, note=form.cleaned_data["note"], by=request.staff, at=clock.now()
    )
    messages.success(request, _("Der Vorschlag ist mit Ihrer Notiz zurückgegeben."))
    return redirect("blocks:block", block.pk)


@require_POST
@reader_view
def withdraw(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """Take a block back; the page offers to undo it. An author takes back the own proposal."""
    block = visible_block(request, block_id)
    text_blocks.withdraw(block=block, by=request.staff, at=clock.now())
    messages.success(request, _("Der Baustein ist zurückgezogen. Pläne behalten ihren Wortlaut."))
    return redirect("blocks:block", block.pk)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def favourite(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """Mark the block, or take the mark off; gives the button for a swap, else leads back."""
    block = visible_block(request, block_id)
    wanted = request.POST.get("favorit") == "ja"
    change = text_block_use.favourite if wanted else text_block_use.unfavourite
    change(block=block, by=request.staff)
    if request.headers.get("HX-Request"):
        context = {"text_block": block, "is_favourite": wanted}
        return render(request, "specialist/blocks/star.html", context)
    return redirect(_back(request))


def _approving(request: StaffRequest) -> dict[str, Any]:
    """How a proposal is approved: what it replaces stays or goes, and which words were read."""
    read = ReadForm(request.POST)
    read.is_valid()
    return {
        "retires_replaced": "behalten" not in request.POST,
        "basis": read.cleaned_data.get("basis"),
    }


def _back(request: StaffRequest) -> str:
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_ours else reverse("blocks:list")
