"""Forms about a letter: its facts and own words, when and how it went out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock, german
from roterfaden.delivery.facts import Fact, Form, holds
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.sections import own_words_allowed
from roterfaden.web.components.forms import GermanDateField, read_day

_WORDS = "words-"


class DaysField(forms.CharField):
    """Several days, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(german.day(date.fromisoformat(one)) for one in value)
        return value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        try:
            parts = [part.strip() for part in text.split(",") if part.strip()]
            return [read_day(part, today=clock.today()) for part in parts]
        except ValueError:
            raise ValidationError(
                _("Schreiben Sie die Tage mit Komma, zum Beispiel: 02.07.2026, 20.07.2026.")
            ) from None


class MoneyField(forms.CharField):
    """An amount in euros: 563 or 168,90."""

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if value else value

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").replace("Euro", "").replace("€", "").strip()
        if not text:
            return ""
        try:
            return Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
        except InvalidOperation:
            raise ValidationError(_("Schreiben Sie den Betrag so: 563,00.")) from None


class FactsForm(forms.Form):
    """The facts of one kind of letter; all may be empty until it is finished."""

    def __init__(self, letter: Letter, data: Any = None) -> None:
        super().__init__(data, initial=_initial(letter.facts))
        self._letter = letter
        for fact in KINDS[Kind(letter.kind)].facts:
            self.fields[fact.code] = _field(fact)
            if fact.form in {Form.MONEY, Form.WHOLE, Form.TIME}:
                self.fields[fact.code].widget.attrs["size"] = 10

    def facts(self) -> dict[str, Any]:
        """What was said, for the action."""
        return dict(self.cleaned_data)

    @property
    def needed(self) -> list[forms.BoundField]:
        """The fields of what the letter asks for, in their order."""
        facts = KINDS[Kind(self._letter.kind)].facts
        return [self[one.code] for one in facts if self._is_shown(one)]

    def _is_shown(self, fact: Fact) -> bool:
        """Facts that hang on another are shown once that one allows it."""
        said = self.data if self.is_bound else self._letter.facts
        known = {name: said.get(name) for name in fact.when}
        return not any(known.values()) or holds(fact.when, known) or self._letter.facts == {}


class WordsForm(forms.Form):
    """Own words for the parts that may have them; ``standard`` is what the office's text says."""

    def __init__(self, letter: Letter, standard: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data)
        self._standard = standard
        for section in own_words_allowed(Kind(letter.kind)):
            if section.code in standard and holds(section.when, letter.facts):
                self.fields[_WORDS + section.code] = forms.CharField(
                    label=str(section.label),
                    required=False,
                    max_length=1500,
                    initial=letter.words.get(section.code) or standard[section.code],
                    widget=forms.Textarea(attrs={"rows": 3, "lang": "de"}),
                )

    def words(self) -> dict[str, str]:
        """The parts whose words differ from those of the office."""
        said = {name.removeprefix(_WORDS): text for name, text in self.cleaned_data.items()}
        return {
            code: text
            for code, text in said.items()
            if text.split() != self._standard.get(code, "").split()
        }


class PrintForm(forms.Form):
    """Which day the paper bears: the one on which it goes out."""

    tag = GermanDateField(label=_("Datum auf dem Schreiben: der Tag des Absendens"))


class PostForm(forms.Form):
    """On which day, and how."""

    posted_on = GermanDateField(label=_("Abgesendet am"))
    channel = forms.ChoiceField(
        label=_("Wie?"), choices=Letter.Channel.choices, widget=forms.RadioSelect
    )


class ReceiptForm(forms.Form):
    """The day on which it was proven to arrive; empty takes it back."""

    received_on = GermanDateField(label=_("Nachweislich angekommen am"), required=False)


class SendBackForm(forms.Form):
    """What is still to be changed."""

    reason = forms.CharField(label=_("Was ist noch zu ändern?"), max_length=300, required=False)


def _initial(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _shown(value) for name, value in facts.items()}


def _shown(value: Any) -> Any:
    """A kept day as a day, so that the field shows it in German."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def _field(fact: Fact) -> forms.Field:
    common: dict[str, Any] = {"label": str(fact.label), "required": False}
    match fact.form:
        case Form.DAY:
            return GermanDateField(**common)
        case Form.DAYS:
            return DaysField(**common)
        case Form.MONEY:
            return MoneyField(**common)
        case Form.WHOLE:
            return forms.IntegerField(min_value=0, **common)
        case Form.YES_NO:
            return forms.BooleanField(**common)
        case Form.CHOICE:
            choices = [("", _("bitte wählen")), *fact.choices.items()]
            return forms.ChoiceField(choices=choices, **common)
        case Form.WORDS:
            widget = forms.Textarea(attrs={"rows": 2, "lang": "de"})
            return forms.CharField(max_length=900, widget=widget, **common)
    return forms.CharField(max_length=200, **common)
