"""How hard German text is to read: counts, and the two formulas for whole texts.

Amstad (1978) fitted Flesch's reading ease to German: 0 very hard, 100 very easy. The first Wiener
Sachtextformel (Bamberger and Vanecek 1984) gives the school year for which a text is fit. Both
were made for texts of a hundred words and more and say nothing about a single line. Libraries that
know them cost a second at start (docs/adr/0013-hints.md); tests hold these against them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from roterfaden.plans.hints import lexicon

_NUCLEUS = re.compile(r"aa|ee|oo|ai|au|ay|äu|ei|eu|ey|ie(?!r[at])|oi|qu[aeiouäöü]|[aeiouyäöüéèáà]")
_END = re.compile(
    r"(?<=[.!?…])[\"“”»«‘’)]*\s+(?=[\"„“»«‚‘(]*[A-ZÄÖÜ0-9])|\s*[;•\n]\s*|:\s+(?=[-–•])"
)
_LAST_WORD = re.compile(r"([^\W\d_]+|\d+)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W_]+)*")
_LONG_LETTERS = 6
_MANY_SYLLABLES = 3


@dataclass(frozen=True)
class Counts:
    """What the formulas take: how many sentences, words, syllables and so on a text has."""

    sentences: int
    words: int
    syllables: int
    one_syllable: int
    many_syllables: int
    long: int


def amstad(counts: Counts) -> float:
    """Reading ease after Amstad: below 30 very hard, above 60 plain."""
    sentence_length = counts.words / counts.sentences
    return 180 - sentence_length - 58.5 * counts.syllables / counts.words


def wiener(counts: Counts) -> float:
    """First Wiener Sachtextformel: the school year for which the text is fit."""
    share = 100 / counts.words
    return (
        0.1935 * counts.many_syllables * share
        + 0.1672 * counts.words / counts.sentences
        + 0.1297 * counts.long * share
        - 0.0327 * counts.one_syllable * share
        - 0.875
    )


def counted(sentences: Sequence[Sequence[str]]) -> Counts:
    """The counts of a text given as words by sentence; at least one word."""
    words = [word for sentence in sentences for word in sentence]
    beats = [syllables(word) for word in words]
    return Counts(
        sentences=len(sentences),
        words=len(words),
        syllables=sum(beats),
        one_syllable=sum(number == 1 for number in beats),
        many_syllables=sum(number >= _MANY_SYLLABLES for number in beats),
        long=sum(len(word) > _LONG_LETTERS for word in words),
    )


@lru_cache(8192)
def syllables(word: str) -> int:
    """How many syllables a German word has, by its vowels."""
    return max(1, len(_NUCLEUS.findall(word.lower())))


def sentences(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text by sentence; full stops of abbreviations and days end none."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _goes_on(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part:
            found.append(part)
    each = (tuple(_WORD.findall(sentence)) for sentence in found)
    return tuple(words for words in each if words)


def _goes_on(said: str) -> bool:
    match = _LAST_WORD.search(said)
    if not match:
        return False
    last = match.group(1).lower()
    return last.isdigit() or lexicon.general("abbreviations", "abbreviations").knows(last)
