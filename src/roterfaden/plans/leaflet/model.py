"""The leaflet as plain values: sections of sentences, each in German and perhaps translated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GERMAN = "de"
LANGUAGES = ("de", "en")
"""German binds; every other language is an aid beside it."""

Sentences = list[dict[str, str]]
Rules = dict[str, Sentences]
"""For each section its sentences by language: ``{"office": [{"de": "Wir …", "en": "We …"}]}``."""


@dataclass(frozen=True)
class Section:
    """A section with its headings by language; a needed one holds at least one sentence."""

    code: str
    name: str | Promise
    headings: Mapping[str, str]
    is_needed: bool = True


SECTIONS = (
    Section(
        "office",
        _("Was wir tun"),
        {"de": "Darauf können Sie sich bei uns verlassen", "en": "What you can rely on from us"},
    ),
    Section(
        "you",
        _("Worum wir bitten"),
        {"de": "Darum bitten wir Sie", "en": "What we ask of you"},
    ),
    Section(
        "good_to_know",
        _("Gut zu wissen"),
        {"de": "Gut zu wissen", "en": "Good to know"},
        is_needed=False,
    ),
)
"""Both sides have their section, the office first: a leaflet never asks without promising."""

TITLES = {"de": "SO ARBEITEN WIR ZUSAMMEN", "en": "HOW WE WORK TOGETHER"}
MOTTOS = {
    "de": "Merkblatt zu Ihrem Kooperationsplan",
    "en": "Leaflet that goes with your Kooperationsplan",
}
FEET = {
    "de": "Dieses Merkblatt erklärt, wie wir zusammenarbeiten. Es ist kein Bescheid.",
    "en": "This leaflet explains how we work together. It is no official decision. "
    "The German text is the binding one.",
}
VALID_FROM = {"de": "gültig ab", "en": "valid from"}


@dataclass(frozen=True)
class Office:
    """What is filled into gaps and printed in head and foot."""

    name: str
    phone: str = ""
    address: str = ""

    @property
    def gaps(self) -> dict[str, str]:
        """Each gap and what stands there."""
        return {"jobcenter": self.name, "telefon": self.phone, "anschrift": self.address}


@dataclass(frozen=True)
class Text:
    """The leaflet that holds on a day: its sentences, since when, and when it was written.

    ``written_at`` (aware) is the moment of the PDF: the same text gives the same bytes.
    """

    rules: Rules
    valid_from_on: date
    written_at: datetime
    is_delivered: bool = False


def sentences(rules: Mapping[str, Any], code: str, language: str, office: Office) -> list[str]:
    """The sentences of a section in a language; German where nobody translated.

    A sentence with a gap for which the office has no answer is left out.
    """
    kept: Sequence[Mapping[str, str]] = rules.get(code, [])
    said = [one.get(language) or one[GERMAN] for one in kept]
    filled = (_filled(sentence, office.gaps) for sentence in said)
    return [sentence for sentence in filled if sentence]


def _filled(sentence: str, gaps: Mapping[str, str]) -> str:
    for name, value in gaps.items():
        gap = f"{{{name}}}"
        if gap in sentence and not value:
            return ""
        sentence = sentence.replace(gap, value)
    return sentence
