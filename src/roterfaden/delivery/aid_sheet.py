"""The aid sheet: each part of a letter in German, and beside it in another language.

German is the official language (§ 19 SGB X): the sheet helps to understand, the letter counts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.core import clock, german
from roterfaden.core.errors import Refused
from roterfaden.delivery.content import Part, data, parts, words_of
from roterfaden.delivery.headings import HEADINGS, SAID
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.printing import check_signs
from roterfaden.delivery.texts import Words, delivered_on
from roterfaden.documents.typesetting import Document, Template

_TEMPLATE = Template(Path(__file__).parent / "aid.typ")


def languages(letter: Letter) -> list[str]:
    """Into which languages the words of this letter are translated."""
    return sorted(delivered_on(Kind(letter.kind), letter.event_on).translations)


def printed(letter: Letter, *, language: str, at: datetime) -> Document:
    """The sheet as PDF/UA-1 and PDF/A-3a; raises :class:`Refused` for a language it lacks.

    What was typed for this letter, and words that the office changed, stay German and say so.
    """
    if language not in languages(letter):
        raise Refused(_("In dieser Sprache gibt es noch kein Hilfsblatt. Englisch gibt es."))
    return typeset(letter, words_of(letter), language=language, at=at)


def typeset(letter: Letter, words: Words, *, language: str, at: datetime) -> Document:
    """The same for given words; raises :class:`Refused` for a sign that we cannot print."""
    said = _data(letter, words, language, letter.posted_on or clock.day_of(at))
    check_signs(said)
    return _TEMPLATE.pdf(said, timestamp=at)


def _data(letter: Letter, words: Words, language: str, on: date) -> dict[str, Any]:
    letter_data = data(letter, words, on)
    aid = Words(_translated(letter, words, language), words.wording)
    others = {part.code: part for part in parts(letter, aid, language)}
    pairs = [_pair(part, others.get(part.code), language) for part in parts(letter, words)]
    return {
        "language": language,
        "title": SAID[language]["title"],
        "binding": [
            "Übersetzungshilfe, Entwurf. Es gilt das deutsche Schreiben.",
            SAID[language]["binding"],
        ],
        "office": letter_data["office"],
        "about": f"{letter_data['subject']}, {german.day(on)}",
        "person": str(letter.case.recipient),
        "columns": ["Deutsch", SAID[language]["name"]],
        "untranslated": SAID[language]["untranslated"],
        "practice": letter.practice,
        "pairs": pairs,
        "document": {
            "title": f"{SAID[language]['title']}: {letter_data['subject']}",
            "author": letter_data["office"],
            "description": "Übersetzungshilfe zu einem deutschen Schreiben",
        },
    }


def _translated(letter: Letter, words: Words, language: str) -> Mapping[str, str]:
    """The translated parts whose German words are still those that were translated."""
    begun = delivered_on(Kind(letter.kind), letter.event_on)
    return {
        code: text
        for code, text in begun.translations[language].items()
        if words.paragraphs.get(code) == begun.paragraphs[code] and code not in letter.words
    }


def _pair(part: Part, other: Part | None, language: str) -> dict[str, Any]:
    headings = HEADINGS[language]
    return {
        "heading": part.heading,
        "other_heading": headings.get(part.heading, ""),
        "german": _lines(part, {}),
        "other": _lines(other, headings) if other else [],
    }


def _lines(part: Part, labels: Mapping[str, str]) -> list[str]:
    rows = [f"{labels.get(label, label)}: {value}" for label, value in part.rows]
    return [*part.paragraphs, *rows]
