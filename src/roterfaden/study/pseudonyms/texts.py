"""Pseudonymise one text: the record first, then patterns; suspicious rests are flagged."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roterfaden.study.pseudonyms.flags import Flag, flags
from roterfaden.study.pseudonyms.matching import NameFinder, record_spans
from roterfaden.study.pseudonyms.patterns import pattern_layers, titled_spans
from roterfaden.study.pseudonyms.records import Fact
from roterfaden.study.pseudonyms.spans import Placeholders, Replaced, replace, without_overlaps


@dataclass(frozen=True)
class Pseudonymised:
    """A text without what was known or had a form; ``replaced`` belongs into the key file."""

    text: str
    replaced: tuple[Replaced, ...]
    flags: tuple[Flag, ...]


@dataclass
class Pseudonymiser:
    """Knows one document's people and numbers them alike in all of its texts."""

    facts: Sequence[Fact] = ()
    placeholders: Placeholders = field(default_factory=Placeholders)

    def __post_init__(self) -> None:
        self._names = NameFinder(self.facts)

    def text(self, text: str) -> Pseudonymised:
        """Replace what the record knows, then patterns, then people after Herr and Frau."""
        layers = (
            record_spans(text, self.facts, self._names),
            *pattern_layers(text),
            list(titled_spans(text)),
        )
        changed, replaced = replace(text, without_overlaps(layers), self.placeholders)
        return Pseudonymised(changed, replaced, tuple(flags(changed)))
