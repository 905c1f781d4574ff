"""Words that may be names although no record and no pattern knew them: for a human to decide.

Three signs: the word stands in the list of frequent first and last names (``names.txt``); it is
capital and unknown to the frequencies of German, so perhaps a rare name; it follows a word like
brother or companion. None of them removes anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from roterfaden.study.pseudonyms.words import LONGEST, Word, is_common, key, stems, words

LISTED, UNKNOWN, RELATED = "listed", "unknown", "related"
_RELATIONS = frozenset(
    key(word)
    for word in """Bruder Schwester Sohn Tochter Ehemann Ehefrau Mann Partner Partnerin Mutter Vater
    Begleitperson Kollege Kollegin Freund Freundin Onkel Tante Kind Betreuer Betreuerin""".split()
)
_RARE = 2.2
_USUAL = 2.6
_LINKS = ("", "s", "es", "n", "en", "er")
_SHORTEST = 4


@dataclass(frozen=True)
class Flag:
    """A word left in the text that a human should look at; positions in the text as given out."""

    start: int
    end: int
    text: str
    why: str


def flags(text: str) -> Iterator[Flag]:
    """Give the words of a pseudonymised text that may be names."""
    inside, place, before = False, 0, ""
    for word in words(text):
        inside = _in_placeholder(text, place, word, inside=inside)
        related = before in _RELATIONS and text[place : word.start] == " "
        place, before = word.end, word.key
        if inside or not word.text[0].isupper():
            continue
        if why := RELATED if related else _why(word):
            yield Flag(word.start, word.end, word.text, why)


def _in_placeholder(text: str, place: int, word: Word, *, inside: bool) -> bool:
    between = text[place : word.start]
    opened, closed = between.rfind("["), between.rfind("]")
    return inside if opened == closed else opened > closed


def _why(word: Word) -> str | None:
    listed = len(word.text) <= LONGEST and any(stem in listed_names() for stem in stems(word.key))
    if listed and (word.key in listed_names() or not is_common(word.text.casefold())):
        return LISTED
    return UNKNOWN if len(word.text) >= _SHORTEST and _is_unknown(word.text.casefold()) else None


@lru_cache(maxsize=200_000)
def _is_unknown(word: str) -> bool:
    """A word, or every part of a compound, that German hardly uses."""
    from wordfreq import zipf_frequency

    if len(word) > LONGEST or zipf_frequency(word, "de") >= _RARE:
        return False
    return not any(
        zipf_frequency(word[cut:], "de") >= _USUAL
        and any(zipf_frequency(word[:cut].removesuffix(link), "de") >= _USUAL for link in _LINKS)
        for cut in range(3, len(word) - 2)
    )


@cache
def listed_names() -> frozenset[str]:
    """The frequent first and last names of the delivered list, as keys."""
    file = resources.files("roterfaden.study.pseudonyms") / "names.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    listed = (name for line in lines if not line.startswith("#") for name in line.split())
    return frozenset(key(name) for name in listed)
