"""What a model sees of a text: its words, and the fours of letters within each word.

The fours let „Integrationskurs“ speak for what „Sprachkurs“ taught, and forgive inflection and
misspelling; they never cross from word to word, so that every clue belongs to one word.
"""

import re
from functools import lru_cache

LETTERS = 4
_WORD = re.compile(r"\w\w+")
_COMMON = frozenset(
    "aber als am an auch auf aus bei beim bin bis da damit das dass dem den der des die dies diese "
    "dieser ein eine einem einen einer eines er es für habe hat ich ihr im in ist kann mein meine "
    "meinem meinen meiner meines mich mir mit möchte nach oder sein sich sie sind so über um und "
    "uns von vom vor war was wenn wie will wir wird zu zum zur".split()
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, without those that stand in every text."""
    return [word for word in _WORD.findall(text.lower()) if word not in _COMMON]


@lru_cache(maxsize=200_000)
def clues(word: str) -> tuple[str, ...]:
    """The word itself and its fours of letters; a blank marks where it begins and ends."""
    marked = f" {word} "
    fours = (marked[at : at + LETTERS] for at in range(len(marked) - LETTERS + 1))
    return (word, *fours)


def analyse(text: str) -> list[str]:
    """All clues of a text."""
    return [clue for word in words(text) for clue in clues(word)]
