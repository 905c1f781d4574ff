"""Words by their key in the recipients' templates."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def word(words: Mapping[str, str], key: str) -> str:
    """The word of a key that stands in a variable: ``{{ w|word:code }}``."""
    return words[key]


@register.filter
def word_of(words: Mapping[str, str], key: str) -> str:
    """The hint that belongs to a topic: ``{{ w|word_of:code }}``."""
    return words[f"{key}_hint"]


@register.simple_tag
def filled(pattern: str, **values: str) -> str:
    """A pattern with its placeholders filled: ``{% filled w.proof proof=line.proof %}``."""
    return pattern.format(**values)
