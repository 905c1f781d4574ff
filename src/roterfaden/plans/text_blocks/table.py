"""Text blocks as a table: one row a block, German headings, a pair of columns for each language.

The same file goes out and comes in (``docs/reference/text-blocks-csv.md``). What a spreadsheet
would run as a formula goes out with an apostrophe in front and comes in without it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils import translation

from roterfaden.core.german import day as german_day
from roterfaden.core.tables.columns import Column, Fault
from roterfaden.core.tables.columns import day as read_day
from roterfaden.core.tables.header import Layout
from roterfaden.core.tables.rows import Faults, Table
from roterfaden.core.tables.source import Record
from roterfaden.plans.models import TextBlock, TextBlockTranslation
from roterfaden.plans.text_blocks.delivered import topics_of
from roterfaden.plans.text_blocks.languages import LANGUAGES, german_name
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS
from roterfaden.plans.topics import (
    GOAL_TOPICS,
    JOBCENTRE_STEP_TOPICS,
    OTHER_BODY_TOPICS,
    RECIPIENT_STEP_TOPICS,
)

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n]")
_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_KEY = 60


@dataclass(frozen=True)
class BlockRow:
    """A readable row: ``values`` by field holds only what the file has a column for.

    Fields are those of ``BlockContent``, ``key``, ``state``, and for each language its code for the
    wording and ``<code>_state``.
    """

    line: int
    raw: str
    values: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What names the block in every file."""
        return str(self.values["key"])


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Undoes :func:`guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def as_csv(blocks: Iterable[TextBlock]) -> bytes:
    """The blocks for a spreadsheet: semicolons, UTF-8 with its mark; translations prefetched."""
    rows = [(block, {one.language: one for one in block.translations.all()}) for block in blocks]
    used = {language for _block, found in rows for language in found}
    languages = [code for code in LANGUAGES if code in used or code == "en"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*_HEADINGS, *(name for code in languages for name in _headings_of(code))])
    for block, found in rows:
        writer.writerow([guarded(cell) for cell in _cells(block, found, languages)])
    return text.getvalue().encode("utf-8-sig")


class BlockTable(Table[BlockRow]):
    """The rows of such a file, checked as far as a row can be without the database."""

    key = "Schlüssel"

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        """The columns; read late, because German names come from lazy texts."""
        return _layout()

    def contradictions(self, values: dict[str, Any]) -> Faults:
        """The name of the topic becomes its code, which hangs on the rubric."""
        rubric, topic = values.get("rubric"), values.get("topic")
        if not rubric or not topic:
            return []
        codes = topics_of(rubric)
        names = _topic_names(rubric)
        code = topic if topic in codes else names.get(_folded(topic))
        if code is None:
            known = ", ".join(_topic_name(rubric, one) for one in codes) or "keine"
            return [("Thema", f"gibt es in dieser Rubrik nicht. Möglich: {known}.")]
        values["topic"] = code
        return []

    def row(self, record: Record, values: dict[str, Any]) -> BlockRow:
        return BlockRow(record.line, record.raw, values)


def column_of(field: str) -> str:
    """The heading under which a field stands; the field itself where there is none."""
    columns = _layout().columns.values()
    return next((column.name for column in columns if column.field == field), field)


def _cells(
    block: TextBlock, found: Mapping[str, TextBlockTranslation], languages: Iterable[str]
) -> list[str]:
    cells = [
        block.key,
        _names_of(TextBlock.Rubric)[block.rubric],
        _topic_name(block.rubric, block.topic),
        _names_of(TextBlock.Form)[block.form],
        block.text,
        block.keywords,
        _offer_names().get(block.offer_kind, ""),
        block.source,
        german_day(block.valid_from_on) if block.valid_from_on else "",
        german_day(block.valid_until_on) if block.valid_until_on else "",
        _names_of(TextBlock.State)[block.state],
    ]
    for code in languages:
        one = found.get(code)
        state = _names_of(TextBlockTranslation.State)[one.state] if one else ""
        cells += [one.text if one else "", state]
    return cells


@cache
def _layout() -> Layout:
    columns = [
        Column("Schlüssel", "key", _key, required=True),
        Column("Rubrik", "rubric", _one_of(_names_of(TextBlock.Rubric)), required=True),
        Column("Thema", "topic", _plain),
        Column("Form", "form", _one_of(_names_of(TextBlock.Form)), empty=TextBlock.Form.PLAIN),
        Column("Text", "text", _plain, required=True),
        Column("Stichwörter", "keywords", _plain),
        Column("Förderangebot", "offer_kind", _one_of(_offer_names())),
        Column("Quelle", "source", _short),
        Column("Gültig von", "valid_from_on", read_day, empty=None),
        Column("Gültig bis", "valid_until_on", read_day, empty=None),
        Column("Zustand", "state", _one_of(_names_of(TextBlock.State)), empty_says_nothing=True),
    ]
    states = _one_of(_names_of(TextBlockTranslation.State))
    for code in LANGUAGES:
        words, state = _headings_of(code)
        columns.append(Column(words, code, _plain))
        columns.append(Column(state, f"{code}_state", states, empty_says_nothing=True))
    return Layout({column.name: column for column in columns}, "eine Zeile je Baustein")


_HEADINGS = (
    *("Schlüssel", "Rubrik", "Thema", "Form", "Text", "Stichwörter", "Förderangebot", "Quelle"),
    *("Gültig von", "Gültig bis", "Zustand"),
)


def _headings_of(code: str) -> tuple[str, str]:
    name = german_name(code)
    return name, f"Zustand {name}"


def _plain(text: str, _today: date) -> str:
    return unguarded(text)


def _short(text: str, _today: date) -> str:
    if len(text) > 120:
        raise Fault("ist länger als 120 Zeichen. Bitte kürzen Sie den Eintrag.")
    return unguarded(text)


def _key(text: str, _today: date) -> str:
    if not _KEY.fullmatch(text) or len(text) > _LONGEST_KEY:
        raise Fault(
            "darf nur kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche haben, höchstens "
            f"{_LONGEST_KEY}, zum Beispiel eigen-sprachcafe."
        )
    return text


def _one_of(names: Mapping[str, str]) -> Callable[[str, date], str]:
    """Reads the German name, whatever its case, or the code."""
    codes = {_folded(name): code for code, name in names.items()} | {code: code for code in names}

    def read(text: str, _today: date) -> str:
        code = codes.get(_folded(unguarded(text)))
        if code is None:
            raise Fault(f"„{text[:40]}“ gibt es nicht. Möglich: {', '.join(names.values())}.")
        return code

    return read


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("...", "…").split())


@cache
def _names_of(choices: Any) -> dict[str, str]:
    with translation.override("de"):
        return {code: str(label) for code, label in choices.choices}


@cache
def _offer_names() -> dict[str, str]:
    with translation.override("de"):
        return {kind.code: str(kind.name) for kind in OFFER_KINDS}


def _topic_name(rubric: str, code: str) -> str:
    topics = {
        "step_recipient": RECIPIENT_STEP_TOPICS,
        "step_jobcentre": JOBCENTRE_STEP_TOPICS,
        "step_other": OTHER_BODY_TOPICS,
        "aspect": (),
    }.get(rubric, GOAL_TOPICS)
    with translation.override("de"):
        return next((str(topic.name) for topic in topics if topic.code == code), "")


def _topic_names(rubric: str) -> dict[str, str]:
    return {_folded(_topic_name(rubric, code)): code for code in topics_of(rubric)}
