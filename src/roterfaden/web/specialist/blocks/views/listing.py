"""The list of text blocks, and one of them."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import TextBlock
from roterfaden.plans.policies import why_not
from roterfaden.plans.text_blocks import policies
from roterfaden.plans.text_blocks.delivered import gaps_of
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.specialist.blocks import presenters
from roterfaden.web.specialist.blocks.access import maintains, reader_view, visible_block
from roterfaden.web.specialist.blocks.choices import topic_name
from roterfaden.web.specialist.blocks.forms import FilterForm, NoteForm
from roterfaden.web.specialist.blocks.languages import tongues
from roterfaden.web.specialist.blocks.selection import Selection

PAGE_LENGTH = 25
SHOWN_PROPOSALS = 5


@require_GET
@reader_view
def block_list(request: StaffRequest) -> HttpResponse:
    """What waits for the specialist first, then the chosen blocks, a page at a time."""
    staff = request.staff
    chosen = Selection.read(request.GET)
    paginator = Paginator(chosen.blocks(staff).prefetch_related("translations"), PAGE_LENGTH)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "form": FilterForm(chosen, staff),
        "page": page,
        "rows": presenters.rows(page.object_list),
        "maintains": maintains(staff),
        "takes": staff.has(Permission.EDIT_PLANS),
        **_waiting(request),
    }
    return render(request, "specialist/blocks/list.html", context)


@require_GET
@reader_view
def block(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """One block with its languages, its history and what can be done with it."""
    found = visible_block(request, block_id)
    return render(request, "specialist/blocks/block.html", page_of(request, found))


def page_of(request: StaffRequest, found: TextBlock, **more: object) -> dict[str, object]:
    """What the page of a block shows."""
    staff = request.staff
    uses, is_hidden = presenters.uses_here(found, staff)
    waits = found.state == TextBlock.State.PROPOSED
    return {
        "text_block": found,
        "topic": topic_name(found.rubric, found.topic),
        "parts": presenters.parts(found.text),
        "gaps": gaps_of(found.text),
        "uses": uses,
        "is_hidden": is_hidden,
        "is_favourite": presenters.is_favourite(found, staff),
        "tongues": tongues(found, request.GET.get("sprache", "")),
        "history": presenters.history(found, staff) if maintains(staff) else [],
        "proposal": presenters.proposal(found) if waits else None,
        "note_form": NoteForm(),
        "maintains": maintains(staff),
        "is_own_proposal": policies.is_own_proposal(staff, found),
        "may_change": not why_not(policies.check_may_change, staff, found),
        "why_no_review": why_not(policies.check_may_review, staff, found, clock.today()),
        **more,
    }


def _waiting(request: StaffRequest) -> dict[str, object]:
    """The oldest proposals of the office for who decides about them."""
    if not maintains(request.staff):
        return {"proposals": [], "more_proposals": 0}
    waiting = TextBlock.objects.visible_to(request.staff).waiting()
    found = list(waiting.select_related("written_by", "replaces")[: SHOWN_PROPOSALS + 1])
    more = waiting.count() - SHOWN_PROPOSALS if len(found) > SHOWN_PROPOSALS else 0
    return {"proposals": presenters.proposals(found[:SHOWN_PROPOSALS]), "more_proposals": more}
