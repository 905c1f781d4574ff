"""What follows from a block's words: under which words it is found."""

from django.utils import translation

from roterfaden.plans.text_blocks.delivered import gap
from roterfaden.plans.text_blocks.gaps import find, pieces
from roterfaden.plans.text_blocks.matching import key_of
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS


def search_key(text: str, *, form: str = "plain", keywords: str = "", offer_kind: str = "") -> str:
    """The words of a block as it is found: its text, keywords, gaps with example, kind of offer.

    German, whatever language the person reads in who writes the block.
    """
    words = " ".join(piece.text for piece in pieces(text) if not piece.gap)
    asked = [gap(key) for key in find(text)]
    with translation.override("de"):
        offers = [str(kind.name) for kind in OFFER_KINDS if kind.code == offer_kind]
    beside = (*(f"{one.label} {one.example}" for one in asked), *offers)
    return key_of(words, form=form, keywords=keywords, others=beside)
