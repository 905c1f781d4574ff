"""What a block says, checked: shared by the pages, the actions and the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from roterfaden.core.text import spelt_out
from roterfaden.organisations.models import Jobcentre
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks import gaps
from roterfaden.plans.text_blocks.delivered import (
    LONGEST_TEXT,
    LONGEST_TRANSLATION,
    known_gaps,
    topics_of,
)
from roterfaden.plans.text_blocks.filling import in_braces
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS

_KUNDENNUMMER = re.compile(r"\b\d{3}[A-Za-z]\d{6}\b")
_LONGEST_KEY_STEM = 48


@dataclass(frozen=True, kw_only=True)
class BlockContent:
    """What a block says, and where and when it may be used."""

    rubric: str
    text: str
    topic: str = ""
    form: str = TextBlock.Form.PLAIN
    keywords: str = ""
    source: str = ""
    offer_kind: str = ""
    valid_from_on: date | None = None
    valid_until_on: date | None = None


def content_of(block: TextBlock) -> BlockContent:
    """What a stored block says now."""
    return BlockContent(**{name: getattr(block, name) for name in BlockContent.__annotations__})


def tidied(content: BlockContent) -> BlockContent:
    """The same with single spaces, and with gaps by their key.

    What stands in square brackets is a gap too: a plan shows its open gaps so, and could not be
    agreed with the brackets in it.
    """
    return replace(
        content,
        text=gaps.tidied(in_braces(content.text), known_gaps()),
        keywords=" ".join(content.keywords.split()),
        source=" ".join(content.source.split()),
    )


def problems(content: BlockContent) -> dict[str, str]:
    """One message for each field that cannot be so, without asking the database."""
    found = {**_text_problems(content.text), **_code_problems(content)}
    if len(content.keywords) > LONGEST_TEXT:
        found["keywords"] = _("Das sind zu viele Stichwörter. Höchstens 300 Zeichen.")
    begins, ends = content.valid_from_on, content.valid_until_on
    if begins and ends and ends < begins:
        found["valid_until_on"] = _("Das Ende liegt vor dem Anfang. Prüfen Sie beide Tage.")
    return found


def taken_already(
    content: BlockContent, jobcentre: Jobcentre, *, but: TextBlock | None = None
) -> TextBlock | None:
    """Another block with the same words in the same rubric that the office can use or awaits."""
    same = TextBlock.objects.of(jobcentre).filter(rubric=content.rubric, text__iexact=content.text)
    used = Q(state=TextBlock.State.APPROVED) | Q(state=TextBlock.State.PROPOSED)
    others = same.not_hidden_at(jobcentre).filter(used).order_by("pk")
    return (others.exclude(pk=but.pk) if but else others).first()


def translation_problem(german: str, text: str) -> str:
    """Why this cannot be the translation of the German wording, or nothing."""
    if len(text) > LONGEST_TRANSLATION:
        return _("Die Übersetzung ist zu lang. Höchstens %(number)s Zeichen.") % {
            "number": LONGEST_TRANSLATION
        }
    wanted, found = set(gaps.find(german)), set(gaps.find(text))
    if missing := sorted(wanted - found):
        return _("Es fehlt die Lücke {%(gap)s}. Sie heißt in jeder Sprache gleich.") % {
            "gap": missing[0]
        }
    if strange := sorted(found - wanted):
        return _("Die Lücke {%(gap)s} gibt es im deutschen Wortlaut nicht.") % {"gap": strange[0]}
    return ""


def new_key(content: BlockContent, taken: set[str]) -> str:
    """A readable key that nobody has: ``eigen-ich-frage-im-stadtteilbuero``."""
    stem = slugify(spelt_out(f"eigen {content.text}"))[:_LONGEST_KEY_STEM].strip("-")
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _text_problems(text: str) -> Mapping[str, str]:
    if not any(piece.text.strip() for piece in gaps.pieces(text) if not piece.gap):
        return {"text": _("Schreiben Sie den Satz, der im Plan stehen soll.")}
    if len(text) > LONGEST_TEXT:
        return {
            "text": _("Der Satz ist zu lang. Höchstens %(number)s Zeichen.")
            % {"number": LONGEST_TEXT}
        }
    if _KUNDENNUMMER.search(text):
        return {
            "text": _(
                "Darin steht eine Kundennummer. Ein Baustein nennt niemanden: streichen Sie sie."
            )
        }
    return {}


def _code_problems(content: BlockContent) -> Mapping[str, str]:
    found = {}
    topics = topics_of(content.rubric) if content.rubric in TextBlock.Rubric.values else None
    if topics is None:
        found["rubric"] = _("Diese Rubrik gibt es nicht. Wählen Sie eine aus der Liste.")
    elif topics and content.topic not in topics:
        found["topic"] = _("Wählen Sie ein Thema dieser Rubrik aus der Liste.")
    elif content.topic and not topics:
        found["topic"] = _("In dieser Rubrik gibt es keine Themen. Lassen Sie das Feld leer.")
    if content.form not in TextBlock.Form.values:
        found["form"] = _("Diese Form gibt es nicht. Wählen Sie eine aus der Liste.")
    if content.offer_kind and content.offer_kind not in {kind.code for kind in OFFER_KINDS}:
        found["offer_kind"] = _("Dieses Förderangebot gibt es nicht. Wählen Sie eines der Liste.")
    elif content.offer_kind and content.rubric != TextBlock.Rubric.STEP_JOBCENTRE:
        found["offer_kind"] = _("Ein Förderangebot gibt es nur bei Schritten des Jobcenters.")
    return found
