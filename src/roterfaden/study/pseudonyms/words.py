"""Words of a text, and keys under which differently written names are the same."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

COMMON = 3.0
"""From this frequency on (Zipf scale: once in a million words) a word is everyday German."""

LONGEST = 40
"""Longer words are no names, and would cost the time of their square."""

ENDINGS = ("sches", "schen", "scher", "schem", "sche", "ens", "es", "en", "ns", "s", "n")

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d]|['’ʼ`´](?=[^\W\d_]))*")
_PARTED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,40})[-\u00ad][ \t]*\r?\n[ \t]*([^\W\d_]{1,40})")
_LETTERS = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "a"}
)


class Word(NamedTuple):
    """A word of a text with its place and its key."""

    start: int
    end: int
    text: str
    key: str


def words(text: str) -> Iterator[Word]:
    """Give the words of a text; a hyphen parts words, an apostrophe does not."""
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), match.group(), key(match.group()))


def parted_words(text: str) -> Iterator[Word]:
    """Give the words that the end of a line parts: ``Had-`` and ``dad``."""
    for match in _PARTED.finditer(text):
        word = match[1] + match[2]
        yield Word(match.start(), match.end(), word, key(word))


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """Fold case, umlauts (ä, ae and a alike), accents and apostrophes."""
    folded = unicodedata.normalize("NFC", word).casefold().translate(_LETTERS)
    plain = "".join(one for one in unicodedata.normalize("NFKD", folded) if one.isalpha())
    for pair, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        plain = plain.replace(pair, letter)
    return plain


def stems(word_key: str) -> Iterator[str]:
    """Give the key and what it is without an ending of the genitive or of an adjective."""
    yield word_key
    for ending in ENDINGS:
        if word_key.endswith(ending) and len(word_key) - len(ending) >= 2:
            yield word_key.removesuffix(ending)


@lru_cache(maxsize=200_000)
def is_common(word: str) -> bool:
    """Say whether a word is everyday German, so that likeness to a name is no sign of one."""
    if len(word) > LONGEST:
        return False
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "de") >= COMMON
