"""Word lists and phrases from ``words/*.yaml``, read once.

A term is one or more words in lower case as they follow one another; ``*`` stands for any ending
or beginning of a word, ``…`` for words in between: ``teil* … mit``.
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


@dataclass(frozen=True)
class Terms:
    """A list of terms as one pattern, applied to words joined by single spaces."""

    pattern: re.Pattern[str]

    def found_in(self, joined: str) -> str:
        """The first words that a term describes, or nothing."""
        match = self.pattern.search(f" {joined} ")
        return match.group().strip() if match else ""

    def knows(self, word: str) -> bool:
        """Whether a term describes exactly this."""
        return self.pattern.fullmatch(f" {word} ", 1, len(word) + 1) is not None


@dataclass(frozen=True)
class Group:
    """Words that mean something together: one of ``any``, one of ``along``, none of ``unless``."""

    name: str
    any: Terms
    along: Terms | None
    unless: Terms | None

    def found_in(self, joined: str) -> str:
        """The words of ``any`` that were found, where the whole group holds; else nothing."""
        if self.along and not self.along.found_in(joined):
            return ""
        if self.unless and self.unless.found_in(joined):
            return ""
        return self.any.found_in(joined)


def terms(listed: Iterable[str]) -> Terms:
    """Terms compiled."""
    patterns = [_pattern(term) for term in listed]
    if not patterns:
        return Terms(_NEVER)
    return Terms(re.compile(rf"(?<= )(?:{'|'.join(patterns)})(?= )"))


def groups(listed: Iterable[Mapping[str, Any]]) -> tuple[Group, ...]:
    """Groups of a file, in its order."""
    return tuple(
        Group(
            each["name"],
            terms(each["any"]),
            terms(each["along"]) if "along" in each else None,
            terms(each["unless"]) if "unless" in each else None,
        )
        for each in listed
    )


@cache
def read(name: str) -> Mapping[str, Any]:
    """The content of one file of word lists."""
    content: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return content


def _pattern(term: str) -> str:
    return " ".join(_word(word) for word in term.split()).replace(" … ", "(?: [^ ]+)*? ")


def _word(word: str) -> str:
    return word if word == "…" else re.escape(word).replace(r"\*", "[^ ]*")
