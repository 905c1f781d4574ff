"""A person that a search found, with the words that matched marked."""

import re
from dataclasses import dataclass

from roterfaden.core.text import base_letters, spelt_out
from roterfaden.recipients.models import Case


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``is_match`` where the search found it."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Finding:
    """One person found by these words."""

    case: Case
    words: str

    @property
    def name(self) -> list[Piece]:
        """The name in pieces."""
        return marked(str(self.case.recipient), self.words)

    @property
    def kundennummer(self) -> list[Piece]:
        """The Kundennummer in pieces."""
        return marked(self.case.recipient.kundennummer, self.words.replace(" ", ""))


def marked(text: str, words: str) -> list[Piece]:
    """The text, with each word that begins with one of ``words`` marked as far as it matches.

    Spellings count as one: ``muller`` and ``Mueller`` both mark ``Müller``.
    """
    wanted = [word for word in re.split(r"[\s,]+", words) if word]
    pieces: list[Piece] = []
    for part in re.split(r"([\s-]+)", text):
        length = max((_matching_signs(part, word) for word in wanted), default=0)
        pieces += [Piece(part[:length], is_match=True), Piece(part[length:], is_match=False)]
    return [piece for piece in pieces if piece.text]


def _matching_signs(part: str, word: str) -> int:
    """How many signs of ``part`` the word covers from its beginning; 0 when it does not match."""
    for spelling in (spelt_out, base_letters):
        target = spelling(word)
        if target and spelling(part).startswith(target):
            covered = (n for n in range(1, len(part) + 1) if len(spelling(part[:n])) >= len(target))
            return next(covered, len(part))
    return 0
