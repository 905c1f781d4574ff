"""One text taken apart: words for looking up, sentences for counting. Remembered by its text."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from roterfaden.plans.hints import lexicon

REMEMBERED = 4096
"""Texts whose analysis is kept; an editor asks for the same entries again after each change."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_VARIANT = re.compile(r"(?<=\w)(?:[/:*_]-?(?:in|innen|r|n|e)\b|\((?:in|innen|r|n|e)\))")
"""``Verkäufer/in``, ``Helfer:innen``: one word in several forms."""


@dataclass(frozen=True)
class Text:
    """An entry's words as written, and joined in lower case for terms."""

    words: tuple[str, ...]
    joined: str

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(self.joined.split())

    @cached_property
    def specific(self) -> tuple[str, ...]:
        """The words that are neither function words nor general ones."""
        return tuple(word for word in self.lower if not _says_nothing(word))


@lru_cache(REMEMBERED)
def analysed(text: str) -> Text:
    """A text taken apart."""
    words = tuple(_WORD.findall(_VARIANT.sub("", text)))
    return Text(words, " ".join(words).lower().replace("’", "'"))


@lru_cache(REMEMBERED)
def _says_nothing(word: str) -> bool:
    if _function_words().knows(word) or _general_words().knows(word):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(_says_nothing(part) for part in parts if part)


@lru_cache(1)
def _function_words() -> lexicon.Terms:
    return lexicon.terms(lexicon.read("function")["words"].split())


@lru_cache(1)
def _general_words() -> lexicon.Terms:
    listed = (group["words"].split() for group in lexicon.read("filler")["general"])
    return lexicon.terms(word for words in listed for word in words)
