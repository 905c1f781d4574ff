"""Hints that hang on a single entry."""

from functools import cache

from roterfaden.plans.hints import lexicon
from roterfaden.plans.hints.model import Item
from roterfaden.plans.hints.text import analysed


def is_without_date(item: Item) -> bool:
    """A step that says neither until when nor how often, in its fields or in its words."""
    return item.is_step and not (item.due_on or item.rhythm)


def is_filler(item: Item) -> bool:
    """An entry in which no word is specific: it would fit anybody's plan."""
    if item.kind == "aspect":
        return False
    text = analysed(item.text)
    return bool(text.words) and (not text.specific or bool(_phrases().found_in(text.joined)))


@cache
def _phrases() -> lexicon.Terms:
    listed = (group["terms"] for group in lexicon.read("filler")["phrases"])
    return lexicon.terms(term for terms in listed for term in terms)
