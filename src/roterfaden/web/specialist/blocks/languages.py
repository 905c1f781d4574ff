"""A block in its languages, as its page shows them beside the German."""

from collections.abc import Sequence
from dataclasses import dataclass

from roterfaden.plans.models import TextBlock, TextBlockTranslation
from roterfaden.plans.text_blocks.languages import LANGUAGES
from roterfaden.web.components.templatetags.rf import language_name
from roterfaden.web.specialist.blocks.choices import Choices
from roterfaden.web.specialist.blocks.forms import TranslationForm
from roterfaden.web.specialist.blocks.presenters import Part, parts


@dataclass(frozen=True)
class Tongue:
    """A language of a block: its translation, if there is one, and the form to write it."""

    code: str
    name: str
    translation: TextBlockTranslation | None
    parts: Sequence[Part]
    form: TranslationForm


@dataclass(frozen=True)
class Tongues:
    """The languages that are shown, and those that could be added."""

    shown: Sequence[Tongue]
    others: Choices


def tongues(block: TextBlock, added: str = "", bound: TranslationForm | None = None) -> Tongues:
    """English always, what is translated, and one that somebody adds.

    ``bound`` is the form of the added language as it was sent and refused.
    """
    stored = {one.language: one for one in block.translations.all()}
    shown = [code for code in LANGUAGES if code in {*stored, "en", added}]
    return Tongues(
        [_tongue(code, stored.get(code), bound if code == added else None) for code in shown],
        [(code, language_name(code)) for code in LANGUAGES if code not in shown],
    )


def _tongue(
    code: str, translation: TextBlockTranslation | None, bound: TranslationForm | None
) -> Tongue:
    text = translation.text if translation else ""
    form = bound or TranslationForm(initial={"text": text}, auto_id=f"sprache-{code}-%s")
    return Tongue(code, language_name(code), translation, parts(text, code), form)
