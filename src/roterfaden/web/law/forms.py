"""Forms of the law pages. The law itself reads what was typed; a form only shows and names it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import clock
from roterfaden.law.errors import LawError, WrongInput
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.registry import rules
from roterfaden.web.components.forms import (
    GERMAN_DAY,
    GermanDateField,
    GermanDateInput,
    read_day,
)

FEW = 5
"""Up to so many choices are radio buttons, more are a list to open."""

HELP = {
    Kind.LAND: gettext_lazy("Feiertage sind Sache der Länder."),
    Kind.MUNICIPALITY: gettext_lazy(
        "Acht Ziffern, zum Beispiel 09761000 für Augsburg. "
        "Nötig nur, wo Feiertage an der Gemeinde hängen: in Bayern, Sachsen und Thüringen."
    ),
    Kind.DATES: gettext_lazy("Mehrere Tage trennen Sie mit Komma: 01.07.2026, 15.07.2026."),
    Kind.CODES: gettext_lazy("Kreuzen Sie an, was zutrifft."),
}
"""For these kinds the pages say something else than the command line."""


MUNICIPALITIES = (
    ("09761000", "Augsburg"),
    ("14511000", "Chemnitz"),
    ("14612000", "Dresden"),
    ("16051000", "Erfurt"),
    ("09562000", "Erlangen"),
    ("09563000", "Fürth"),
    ("16053000", "Jena"),
    ("14713000", "Leipzig"),
    ("09162000", "München"),
    ("09564000", "Nürnberg"),
    ("09362000", "Regensburg"),
    ("09663000", "Würzburg"),
)
"""Large towns of the Länder in which holidays hang on the municipality; others may be typed."""
TOWNS = "gemeinden"


class Typed(forms.Field):
    """A field that takes every text as it is: whether it can be used, the law says."""

    def clean(self, value: Any) -> str:
        parts = value if isinstance(value, list) else [value or ""]
        return ",".join(str(part).strip() for part in parts)


class Codes(forms.CheckboxSelectMultiple):
    """Boxes to tick; reads the codes of an address with commas, too."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        found = super().value_from_datadict(data, files, name) or []
        listed = [found] if isinstance(found, str) else found
        return [code for text in listed for code in str(text).split(",") if code]


@dataclass(frozen=True)
class Block:
    """One field, or several with a help of their own of which exactly one is needed."""

    help: str
    fields: tuple[forms.BoundField, ...]


class RuleForm(forms.Form):
    """One field for each input that a rule declares."""

    use_required_attribute = False

    def __init__(self, rule: str, declared: tuple[Input, ...], **options: Any) -> None:
        super().__init__(**options)
        self.rule = rule
        self.declared = {each.name: each for each in declared}
        self.fields.update({each.name: _field(each) for each in declared})

    def blocks(self) -> list[Block]:
        """The fields as they stand; those of which exactly one is needed stand side by side."""
        found: dict[str, list[forms.BoundField]] = {}
        for name, each in self.declared.items():
            found.setdefault(each.one_of or name, []).append(self[name])
        return [
            Block(self.declared[fields[0].name].help, tuple(fields)) for fields in found.values()
        ]

    def texts(self) -> dict[str, str]:
        """What was typed, as the law reads it."""
        self.full_clean()
        typed = self.cleaned_data
        return {name: _readable(each, typed[name]) for name, each in self.declared.items()}

    def refuse(self, error: LawError, errors: Iterable[WrongInput] = ()) -> None:
        """Say at each field what is wrong there; what concerns no field stands with the event."""
        for one in errors:
            self.add_error(one.input if one.input in self.fields else None, self._words(one))
        if not errors:
            event = rules().versions(self.rule)[-1].hangs_on
            self.add_error(event, self._plain(f"{error.message} {error.way_out}"))

    def _words(self, error: WrongInput) -> str:
        each = self.declared.get(error.input)
        if each is None:
            return self._plain(f"{error.message} {error.way_out}")
        prefix = f"{each.label} ({each.name}): "
        if each.one_of and not error.message.startswith(prefix):
            return _("Bitte füllen Sie genau eines dieser Felder aus: %(fields)s.") % {
                "fields": ", ".join(one.label for one in self._beside(each))
            }
        way_out = error.way_out
        if each.choices:
            labels = ", ".join(choice.label for choice in each.choices)
            way_out = _("Möglich ist: %(labels)s.") % {"labels": labels}
        elif way_out == each.help:
            is_day = each.kind in {Kind.DATE, Kind.DATES}
            way_out = _("Zum Beispiel: 26.11.2026.") if is_day else ""
        return self._plain(f"{error.message.removeprefix(prefix)} {way_out}")

    def _beside(self, each: Input) -> list[Input]:
        return [one for one in self.declared.values() if one.one_of == each.one_of]

    def _plain(self, text: str) -> str:
        """Without the names that only programs know."""
        text = text.replace(f" ({self.rule})", "")
        for each in self.declared.values():
            for choice in each.choices:
                said = f"„{each.label}: {choice.label}“"
                text = re.sub(rf"\b{re.escape(f'{each.name}={choice.code}')}\b", said, text)
        return text.strip()


