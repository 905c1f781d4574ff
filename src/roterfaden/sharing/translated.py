"""What an entry says in another language: typed words, else its block's translation, else German.

The German text is binding; everything here is an aid beside it (§ 19 SGB X).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from babel.dates import format_date
from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from roterfaden.plans.models import Entry, TextBlock, TextBlockTranslation
from roterfaden.plans.text_blocks.delivered import gap
from roterfaden.plans.text_blocks.filling import read_back
from roterfaden.plans.text_blocks.gaps import pieces
from roterfaden.sharing.languages import LANGUAGES
from roterfaden.sharing.models import EntryTranslation


@dataclass(frozen=True)
class Part:
    """A part of a wording; ``is_german`` marks what was typed in German inside a translation."""

    text: str
    is_german: bool = False


@dataclass(frozen=True)
class Wording:
    """The words of an entry in the chosen language.

    ``is_german``: there is no translation. ``is_draft``: nobody has reviewed the one there is.
    """

    parts: tuple[Part, ...]
    is_german: bool = False
    is_draft: bool = False

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(part.text for part in self.parts)


def wordings(entries: Iterable[Entry], language: str) -> dict[UUID, Wording]:
    """Each entry in this language; two queries, none for German.

    ``entries`` come with their text blocks.
    """
    listed = list(entries)
    if language == "de":
        return {entry.pk: _german(entry) for entry in listed}
    typed = EntryTranslation.objects.filter(entry__in=[e.pk for e in listed], language=language)
    by_entry = {one.entry_id: one for one in typed}
    blocks = [entry.text_block_id for entry in listed if entry.text_block_id]
    of_blocks = TextBlockTranslation.objects.filter(block__in=blocks, language=language)
    by_block = {one.block_id: one for one in of_blocks}
    return {entry.pk: _wording(entry, language, by_entry, by_block) for entry in listed}


def _wording(
    entry: Entry,
    language: str,
    typed: Mapping[UUID, EntryTranslation],
    of_blocks: Mapping[UUID, TextBlockTranslation],
) -> Wording:
    own = typed.get(entry.pk)
    if own is not None and own.german == entry.text:
        return Wording((Part(own.text),), is_draft=True)
    of_block = of_blocks.get(entry.text_block_id) if entry.text_block_id else None
    if of_block is not None and entry.text_block is not None:
        values = _values(entry.text_block, entry.text)
        if values is not None:
            parts = tuple(_filled(of_block.text, values, language))
            return Wording(parts, is_draft=of_block.state == TextBlockTranslation.State.DRAFT)
    return _german(entry, is_german=not LANGUAGES[language].is_german)


def _german(entry: Entry, *, is_german: bool = False) -> Wording:
    return Wording((Part(entry.text, is_german=is_german),), is_german=is_german)


def _values(block: TextBlock, text: str) -> dict[str, str] | None:
    """What stands in the block's gaps; None where the entry says something else by now."""
    values = read_back(block.text, text)
    rebuilt = "".join(
        values.get(piece.gap, f"[{gap(piece.gap).label}]") if piece.gap else piece.text
        for piece in pieces(" ".join(block.text.split()))
    )
    return values if rebuilt == text else None


def _filled(wording: str, values: Mapping[str, str], language: str) -> Iterator[Part]:
    for piece in pieces(wording):
        if not piece.gap:
            yield Part(piece.text)
        elif piece.gap in values:
            yield _localised(values[piece.gap], gap(piece.gap).kind, language)
        else:
            yield Part(f"[{gap(piece.gap, language).label}]")


def _localised(value: str, kind: str, language: str) -> Part:
    """A number or a day as the language writes it; other words stay German and are marked so."""
    tag = LANGUAGES[language].tag
    try:
        if kind == "number":
            return Part(format_decimal(parse_decimal(value, locale="de"), locale=tag))
        if kind == "day":
            on = datetime.strptime(value, "%d.%m.%Y").date()  # noqa: DTZ007  a day, no moment
            return Part(format_date(on, "long", locale=tag))
    except (NumberFormatError, ValueError):
        pass
    return Part(value, is_german=not LANGUAGES[language].is_german)
