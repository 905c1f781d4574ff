"""A block in another language: written, and held against the German."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import text_block_translations
from roterfaden.plans.text_blocks.languages import LANGUAGES
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.blocks.access import visible_block
from roterfaden.web.specialist.blocks.forms import TranslationForm, add_errors
from roterfaden.web.specialist.blocks.languages import tongues
from roterfaden.web.specialist.blocks.views.listing import page_of


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def translate(request: StaffRequest, block_id: UUID, language: str) -> HttpResponse:
    """Store the words; with the button „geprüft“ also stand for them."""
    block = visible_block(request, block_id)
    if language not in LANGUAGES:
        raise Http404
    form = TranslationForm(request.POST, auto_id=f"sprache-{language}-%s")
    if form.is_valid():
        try:
            text_block_translations.translate(
                block=block,
                language=language,
                text=form.cleaned_data["text"],
                is_reviewed="geprueft" in request.POST,
                by=request.staff,
                at=clock.now(),
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Die Übersetzung ist gespeichert."))
            return redirect(f"{reverse('blocks:block', args=[block.pk])}#sprachen")
    context = page_of(request, block, tongues=tongues(block, language, form))
    return render(request, "specialist/blocks/block.html", context, status=422)
