"""What is asked about a talk: few keys, sensible defaults."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.talk.actions import Task
from roterfaden.talk.models import SmallTask
from roterfaden.talk.models.records import SHADE_NAMES, WAY_NAMES
from roterfaden.talk.reasons import Wording
from roterfaden.talk.ways import Shade, Way
from roterfaden.web.components.forms import GermanDateField

_IN_DAYS = re.compile(r"\+\s*(\d{1,3})")
_IN_WEEKS = re.compile(r"\+?\s*(\d{1,2})\s*w(?:ochen?)?", re.IGNORECASE)
_TO_THE_OFFICE = "@jc "


class ShortDayInput(forms.TextInput):
    """A day as text; its own hint says how short it may be."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        return super().format_value(value)


class ShortDayField(GermanDateField):
    """A day in few keys: ``15.3``, ``+14`` for days, ``2w`` for weeks from today."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ShortDayInput, **kwargs)

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if days := _IN_DAYS.fullmatch(text):
            return clock.today() + timedelta(days=int(days[1]))
        if weeks := _IN_WEEKS.fullmatch(text):
            return clock.today() + timedelta(weeks=int(weeks[1]))
        return super().to_python(value)


class NotRaisedForm(forms.Form):
    """Reason, small task and next talk on one page, with one submit."""

    reason = forms.ChoiceField(
        label=_("Warum kam der Plan heute nicht zur Sprache?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, warum der Plan nicht angesprochen wurde.")},
    )
    note = forms.CharField(label=_("In eigenen Worten"), max_length=300, required=False)
    task = forms.CharField(label=_("Kleine Aufgabe bis dahin"), max_length=200, required=False)
    until_on = ShortDayField(label=_("Bis wann?"), required=False)
    owner = forms.ChoiceField(
        label=_("Wer macht das?"),
        choices=SmallTask.Owner.choices,
        initial=SmallTask.Owner.RECIPIENT,
    )
    next_on = ShortDayField(label=_("Nächstes Gespräch am"), required=False)
    next_time = forms.TimeField(
        label=_("Uhrzeit"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "size": 5}),
        error_messages={
            "invalid": _("Das ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 10:30.")
        },
    )
    prepared = forms.BooleanField(
        label=_("Ich habe das Gespräch mit dem Plan vorbereitet"), required=False
    )

    def __init__(self, *args: Any, reasons: Sequence[Wording], person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(one.key, one.label) for one in reasons]
        self.fields["reason"].choices = said  # type: ignore[attr-defined]
        owners = [(SmallTask.Owner.RECIPIENT, person), (SmallTask.Owner.JOBCENTRE, _("Jobcenter"))]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("task") and "until_on" in said and not self._until(said):
            self.add_error("until_on", _("Bis wann? Schreiben Sie zum Beispiel 15.3 oder +14."))
        if said.get("next_on") and "next_time" in said and said["next_time"] is None:
            self.add_error("next_time", _("Die Uhrzeit des nächsten Gesprächs fehlt."))
        return said

    def agreed_task(self) -> Task | None:
        """The task of the valid form; without a day of its own it is due by the next talk."""
        said = self.cleaned_data
        text, until = said["task"].strip(), self._until(said)
        if not text or until is None:
            return None
        owner = said["owner"]
        if text.casefold().startswith(_TO_THE_OFFICE):
            text, owner = text[len(_TO_THE_OFFICE) :].strip(), SmallTask.Owner.JOBCENTRE
        return Task(text, until, SmallTask.Owner(owner))

    def next_at(self) -> datetime | None:
        """The moment of the next talk, if one is named."""
        day: date | None = self.cleaned_data["next_on"]
        begins: time | None = self.cleaned_data["next_time"]
        return datetime.combine(day, begins, BERLIN) if day and begins else None

    def _until(self, said: dict[str, Any]) -> date | None:
        return said.get("until_on") or said.get("next_on")


class UseForm(forms.Form):
    """The ways in which the plan came up; "not raised" has a page of its own."""

    ways = forms.MultipleChoiceField(
        label=_("Wie kam der Plan vor?"),
        choices=[(way.value, WAY_NAMES[way]) for way in Way if way != Way.NOT_RAISED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie mindestens eine Art.")},
    )
    shade = forms.ChoiceField(
        label=_("Wie war das gemeinsame Schreiben?"),
        choices=[("", _("keine Angabe")), *((one.value, SHADE_NAMES[one]) for one in Shade)],
        widget=forms.RadioSelect,
        required=False,
    )
    prepared = forms.BooleanField(
        label=_("Ich habe das Gespräch mit dem Plan vorbereitet"), required=False
    )


class FindingForm(forms.Form):
    """The reasons of a finding."""

    reasons = forms.CharField(
        label=_("Gründe"),
        help_text=_("Was wurde versucht, und woran lag es? Ohne Vermutungen über die Person."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schreiben Sie die Gründe dazu.")},
    )
