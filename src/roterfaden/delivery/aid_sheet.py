"""The aid sheet: each part of a letter in German, and beside it in another language.

German is the official language (§ 19 SGB X): the sheet helps to understand, the letter counts.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.core import clock, german
from roterfaden.core.errors import Refused
from roterfaden.delivery.content import Part, data, parts, words_of
from roterfaden.delivery.gaps import fill, gaps_of
from roterfaden.delivery.headings import HEADINGS, SAID
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.texts import delivered_on
from roterfaden.documents import glyphs
from roterfaden.documents.typesetting import FONTS, Document, Template

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
    said = _data(letter, language, at)
    if signs := glyphs.unprintable(json.dumps(said, ensure_ascii=False), FONTS):
        raise Refused(
            _("Das Zeichen „%(sign)s“ kann nicht gedruckt werden. Schreiben Sie es um.")
            % {"sign": signs[0]}
        )
    return _TEMPLATE.pdf(said, timestamp=at)


def _data(letter: Letter, language: str, at: datetime) -> dict[str, Any]:
    words = words_of(letter)
    on = letter.posted_on or clock.day_of(at)
    letter_data = data(letter, words, on)
    translated = _translated(letter, language)
    pairs = [_pair(part, translated, language) for part in parts(letter, words)]
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


def _translated(letter: Letter, language: str) -> Mapping[str, list[str]]:
    """The translated parts whose German words are still those that were translated."""
    begun = delivered_on(Kind(letter.kind), letter.event_on)
    current = words_of(letter).paragraphs
    gaps = gaps_of(letter)
    return {
        code: fill(text, gaps)
        for code, text in begun.translations[language].items()
        if current.get(code) == begun.paragraphs[code] and code not in letter.words
    }


def _pair(part: Part, translated: Mapping[str, list[str]], language: str) -> dict[str, Any]:
    german_side = list(part.paragraphs) or [f"{label}: {value}" for label, value in part.rows]
    if part.rows:
        other = [f"{HEADINGS[language][label]}: {value}" for label, value in part.rows]
    else:
        other = list(translated.get(part.code, []))
    return {
        "heading": part.heading,
        "other_heading": HEADINGS[language].get(part.heading, ""),
        "german": german_side,
        "other": other,
        "is_framed": part.is_framed,
    }
