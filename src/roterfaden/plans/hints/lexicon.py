"""Word lists and phrases from ``words/*.yaml``, read once.

Lists are words with spaces between. A term of several words has ``_`` between them; ``*`` stands
for any ending or beginning of a word, ``…`` for words in between: ``teil*_…_mit``. A term with a
capital letter is matched as written (``Sucht``), all others in lower case.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FOLDER = files("roterfaden.plans.hints") / "words"
_NEVER = re.compile(r"(?!)")
_GAP = 15
"""Words that ``…`` stands for at most, so that a long text is read in one go."""


@dataclass(frozen=True)
class Terms:
    """A list of terms as patterns, applied to words joined by single spaces.

    ``phrases`` are those of ``lower`` that have several words.
    """

    lower: re.Pattern[str]
    as_written: re.Pattern[str]
    phrases: re.Pattern[str]

    def found_in(self, words: str) -> str:
        """The first words that a term describes, as written, or nothing."""
        said = f" {words} "
        match = self.lower.search(said.lower()) or self.as_written.search(said)
        return said[match.start() : match.end()] if match else ""

    def phrases_removed_from(self, words: str) -> str:
        """The words without terms of several words."""
        return self.phrases.sub("", f" {words.lower()} ")

    def knows(self, word: str) -> bool:
        """Whether a term describes exactly this word in lower case."""
        return self.lower.match(f" {word} ", 1) is not None


@dataclass(frozen=True)
class Group:
    """Words that mean something together: one of ``any``, one of ``along``, none of ``unless``."""

    name: str
    any: Terms
    along: Terms | None
    unless: Terms | None

    def found_in(self, words: str) -> str:
        """The words of ``any`` that were found, where the whole group holds; else nothing."""
        if self.along and not self.along.found_in(words):
            return ""
        if self.unless and self.unless.found_in(words):
            return ""
        return self.any.found_in(words)


def terms(listed: Iterable[str]) -> Terms:
    """Terms compiled."""
    every = list(listed)
    as_written = [term for term in every if term != term.lower()]
    lower = set(every) - set(as_written)
    phrases = [term for term in lower if "_" in term]
    return Terms(_compiled(lower), _compiled(as_written), _compiled(phrases))


@cache
def general(name: str, key: str) -> Terms:
    """All words of a file's blocks ``key``, each block with its source, as one list of terms."""
    blocks: Iterable[Mapping[str, str]] = read(name)[key]
    return terms(word for block in blocks for word in block["words"].split())


@cache
def groups(name: str) -> tuple[Group, ...]:
    """The groups of a file, in its order."""
    return tuple(
        Group(each["name"], terms(each["any"].split()), _some(each, "along"), _some(each, "unless"))
        for each in read(name)["groups"]
    )


@cache
def read(name: str) -> Mapping[str, Any]:
    """The content of one file of word lists."""
    content: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return content


def _some(group: Mapping[str, str], key: str) -> Terms | None:
    return terms(group[key].split()) if key in group else None


def _compiled(listed: Iterable[str]) -> re.Pattern[str]:
    patterns = "|".join(_pattern(term) for term in sorted(listed))
    return re.compile(rf"(?<= )(?:{patterns})(?= )") if patterns else _NEVER


def _pattern(term: str) -> str:
    return " ".join(_word(word) for word in term.split("_")).replace(
        " … ", f"(?: [^ ]+){{0,{_GAP}}}? "
    )


def _word(word: str) -> str:
    return word if word == "…" else re.escape(word).replace(r"\*", "[^ ]*")
