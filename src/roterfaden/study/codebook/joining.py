"""One codebook out of several: for plans and for talks alike."""

import re
from collections.abc import Collection
from dataclasses import replace

from roterfaden.study.codebook.model import Codebook, Dimension
from roterfaden.study.troubles import WrongData


def joined(book: Codebook, other: Codebook, dimensions: Collection[str] = ()) -> Codebook:
    """A draft of ``book`` with these dimensions of ``other`` behind its own, or with all.

    Sources and licences of both are named. Raises ``WrongData`` for a dimension that ``other``
    lacks or whose id or title ``book`` has already.
    """
    taken = [other.dimension(one) for one in dimensions] or list(other)
    for one in taken:
        _check_new(book, one)
    return replace(
        book,
        status="draft",
        source=_both(book.source, other.source),
        licence=_both(book.licence, other.licence),
        dimensions=(*book.dimensions, *taken),
    )


def next_version(version: str, known: Collection[str] = ()) -> str:
    """The version with its last number counted up until nobody has it: 1.0, 1.1, 1.2."""
    while True:
        begin, last = re.fullmatch(r"(.*?)(\d*)", version, re.DOTALL).groups()  # type: ignore[union-attr]
        version = f"{begin}{int(last) + 1}" if last else f"{begin}.1"
        if version not in known:
            return version


def _check_new(book: Codebook, one: Dimension) -> None:
    if any({one.id, one.title} & {own.id, own.title} for own in book):
        raise WrongData(
            f"Die Dimension „{one.title}“ steht schon in „{book.title}“.",
            "Eine andere wählen oder ihr im Entwurf eine andere id und einen anderen Titel geben.",
        )


def _both(one: str, other: str) -> str:
    """Both texts, each once."""
    return "; ".join(dict.fromkeys(text for text in (one, other) if text))
