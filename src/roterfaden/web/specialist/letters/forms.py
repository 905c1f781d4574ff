"""The words of a kind of letter as one field a part."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.sections import SECTIONS
from roterfaden.web.components.forms import GermanDateField


class WordingForm(forms.Form):
    """From when it holds, and every part."""

    begins_on = GermanDateField(
        label=_("Gilt für Ereignisse ab"),
        help_text=_("Es zählt der Tag des Ereignisses, nicht der Tag des Schreibens."),
    )

    def __init__(self, kind: Kind, data: Any = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self._sections = [one for one in SECTIONS[kind] if not one.rows]
        for section in self._sections:
            self.fields[section.code] = forms.CharField(
                label=str(section.label),
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 4, "lang": "de"}),
            )
        self.order_fields([*(name for name in self.fields if name != "begins_on"), "begins_on"])

    @property
    def paragraphs(self) -> Mapping[str, str]:
        """What was written, by part."""
        return {one.code: self.cleaned_data[one.code] for one in self._sections}
