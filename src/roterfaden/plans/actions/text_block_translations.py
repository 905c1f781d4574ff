"""The wording of a block in other languages: an aid beside the German, reviewed by a person."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.text_blocks import What, locked, note_change
from roterfaden.plans.models import TextBlock, TextBlockTranslation
from roterfaden.plans.text_blocks import policies
from roterfaden.plans.text_blocks.content import translation_problem
from roterfaden.plans.text_blocks.languages import LANGUAGES


@transaction.atomic
def translate(
    *,
    block: TextBlock,
    language: str,
    text: str,
    by: StaffMember,
    at: datetime,
    is_reviewed: bool = False,
) -> TextBlockTranslation | None:
    """Word the block in a language; without words the translation goes.

    It is a draft unless the person holds it against the German at once (``is_reviewed``). Raises
    ``ValidationError`` when it is too long or has other gaps than the German.
    """
    block = locked(block)
    policies.check_maintains(by, block)
    policies.check_not_withdrawn(block)
    text = " ".join(text.split())
    _check(block, language, text)
    stored = _stored(block, language, text, by, at)
    if stored is not None and is_reviewed:
        return review(block=block, language=language, text=text, by=by, at=at)
    return stored


@transaction.atomic
def review(
    *, block: TextBlock, language: str, text: str, by: StaffMember, at: datetime
) -> TextBlockTranslation:
    """Hold the translation against the German and stand for it.

    ``text`` is what the person read: raises :class:`StateRefused` when it has changed since.
    """
    block = locked(block)
    policies.check_maintains(by, block)
    stored = block.translations.filter(language=language).first()
    if stored is None or stored.text != " ".join(text.split()):
        raise StateRefused(_("Die Übersetzung hat sich geändert. Lesen Sie sie noch einmal."))
    if stored.state != TextBlockTranslation.State.REVIEWED:
        stored.state = TextBlockTranslation.State.REVIEWED
        stored.reviewed_at, stored.reviewed_by = at, by
        stored.save(update_fields=["state", "reviewed_at", "reviewed_by"])
        note_change(
            block, What.TRANSLATION_REVIEWED, text=stored.text, language=language, by=by, at=at
        )
    return stored


def _stored(
    block: TextBlock, language: str, text: str, by: StaffMember, at: datetime
) -> TextBlockTranslation | None:
    stored = block.translations.filter(language=language).first()
    if (stored.text if stored else "") == text:
        return stored
    note_change(block, What.TRANSLATED, text=text, language=language, by=by, at=at)
    if not text:
        block.translations.filter(language=language).delete()
        return None
    stored = stored or TextBlockTranslation(block=block, language=language)
    stored.text, stored.state = text, TextBlockTranslation.State.DRAFT
    stored.reviewed_at = stored.reviewed_by = None
    stored.save()
    return stored


def _check(block: TextBlock, language: str, text: str) -> None:
    if language not in LANGUAGES:
        raise ValidationError({"language": [_("Diese Sprache gibt es hier nicht.")]})
    if text and (problem := translation_problem(block.text, text)):
        raise ValidationError({"text": [problem]})
