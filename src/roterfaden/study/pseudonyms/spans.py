"""What was found in a text, and the readable words that take its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What kind of data a passage is; the value is printed in square brackets."""

    NAME = "Name"
    ADDRESS = "Anschrift"
    PLACE = "Ort"
    CUSTOMER = "Kundennummer"
    HOUSEHOLD = "BG-Nummer"
    INSURANCE = "Versicherungsnummer"
    PHONE = "Telefon"
    EMAIL = "E-Mail"
    ACCOUNT = "IBAN"
    DATE = "Datum"
    OTHER = "Angabe"


@dataclass(frozen=True)
class Span:
    """A passage ``text[start:end]``; ``entity`` is the same for the same person or thing."""

    start: int
    end: int
    kind: Kind
    entity: str


@dataclass(frozen=True)
class Replaced:
    """What stood there and what stands there now; positions in the original text."""

    span: Span
    original: str
    placeholder: str


class Placeholders:
    """Numbers entities within one document: ``[Name]``, ``[Name 2]``; dates are not numbered."""

    def __init__(self) -> None:
        self._numbers: dict[Kind, dict[str, int]] = {}

    def of(self, span: Span) -> str:
        """Give the same words for the same entity, in the order of first mention."""
        if span.kind is Kind.DATE:
            return f"[{span.kind}]"
        numbers = self._numbers.setdefault(span.kind, {})
        number = numbers.setdefault(span.entity, len(numbers) + 1)
        return f"[{span.kind}]" if number == 1 else f"[{span.kind} {number}]"


def without_overlaps(layers: Iterable[Iterable[Span]]) -> list[Span]:
    """Keep earlier layers against later ones, and longer spans within a layer; sorted by place."""
    kept: list[Span] = []
    taken = bytearray()
    for layer in layers:
        for span in sorted(layer, key=lambda one: (one.start - one.end, one.start)):
            if span.end > len(taken):
                taken.extend(bytes(span.end - len(taken)))
            if span.start < span.end and not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                kept.append(span)
    return sorted(kept, key=lambda one: one.start)


def replace(
    text: str, spans: Iterable[Span], names: Placeholders
) -> tuple[str, tuple[Replaced, ...]]:
    """Put placeholders in the place of spans that are sorted and do not overlap."""
    parts, replaced, place = [], [], 0
    for span in spans:
        placeholder = names.of(span)
        parts += [text[place : span.start], placeholder]
        replaced.append(Replaced(span, text[span.start : span.end], placeholder))
        place = span.end
    return "".join([*parts, text[place:]]), tuple(replaced)
