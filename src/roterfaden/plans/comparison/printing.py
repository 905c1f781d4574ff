"""A comparison on paper: PDF/UA-1 and PDF/A-3a like the sheet, in German."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.core.errors import Refused
from roterfaden.documents.typesetting import Document, Template, Unprintable
from roterfaden.plans.comparison.model import Kind
from roterfaden.plans.comparison.wording import Section, Told
from roterfaden.plans.sheet.content import direction, words

_TEMPLATE = Template(Path(__file__).parent / "comparison.typ")

LARGE = 15.0
USUAL = 11.0
"""Points: for the recipient, and for staff."""


@dataclass(frozen=True)
class Paper:
    """What stands on the paper: a title, lines about it, sections, and the person in the foot."""

    title: str
    about: Sequence[str]
    sections: Sequence[Section]
    foot: Sequence[str]
    author: str
    for_recipient: bool = False


def typeset(paper: Paper, *, timestamp: datetime) -> Document:
    """The comparison as PDF; raises :class:`Refused` for a sign that our fonts lack."""
    try:
        return _TEMPLATE.pdf(_data(paper), timestamp=timestamp)
    except Unprintable as problem:
        raise Refused(
            _("Das Zeichen „%(sign)s“ kann nicht gedruckt werden.") % {"sign": problem.text}
        ) from problem


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "document": {
            "title": paper.title,
            "author": paper.author,
            "description": "Vergleich zweier Fassungen des Kooperationsplans",
            "keywords": ["Kooperationsplan", "Vergleich"],
        },
        "size": LARGE if paper.for_recipient else USUAL,
        "title": paper.title,
        "about": [_phrase(line) for line in paper.about],
        "sections": [_section(section, paper.for_recipient) for section in paper.sections],
        "foot": [_phrase(line) for line in paper.foot],
    }


def _section(section: Section, for_recipient: bool) -> dict[str, Any]:
    entries = [_entry(one, for_recipient) for one in section.entries]
    before = ""
    for told, entry in zip(section.entries, entries, strict=True):
        entry["over"] = told.rubric if for_recipient and told.rubric != before else ""
        before = told.rubric
    return {"heading": section.heading, "entries": entries}


def _entry(told: Told, for_recipient: bool) -> dict[str, Any]:
    """``mark`` is the word that stands first, ``pieces`` the words as they are now."""
    mark = "" if for_recipient else told.name.capitalize()
    kept = [piece for piece in told.pieces if piece.kind != "gone"]
    shown = kept or list(told.pieces)
    return {
        "mark": mark,
        "lead": f"{told.lead}:" if told.lead else "",
        "direction": direction(_printed(told.text)),
        "quotes": ["„", "“"] if told.is_quote else ["", ""],
        "pieces": [
            {"is_new": told.kind == Kind.CHANGED and one.kind == "new", "text": _printed(one.text)}
            for one in shown
        ],
        "when": told.when,
        "before": _printed(told.before),
        "notes": [_printed(note) for note in told.notes],
    }


def _phrase(text: str) -> dict[str, str]:
    printed = _printed(text)
    return {"text": printed, "direction": direction(printed)}


def _printed(text: str) -> str:
    return " ".join(words(text))
