"""Sets the leaflet: the largest text that fits on one A4 page, down to 10 points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from json import dumps, loads
from pathlib import Path
from typing import Any

from roterfaden.core import english, german
from roterfaden.documents import glyphs
from roterfaden.documents.typesetting import FONTS, Template
from roterfaden.plans.leaflet.model import (
    FEET,
    MOTTOS,
    SECTIONS,
    TITLES,
    VALID_FROM,
    Office,
    Text,
    sentences,
)

STEPS = (
    {"size": 12.0, "air": 1.0, "height": 1.42},
    {"size": 11.5, "air": 0.9, "height": 1.4},
    {"size": 11.0, "air": 0.8, "height": 1.38},
    {"size": 10.5, "air": 0.7, "height": 1.36},
    {"size": 10.0, "air": 0.55, "height": 1.3},
)
"""Steps of layout, most comfortable first, as on the sheet of the plan."""

LARGE = {"size": 18.0, "air": 1.1, "height": 1.42}

_TEMPLATE = Template(Path(__file__).parent / "leaflet.typ")


class TooLong(Exception):
    """The leaflet does not fit on one page at 10 points."""


class Unprintable(Exception):
    """Signs that no font of ours has."""

    def __init__(self, signs: tuple[str, ...]) -> None:
        super().__init__(" ".join(signs))
        self.signs = signs


@dataclass(frozen=True)
class Leaflet:
    """The leaflet as PDF: pages and the size of its text in points."""

    pdf: bytes
    pages: int
    size_pt: float


def typeset(
    text: Text,
    office: Office,
    *,
    language: str = "de",
    large_print: bool = False,
    one_page: bool = True,
) -> Leaflet:
    """The leaflet as PDF/UA-1 and PDF/A-3a; the same text and office give the same bytes.

    Raises :class:`Unprintable` and, unless ``one_page`` is False, :class:`TooLong`. What was set
    lately is remembered: a leaflet is the same for each plan of a day.
    """
    data = dumps(_data(text, office, language), ensure_ascii=False, sort_keys=True)
    result = _set(data, text.written_at, large_print)
    if one_page and not large_print and result.pages > 1:
        raise TooLong
    return result


def preview(text: Text, office: Office, *, language: str = "de") -> bytes:
    """The first page as SVG while it is written; raises :class:`TooLong`."""
    data = _data(text, office, language)
    for step in STEPS:
        picture = _TEMPLATE.svg(data | {"step": step, "large": False})
        if len(picture.pages) == 1:
            return bytes(picture.pages[0])
    raise TooLong


@lru_cache(maxsize=16)
def _set(data: str, moment: datetime, large: bool) -> Leaflet:
    said: dict[str, Any] = loads(data)
    if signs := glyphs.unprintable(data, FONTS):
        raise Unprintable(signs)
    for step in [LARGE] if large else STEPS:
        document = _TEMPLATE.pdf(said | {"step": step, "large": large}, timestamp=moment)
        if document.pages == 1:
            break
    return Leaflet(document.content, document.pages, step["size"])


def _data(text: Text, office: Office, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "title": TITLES[language],
        "motto": MOTTOS[language],
        "jobcentre": office.name,
        "date": "" if text.is_delivered else _since(text, language),
        "sections": [
            {"heading": section.headings[language], "rules": said}
            for section in SECTIONS
            if (said := sentences(text.rules, section.code, language, office))
        ],
        "foot": FEET[language],
        "contact": [part for part in (office.address, office.phone) if part],
        "document": _document(office, language),
    }


def _since(text: Text, language: str) -> str:
    words = english if language == "en" else german
    return f"{VALID_FROM[language]} {words.day(text.valid_from_on)}"


def _document(office: Office, language: str) -> Mapping[str, Any]:
    title = {"de": "Merkblatt: So arbeiten wir zusammen", "en": "Leaflet: How we work together"}
    return {"title": title[language], "author": office.name, "description": MOTTOS[language]}
