"""Writing, changing and proposing text blocks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import text_block_proposals, text_blocks
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks import policies
from roterfaden.plans.text_blocks.delivered import delivered, gap
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.blocks import presenters
from roterfaden.web.specialist.blocks.access import maintains, reader_view, visible_block
from roterfaden.web.specialist.blocks.forms import (
    BlockForm,
    ProposalForm,
    add_errors,
    initial_of,
)

_WAY_ON = gettext_lazy("Mit „Speichern“ gilt Ihr Wortlaut.")
_page = require_http_methods(["GET", "POST"])


@_page
@staff_view(Permission.MAINTAIN_TEXTS)
def write(request: StaffRequest) -> HttpResponse:
    """A new block of the office; ``?von=`` begins with the words of another."""
    template = _template(request)
    form = BlockForm(request.POST or None, initial=initial_of(template) if template else None)

    def store(given: BlockForm) -> TextBlock:
        return text_blocks.write(content=given.content(), by=request.staff, at=clock.now())

    if block := _stored(request, form, store):
        messages.success(
            request, _("Der Baustein ist freigegeben. Ab jetzt wird er vorgeschlagen.")
        )
        return redirect("blocks:block", block.pk)
    return _form_page(request, form, {"template": template})


@_page
@reader_view
def edit(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """Reword a block: the specialist any of the office, a counsellor the own proposal."""
    block = visible_block(request, block_id)
    policies.check_may_change(request.staff, block)
    form_class = BlockForm if maintains(request.staff) else ProposalForm
    form = form_class(request.POST or None, initial=initial_of(block))

    def store(given: ProposalForm) -> TextBlock:
        return text_blocks.change(
            block=block,
            content=given.content(),
            by=request.staff,
            at=clock.now(),
            basis=given.cleaned_data.get("basis"),
        )

    if _stored(request, form, store):
        messages.success(request, _("Die Änderung ist gespeichert."))
        return redirect("blocks:block", block.pk)
    return _form_page(request, form, {"text_block": block})


@_page
@staff_view(Permission.EDIT_PLANS)
def propose(request: StaffRequest) -> HttpResponse:
    """A counsellor's own wording for everybody; ``?von=`` words another block better."""
    replaces = _template(request)
    form = ProposalForm(request.POST or None, initial=initial_of(replaces) if replaces else None)

    def store(given: ProposalForm) -> TextBlock:
        return text_block_proposals.propose(
            content=given.content(), by=request.staff, at=clock.now(), replaces=replaces
        )

    if block := _stored(request, form, store):
        messages.success(request, _("Der Vorschlag liegt jetzt bei der Fachaufsicht."))
        return redirect("blocks:block", block.pk)
    return _form_page(request, form, {"proposes": True, "template": replaces})


def _stored(
    request: StaffRequest, form: Any, store: Callable[[Any], TextBlock]
) -> TextBlock | None:
    """The block, or nothing: then the form says why."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return store(form)
    except ValidationError as error:
        add_errors(form, error)
    except text_blocks.ChangedByOthers as refusal:
        form.add_error(None, f"{refusal.message} {_WAY_ON}")
        _rebase(form, refusal.block)
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
    return None


def _rebase(form: Any, block: TextBlock) -> None:
    """Whoever has seen the other wording may store the own one over it."""
    form.data = form.data.copy()
    form.data["basis"] = block.written_at.isoformat()


def _form_page(request: StaffRequest, form: ProposalForm, context: dict[str, Any]) -> HttpResponse:
    known = [gap(key) for key in delivered().gaps]
    text = str(form["text"].value() or "")
    more = {
        "form": form,
        "known_gaps": sorted(known, key=lambda one: one.label.casefold()),
        "parts": presenters.parts(text),
    }
    status = 422 if form.errors else 200
    defaults = {"text_block": None, "template": None, "proposes": False}
    page = {**defaults, **more, **context}
    return render(request, "specialist/blocks/form.html", page, status=status)


def _template(request: StaffRequest) -> TextBlock | None:
    """The block that the new one begins with."""
    if not (wanted := request.GET.get("von", "")):
        return None
    try:
        return visible_block(request, UUID(wanted))
    except ValueError:
        return None
