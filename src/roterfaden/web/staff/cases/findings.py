"""A person that a search found, with the words that matched marked."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roterfaden.core.text import base_letters, spelt_out
from roterfaden.recipients.models import Case
from roterfaden.web.staff.cases.addresses import case_url


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
    def name(self) -> SafeString:
        """The name with its matches marked."""
        return _written(marked(str(self.case.recipient), self.words))

    @property
    def kundennummer(self) -> SafeString:
        """The Kundennummer with its match marked."""
        return _written(marked(self.case.recipient.kundennummer, self.words.replace(" ", "")))

    @property
    def url(self) -> str:
        """The page of the case."""
        return case_url(self.case.pk)


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


def _written(pieces: list[Piece]) -> SafeString:
    """As it stands on the page; not by a template: a page has many such short texts."""
    html = (
        (format_html("<mark>{}</mark>", one.text) if one.is_match else one.text,) for one in pieces
    )
    return format_html_join("", "{}", html)


def _matching_signs(part: str, word: str) -> int:
    """How many signs of ``part`` the word covers from its beginning; 0 when it does not match."""
    for spelling in (spelt_out, base_letters):
        target = spelling(word)
        if target and spelling(part).startswith(target):
            covered = (n for n in range(1, len(part) + 1) if len(spelling(part[:n])) >= len(target))
            return next(covered, len(part))
    return 0
