"""What makes an entry, or the plan as a whole, hard to read.

A single entry is too short for the formulas (``readability.py``), so it is judged by what a reader
stumbles over: nested sentences, words of offices, rare and very long words, passive, nouns in a
row. Points are added; one oddity alone is nobody's trouble. The plan as a whole is judged by both
formulas together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roterfaden.plans.hints import lexicon
from roterfaden.plans.hints.model import Item
from roterfaden.plans.hints.rare import is_rare
from roterfaden.plans.hints.readability import amstad, counted, sentences, syllables, wiener
from roterfaden.plans.hints.text import REMEMBERED, analysed

LONG_SENTENCE, VERY_LONG_SENTENCE = 20, 35
"""Words; rules for plain German advise 15 to 20. A long row of short clauses is no trouble."""

ENOUGH = 2
"""Points from which an entry counts as hard; most oddities give one, which alone is no trouble."""

HEAVY_SYLLABLES, VERY_HEAVY_SYLLABLES = 2.8, 3.3
"""Syllables a word on average from which an entry of at least six words weighs heavily."""

SHORTEST_TEXT = 80
"""Words of a plan from which the formulas say anything; they were made for texts of about 100."""

HARDEST_AMSTAD, HARDEST_WIENER = 30.0, 12.0
"""Both must be passed: „sehr schwer“ after Amstad, and fit only from school year 12."""

_LONG_WORD = 7
_MANY_NOUNS = 2
_NOUN_ENDINGS = tuple("ung ungen heit heiten keit keiten ion ionen tät nahme nahmen".split())
_EXPLAINED = re.compile(r"\([A-ZÄÖÜ]{2}[\w-]{0,10}\)")
_CLAUSE = re.compile(r",\s+(\w+)\s+(\w+)")
_ABBREVIATION = re.compile(
    r"^[A-ZÄÖÜ]+[a-zäöü]?[A-ZÄÖÜ]\w*$|^[a-zäöü]+[A-ZÄÖÜ]\w*$|^[A-ZÄÖÜ][a-zäöü]+[A-ZÄÖÜ]+$"
)


@dataclass(frozen=True)
class Burden:
    """What is hard in an entry: points, length of its longest sentence, words to replace."""

    points: int
    longest: int
    words: tuple[str, ...]
    is_passive: bool
    nouns: tuple[str, ...]

    @property
    def is_too_much(self) -> bool:
        """Whether the entry is hard to read."""
        return self.points >= ENOUGH


@dataclass(frozen=True)
class Score:
    """Both formulas on a whole plan."""

    amstad: float
    wiener: float

    @property
    def is_too_hard(self) -> bool:
        """Whether both formulas call the text very hard."""
        return self.amstad < HARDEST_AMSTAD and self.wiener > HARDEST_WIENER


def burden(item: Item) -> Burden:
    """What is hard in an entry; nothing in the recipient's own words."""
    return _burden("" if item.is_own_words else item.text)


def score(said: Sequence[Item]) -> Score | None:
    """The formulas on all entries together; None where the plan is too short for them."""
    parts = [part for item in said if not item.is_own_words for part in sentences(item.text)]
    if sum(map(len, parts)) < SHORTEST_TEXT:
        return None
    counts = counted(parts)
    return Score(amstad(counts), wiener(counts))


@lru_cache(REMEMBERED)
def _burden(text: str) -> Burden:
    parts = sentences(_EXPLAINED.sub("", analysed(text).written))
    longest = max(parts, key=len, default=())
    inside = tuple(dict.fromkeys(_inside(parts)))
    official = tuple(dict.fromkeys(_official(parts)))
    nouns = max((_nouns(part, official) for part in parts), key=len, default=())
    passive = any(_list("passive").found_in(" ".join(part)) for part in parts)
    points = (
        2 * len(inside)
        + min(len(official), 3)
        + passive
        + max(len(nouns) - _MANY_NOUNS + 1, 0)
        + _nesting(text, len(longest))
        + _heaviness(parts)
    )
    return Burden(points, len(longest), (*inside, *official), passive, nouns)


def _inside(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Words and abbreviations known only inside offices."""
    for word in (word for part in parts for word in part):
        if _list("inside").knows(word.lower()) or _is_unknown_abbreviation(word):
            yield word


def _is_unknown_abbreviation(word: str) -> bool:
    """Whether a part is written like an abbreviation and is none that people use themselves."""
    known = _list("known_abbreviations")
    parts = (part for part in word.split("-") if _ABBREVIATION.match(part))
    return any(not known.knows(part.lower()) and not _is_stressed(part) for part in parts)


def _is_stressed(word: str) -> bool:
    """Whether a common word is only written in capitals to stress it: NICHT, IMMER."""
    return len(word) > 3 and not is_rare(word)


def _official(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Words of offices, and words that are very long or rare."""
    for part in parts:
        yield from (word for word in part if _list("official").knows(word.lower()) or _is_odd(word))
        found = _list("official").found_in(" ".join(part))
        if " " in found:
            yield found


def _is_odd(word: str) -> bool:
    if _list("everyday").knows(word.lower()):
        return False
    return syllables(word) >= _LONG_WORD or (syllables(word) >= 5 and is_rare(word))


def _nesting(text: str, length: int) -> int:
    """Points for clauses within clauses in a long sentence, and for a sentence without end."""
    if length < LONG_SENTENCE:
        return 0
    begun = _CLAUSE.findall(text.lower())
    clauses = sum(any(map(_list("subordinate").knows, pair)) for pair in begun)
    return max(clauses - 1, 0) + (length >= VERY_LONG_SENTENCE)


def _heaviness(parts: Sequence[Sequence[str]]) -> int:
    """Points for long words throughout, as the formulas weigh them."""
    beats = [syllables(word) for part in parts for word in part]
    mean = sum(beats) / len(beats) if len(beats) >= 6 else 0
    return (mean >= HEAVY_SYLLABLES) + (mean >= VERY_HEAVY_SYLLABLES)


def _nouns(part: Sequence[str], official: Sequence[str]) -> tuple[str, ...]:
    """Further nouns made from verbs and adjectives, the mark of nominal style."""
    return tuple(
        word
        for word in part
        if word[0].isupper()
        and word not in official
        and word.endswith(_NOUN_ENDINGS)
        and not _list("everyday").knows(word.lower())
    )


def _list(name: str) -> lexicon.Terms:
    return lexicon.general("hard_words", name)
