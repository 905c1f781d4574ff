"""An entry whose wording would be good for others: proposed as a text block."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import text_block_proposals
from roterfaden.plans.models import Entry
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.plans.text_blocks.filling import in_braces
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans.forms import ProposalForm
from roterfaden.web.staff.plans.loading import entry_or_404, version_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def propose(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The wording without what is personal, and the topic; the specialist decides."""
    version = version_or_404(request, version_id)
    entry = entry_or_404(version, entry_id)
    wording = in_braces(text_block_proposals.wording_from(entry))
    initial = {"text": wording, "topic": entry.topic}
    form = ProposalForm(request.POST or None, initial=initial, entry=entry)
    if form.is_valid() and _propose(request, form, entry):
        messages.success(
            request, _("Vorgeschlagen. Die Fachaufsicht entscheidet über den Baustein.")
        )
        return redirect(f"{reverse('plans:version', args=[version.pk])}#e-{entry.pk}")
    context = {"plan_version": version, "case": version.plan.case, "form": form, "entry": entry}
    return render(request, "plans/propose.html", context)


def _propose(request: StaffRequest, form: ProposalForm, entry: Entry) -> bool:
    kind = entry.text_block.offer_kind if entry.text_block else ""
    content = BlockContent(rubric=entry.rubric, offer_kind=kind, **form.cleaned_data)
    try:
        text_block_proposals.propose(content=content, by=request.staff, at=clock.now(), entry=entry)
    except NotPermitted:
        raise
    except ValidationError as wrong:
        for name, said in wrong.message_dict.items():
            form.add_error(name if name in form.fields else None, said)
    except Refused as refused:
        form.add_error("text", refused.message)
    else:
        return True
    return False
