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
    """A text as written, without the second forms of ``Verkäufer/in``, and its words."""

    written: str
    words: tuple[str, ...]

    @cached_property
    def joined(self) -> str:
        """The words with single spaces between, as terms are looked for."""
        return " ".join(self.words)

    @cached_property
    def specific(self) -> tuple[str, ...]:
        """The words that are neither function words nor general ones, in lower case."""
        left = lexicon.general("filler", "general").phrases_removed_from(self.joined)
        return tuple(word for word in left.lower().split() if not _says_nothing(word))

    @cached_property
    def has_number(self) -> bool:
        """Whether it counts something, in figures or in words."""
        return any(any(map(str.isdigit, w)) or w.lower() in _NUMBERS for w in self.words)


_NUMBERS = frozenset(
    "zwei drei vier fünf sechs sieben acht neun zehn zwölf fünfzehn zwanzig".split()
)


@lru_cache(REMEMBERED)
def analysed(text: str) -> Text:
    """A text taken apart."""
    written = " ".join(_VARIANT.sub("", text).split())
    return Text(written, tuple(_WORD.findall(written)))


@lru_cache(REMEMBERED)
def _says_nothing(word: str) -> bool:
    lists = lexicon.general("function", "function"), lexicon.general("filler", "general")
    if any(known.knows(word) for known in lists):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(_says_nothing(part) for part in parts)