class ByDateForm(forms.Form):
    """Which day, beside which other, and which of it."""

    use_required_attribute = False

    tag = GermanDateField(label=gettext_lazy("Recht vom"))
    vergleich = GermanDateField(label=gettext_lazy("Vergleichen mit"), required=False)
    suche = forms.CharField(
        label=gettext_lazy("Wort oder Norm"),
        help_text=gettext_lazy("Zum Beispiel: § 32, Widerspruch"),
        required=False,
        max_length=80,
    )


def defaults(
    declared: tuple[Input, ...], *, land: str = "", municipality: str = ""
) -> dict[str, str]:
    """What stands in an untouched form: the first choice, and the place of the office."""
    found = {each.name: each.choices[0].code for each in declared if each.required and each.choices}
    places = {Kind.LAND: land, Kind.MUNICIPALITY: municipality}
    return found | {each.name: places[each.kind] for each in declared if each.kind in places}


def _field(each: Input) -> forms.Field:
    return Typed(
        label=each.label,
        help_text=_help(each),
        required=each.required,
        widget=_WIDGETS.get(each.kind, _text)(each),
    )


def _help(each: Input) -> str:
    """The rule's own help without what only the command line needs."""
    if each.one_of:
        return ""
    if each.kind is not Kind.DATES:
        return str(HELP.get(each.kind, each.help))
    own = re.sub(r",? ?[Mm]it Komma getrennt\.", "", each.help).strip()
    return f"{own} {HELP[Kind.DATES]}".strip()


def _choice(each: Input) -> forms.Widget:
    choices = [(choice.code, choice.label) for choice in each.choices]
    if len(choices) <= FEW:
        return forms.RadioSelect(choices=choices)
    return forms.Select(choices=[("", _("Bitte wählen")), *choices])


def _land(each: Input) -> forms.Widget:
    named = sorted(((choice.code, choice.label) for choice in each.choices), key=lambda it: it[1])
    return forms.Select(choices=[("", _("nur bundesweite Feiertage")), *named])


def _codes(each: Input) -> forms.Widget:
    return Codes(choices=[(choice.code, choice.label) for choice in each.choices])


def _text(each: Input) -> forms.Widget:
    modes = {Kind.WHOLE: "numeric", Kind.AMOUNT: "decimal", Kind.MUNICIPALITY: "numeric"}
    attributes = {"autocomplete": "off", "maxlength": 400 if each.kind is Kind.DATES else 40}
    mode = {"inputmode": modes[each.kind]} if each.kind in modes else {}
    towns = {"list": TOWNS} if each.kind is Kind.MUNICIPALITY else {}
    return forms.TextInput(attrs=attributes | mode | towns)


def _day_input(_each: Input) -> forms.Widget:
    return GermanDateInput(attrs={"autocomplete": "off", "maxlength": 40})


_WIDGETS = {
    Kind.DATE: _day_input,
    Kind.CHOICE: _choice,
    Kind.CODES: _codes,
    Kind.LAND: _land,
}


def _readable(each: Input, text: str) -> str:
    """What people write and the law reads differently: short years, semicolons, blanks."""
    if each.kind is Kind.DATE:
        return _day(text)
    if each.kind is Kind.DATES:
        return ",".join(_day(part.strip()) for part in re.split("[,;\n]", text) if part.strip())
    return text


def _day(text: str) -> str:
    written = GERMAN_DAY.fullmatch(text)
    if not written or not written[3]:
        return text
    try:
        return read_day(text, today=clock.today()).isoformat()
    except ValueError:
        return text


def texts_in(data: Mapping[str, Any], declared: tuple[Input, ...]) -> bool:
    """Whether an address holds any input of the rule."""
    return any(each.name in data for each in declared)
