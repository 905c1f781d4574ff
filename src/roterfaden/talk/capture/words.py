"""A line as words that are read one part after the other until only the text is left."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "–": "-", "—": "-"})
_LEADING, _TRAILING = "\"'„“”»«‚‘(([", "\"'“”»«‘’)],;:!?…"
_LETTERS_AND_DOT = re.compile(r"[^\W\d][^\d]+\.+|14-?[^\W\d]+\.")
_UNIT_AFTER_SLASH = re.compile(r"(?<=\w)/(?=(?:woche|monat|tag|jahr)\b)", re.IGNORECASE)
_ABBREVIATIONS = {
    "mtl": "monatlich",
    "monatl": "monatlich",
    "woechentl": "woechentlich",
    "tgl": "taeglich",
    "taegl": "taeglich",
    "vierteljaehrl": "vierteljaehrlich",
    "halbjaehrl": "halbjaehrlich",
    "jaehrl": "jaehrlich",
    "14-tgl": "14-taeglich",
    "14-taegl": "14-taeglich",
    "nw": "nachweis",
    "nachw": "nachweis",
    "spaet": "spaetestens",
    "spaetest": "spaetestens",
    "schnellstmoegl": "schnellstmoeglich",
}
_ONLY_WITH_DOT = {"spaet"}
_DAY_BEGINS = r"\d|z\.|zum|ende|mitte|anfang|spaet|mittwoch|(?:mon|diens|donners|frei|sams|sonn)tag"
_BY_CONTEXT = tuple(
    (re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])"), word)
    for pattern, word in (
        (rf"b\.(?= (?:{_DAY_BEGINS}))", "bis"),
        (r"z\.(?= \d)", "zum"),
        (r"(?<=ende )d\.(?= woche)", "der"),
        (r"(?<=ende )d\.(?= (?:monat|jahr)e?s)", "des"),
    )
)
NOTHING, READ = "·", "|"
"""How a token without letters or digits, and one that was read already, stand in ``folded``."""


def fold(token: str) -> str:
    """A token as the grammar knows it: small letters, ``ae`` for ``ä``, no marks around it."""
    bare = token.casefold().translate(_SPELLINGS).lstrip(_LEADING).rstrip(_TRAILING)
    has_dot = _LETTERS_AND_DOT.fullmatch(bare) is not None
    if has_dot:
        bare = bare.rstrip(".")
    if has_dot or bare not in _ONLY_WITH_DOT:
        bare = _ABBREVIATIONS.get(bare, bare)
    return bare or NOTHING


def _spelled_out(folds: list[str]) -> list[str]:
    """The folded tokens, single letters that stand for a word before a day spelled out."""
    line = " ".join(folds)
    for pattern, word in _BY_CONTEXT:
        line = pattern.sub(word, line)
    return line.split(" ")


@dataclass(frozen=True)
class Found:
    """A match with the tokens that it covers: from ``first`` up to, not including, ``end``."""

    match: re.Match[str]
    first: int
    end: int


@dataclass
class Words:
    """The tokens of one entry; ``proof_from`` is where the words of the proof begin."""

    tokens: list[str]
    folds: list[str] = field(init=False)
    is_read: list[bool] = field(init=False)
    proof_from: int = field(init=False)

    def __post_init__(self) -> None:
        self.folds = _spelled_out([fold(token) for token in self.tokens]) if self.tokens else []
        self.is_read = [False] * len(self.tokens)
        self.proof_from = len(self.tokens)

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of a text, in one spelling of composed letters; ``/Woche`` is a word."""
        spaced = _UNIT_AFTER_SLASH.sub(" /", unicodedata.normalize("NFC", text))
        return cls(spaced.split())

    @property
    def folded(self) -> str:
        """All tokens as the grammar knows them; a bar stands for each that was read."""
        return " ".join(
            READ if read else fold for fold, read in zip(self.folds, self.is_read, strict=True)
        )

    def find(self, pattern: re.Pattern[str]) -> Found | None:
        """The first place where whole tokens match."""
        return next(iter(self.find_all(pattern)), None)

    def find_all(self, pattern: re.Pattern[str]) -> list[Found]:
        """All places where whole tokens match, in order."""
        folded = self.folded
        starts = [0, *(place.end() for place in re.finditer(" ", folded))]
        return [
            Found(match, bisect_left(starts, match.start()), bisect_left(starts, match.end()))
            for match in pattern.finditer(folded)
        ]

    def before(self, place: int) -> str:
        """The folded words before a token, to look back from it."""
        return " ".join(self._shown(0, place))

    def after(self, place: int) -> str:
        """The folded words from a token on."""
        return " ".join(self._shown(place, len(self.folds)))

    def take(self, first: int, end: int) -> None:
        """These tokens are read: they stand in no text any more."""
        self.is_read[first:end] = [True] * (end - first)

    def left(self, first: int = 0, end: int | None = None) -> list[str]:
        """The tokens that nothing was read from."""
        places = range(first, len(self.tokens) if end is None else end)
        return [self.tokens[place] for place in places if not self.is_read[place]]

    @property
    def read_words(self) -> list[str]:
        """The tokens that were read."""
        pairs = zip(self.tokens, self.is_read, strict=True)
        return [token for token, is_read in pairs if is_read]

    def _shown(self, first: int, end: int) -> list[str]:
        return [READ if self.is_read[place] else self.folds[place] for place in range(first, end)]


def whole(pattern: str) -> re.Pattern[str]:
    """A pattern that matches whole tokens of a folded line only."""
    return re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])")
