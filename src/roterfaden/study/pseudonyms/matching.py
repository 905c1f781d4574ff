"""Find in a text what the record knows: exact, inflected, misspelt, written another way.

Misspelt means one edit (letter more, less, other, or two swapped) in names of four to seven
letters, two in longer ones, and never an everyday word: "Arbeit" is not Mr Arbeid. A name that is
an everyday word itself (Koch, Lang) is found in small letters only beside another name of the same
person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from roterfaden.study.pseudonyms.records import Fact
from roterfaden.study.pseudonyms.spans import Kind, Span
from roterfaden.study.pseudonyms.words import (
    LONGEST,
    Word,
    is_common,
    key,
    parted_words,
    stems,
    words,
)

PARTICLES = frozenset(
    "von van zu zum zur der den de del della di da dos al el ul bin ibn ben abu le la".split()
)
TITLES = frozenset("herr herrn frau dr prof dipl ing med".split())
_BETWEEN = re.compile(r"[\s\-‐–]{1,3}")
_PARTS = re.compile(r",|\s+(?=(?:D-)?\d{5}\s)|\n")
_TOWN = re.compile(r"(?:D-)?\d{5}\s+(\D+)")
_POSTCODE = r"(?:(?:D-)?\d{5}\s+)?"
_STREET = re.compile(r"(?i)(.*?)(straße|strasse|str\.?)(\s*)(\d.*)?$")


_BEFORE = re.compile(r"(?<!\w)(\w+)[\s\-]$")
_INITIAL = re.compile(r"\b(\w)\.\s?$")


class _Match(NamedTuple):
    """Whose name a word is; not ``sure`` where it is a small everyday word, too (koch)."""

    person: str
    sure: bool = True


class NameFinder:
    """Finds the names of some people in any text."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._people: dict[str, str] = {}
        self._initials: dict[str, set[str]] = {}
        self._particles: dict[str, set[str]] = {}
        self._judged: dict[str, _Match | None] = {}
        for fact in facts:
            if fact.kind is Kind.NAME:
                self._learn(fact)
        self._long = [part for part in self._people if len(part) >= 4]

    def _learn(self, fact: Fact) -> None:
        for word in words(fact.value):
            if word.key in PARTICLES:
                self._particles.setdefault(fact.person, set()).add(word.key)
            if len(word.key) < 2 or word.key in PARTICLES | TITLES:
                continue
            self._people.setdefault(word.key, fact.person)
            self._initials.setdefault(fact.person, set()).add(word.text[0].casefold())

    def spans(self, text: str) -> list[Span]:
        """Give the names in a text, those of one person that stand side by side as one span."""
        if not self._people:
            return []
        spans, weak = [], set()
        for word in words(text):
            if match := self._match(word):
                spans.append(self._widened(text, word, match.person))
                if not match.sure:
                    weak.add(spans[-1])
        parted = ((word, self._match(word)) for word in parted_words(text))
        return [
            *(one for one in _joined(spans, text) if one not in weak),
            *(self._widened(text, word, match.person) for word, match in parted if match),
        ]

    def _match(self, word: Word) -> _Match | None:
        if word.text not in self._judged:
            self._judged[word.text] = self._judge(word)
        return self._judged[word.text]

    def _judge(self, word: Word) -> _Match | None:
        if len(word.text) > LONGEST:
            return None
        capital, common = word.text[0].isupper(), is_common(word.text.casefold())
        for stem in stems(word.key):
            exact = word.key.removesuffix("s") == stem.removesuffix("s")
            if stem in self._people and (exact or not common):
                return _Match(self._people[stem], sure=capital or not common)
        if common or not capital:
            return None
        person = self._misspelt(word.key)
        return _Match(person) if person else None

    def _misspelt(self, word_key: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for stem in stems(word_key):
            if len(stem) < 4:
                continue
            best = process.extractOne(stem, self._long, scorer=OSA.distance, score_cutoff=2)
            if best and best[1] <= _edits(best[0], stem):
                return self._people[best[0]]
        return None

    def _widened(self, text: str, word: Word, person: str) -> Span:
        """Take particles and an initial before the name along: ``S. von Haddad``."""
        start = word.start
        while before := _BEFORE.search(text, max(0, start - 8), start):
            if key(before.group(1)) not in self._particles.get(person, ()):
                break
            start = before.start(1)
        initial = _INITIAL.search(text, max(0, start - 4), start)
        if initial and initial.group(1).casefold() in self._initials[person]:
            start = initial.start()
        return Span(start, word.end, Kind.NAME, person)


def _edits(name: str, stem: str) -> int:
    return 1 if min(len(name), len(stem)) < 8 else 2


def _joined(found: Sequence[Span], text: str) -> list[Span]:
    """Make one span of neighbours that belong to one person, particles between them included."""
    joined: list[Span] = []
    for span in found:
        last = joined[-1] if joined else None
        if last and last.entity == span.entity and _close(text[last.end : span.start]):
            joined[-1] = Span(last.start, span.end, Kind.NAME, span.entity)
        else:
            joined.append(span)
    return joined


def _close(between: str) -> bool:
    return bool(_BETWEEN.fullmatch(between)) or (
        len(between) < 16
        and all(key(one) in PARTICLES for one in re.split(r"[\s\-]+", between) if one)
    )


def fact_spans(text: str, facts: Iterable[Fact]) -> Iterator[Span]:
    """Give the known values other than names, however their parts are spaced."""
    for fact in facts:
        for kind, pattern in _patterns(fact):
            for match in pattern.finditer(text):
                if kind is not Kind.PLACE or not match.group().islower():  # essen is no place
                    yield Span(match.start(), match.end(), kind, fact.value.casefold())


def _patterns(fact: Fact) -> Iterator[tuple[Kind, re.Pattern[str]]]:
    """The forms of a value; an address may hold street and town."""
    if fact.kind is Kind.ADDRESS:
        for part in (one.strip() for one in _PARTS.split(fact.value)):
            if town := _TOWN.fullmatch(part):
                yield Kind.PLACE, _bounded(_POSTCODE + _loosely(town.group(1)))
            elif any(one.isalpha() for one in part):
                yield Kind.ADDRESS, _street(part)
    elif fact.kind is Kind.PLACE:
        yield fact.kind, _bounded(_POSTCODE + _loosely(fact.value))
    elif fact.kind is Kind.DATE:
        yield from ((fact.kind, one) for one in _days(fact.value))
    elif fact.kind is not Kind.NAME:
        yield fact.kind, _bounded(_spaced(fact.value))


def _spaced(value: str) -> str:
    """Match a number whatever stands between its signs."""
    if sum(one.isdigit() for one in value) < 4:
        return re.escape(value)
    return r"[\s./()\-]*".join(re.escape(one) for one in value if one.isalnum())


def _street(value: str) -> re.Pattern[str]:
    match = _STREET.match(value)
    if not match or not match.group(1):
        name, number = re.fullmatch(r"(.*?)\s*(\d.*)?", value, re.DOTALL).groups()  # type: ignore[union-attr]
        return _bounded(_loosely(name or value) + _number(number))
    name, _, _, number = match.groups()
    return _bounded(_loosely(name) + r"[\s\-]*str(?:a(?:ß|ss)e|\.)?" + _number(number))


def _number(number: str | None) -> str:
    """Match the known house number, or any where none is known or another is written."""
    known = r"[\s,]*" + r"\s?".join(map(re.escape, number.split())) + "|" if number else ""
    return rf"(?:{known}\s*\d{{1,4}}(?:\s?[a-z])?\b)?"


def _loosely(value: str) -> str:
    """Match a value whatever its umlauts, hyphens and spaces."""
    loose = r"[\s\-]+".join(re.escape(part) for part in re.split(r"[\s\-]+", value.strip()) if part)
    for letter, other in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        loose = re.sub(f"{letter}|{other}", f"(?:{letter}|{other})", loose, flags=re.IGNORECASE)
    return loose


def _days(value: str) -> Iterator[re.Pattern[str]]:
    numbers = re.findall(r"\d+", value)
    if len(numbers) != 3:
        yield _bounded(re.escape(value))
        return
    year, month, day = numbers if len(numbers[0]) == 4 else numbers[::-1]
    yield _bounded(rf"0?{int(day)}\.\s?0?{int(month)}\.\s?(?:{year}|{year[-2:]})")
    yield _bounded(rf"{year}-{month}-{day}")


def _bounded(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def record_spans(text: str, facts: Sequence[Fact], names: NameFinder) -> list[Span]:
    """Give all that the record knows in a text."""
    return [*fact_spans(text, facts), *names.spans(text)]
