"""The leaflet as text fields: for each section and language one sentence a line."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.plans import leaflet
from roterfaden.web.components.forms import GermanDateField

_LANGUAGE_NAMES = {"de": gettext_lazy("Deutsch"), "en": gettext_lazy("Englisch")}
_NO_SENTENCE = "–"
"""Stands in a translation for a sentence that is not translated."""


class LeafletForm(forms.Form):
    """Every section in every language, and from when it holds; ``rules`` is what was written."""

    valid_from_on = GermanDateField(
        label=gettext_lazy("Gilt ab"),
        help_text=gettext_lazy("Heute oder später. Bis dahin gilt das bisherige."),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for section in leaflet.SECTIONS:
            for language in leaflet.LANGUAGES:
                self.fields[f"{section.code}_{language}"] = forms.CharField(
                    label=f"{section.headings['de']} ({_LANGUAGE_NAMES[language]})",
                    widget=forms.Textarea(attrs={"rows": 7, "lang": language}),
                    required=section.is_needed and language == "de",
                    max_length=4000,
                    error_messages={
                        "required": gettext_lazy(
                            "Hier fehlt noch ein Satz. Beide Seiten gehören auf das Merkblatt."
                        )
                    },
                )
        self.order_fields([*(name for name in self.fields if name != "valid_from_on")])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for section in leaflet.SECTIONS:
            german = lines(cleaned.get(f"{section.code}_de", ""))
            for language in leaflet.LANGUAGES[1:]:
                translated = lines(cleaned.get(f"{section.code}_{language}", ""))
                if len(translated) > len(german):
                    message = _(
                        "Hier stehen %(more)d Sätze, auf Deutsch %(fewer)d. Jede Zeile übersetzt "
                        "die gleiche Zeile des deutschen Textes."
                    )
                    numbers = {"more": len(translated), "fewer": len(german)}
                    self.add_error(f"{section.code}_{language}", ValidationError(message % numbers))
        return cleaned

    @property
    def rules(self) -> leaflet.Rules:
        """What was written, also while it is not yet as it should be."""
        said = {name: self.data.get(name, "") for name in self.fields}
        return {section.code: _sentences(said, section.code) for section in leaflet.SECTIONS}

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The fields by section, for the page."""
        return [
            {
                "section": section,
                "fields": [self[f"{section.code}_{language}"] for language in leaflet.LANGUAGES],
            }
            for section in leaflet.SECTIONS
        ]


def lines(text: str) -> list[str]:
    """The sentences of a field, one a line; empty lines count for nothing."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def initial_of(text: leaflet.Text) -> dict[str, str]:
    """A leaflet as the fields show it."""
    fields = {}
    for section in leaflet.SECTIONS:
        sentences = text.rules.get(section.code, [])
        for language in leaflet.LANGUAGES:
            said = [sentence.get(language, "") for sentence in sentences]
            while said and not said[-1]:
                said.pop()
            fields[f"{section.code}_{language}"] = "\n".join(one or _NO_SENTENCE for one in said)
    return fields


def _sentences(said: dict[str, str], code: str) -> list[dict[str, str]]:
    """The lines of all languages, side by side."""
    rows = zip_longest(
        *(lines(said[f"{code}_{language}"]) for language in leaflet.LANGUAGES), fillvalue=""
    )
    pairs = (dict(zip(leaflet.LANGUAGES, row, strict=True)) for row in rows)
    kept = ({k: v for k, v in pair.items() if v and v != _NO_SENTENCE} for pair in pairs)
    return [pair for pair in kept if pair.get("de")]
