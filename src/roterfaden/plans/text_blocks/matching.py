"""Found by parts of words: how a wording is kept for searching, and how typed words are read.

Every typed word must occur somewhere, in any order, in either spelling of an umlaut. What is kept
holds all spellings (:func:`roterfaden.core.text.search_key`), so that the database can look for
plain parts.
"""

import re
import unicodedata

from roterfaden.core.text import base_letters, search_key, spelt_out

LONGEST_QUERY, MOST_WORDS = 120, 8

_FORM_WORDS = {"after": "nachdem", "as_soon_as": "sobald", "if_not_then": "wenn nicht dann"}


def key_of(
    text: str, *, form: str = "plain", keywords: str = "", others: tuple[str, ...] = ()
) -> str:
    """All words under which a wording is found: its own, its form's, and those beside it."""
    return search_key(text, _FORM_WORDS.get(form, ""), keywords, *others)


def typed(words: str) -> tuple[tuple[str, ...], ...]:
    """The typed words, each in its spellings; what is no letter or digit divides words."""
    composed = unicodedata.normalize("NFC", words)[:LONGEST_QUERY]
    parts = re.findall(r"[^\W_]+", _without_loose_marks(composed))
    return tuple(
        tuple(dict.fromkeys((spelt_out(part), base_letters(part)))) for part in parts[:MOST_WORDS]
    )


def _without_loose_marks(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.combining(sign))
