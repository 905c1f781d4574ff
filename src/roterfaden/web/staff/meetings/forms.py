"""Forms about a meeting: when, how, who comes along, and what became of it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.core.german import BERLIN
from roterfaden.meetings.models import Details, Meeting
from roterfaden.meetings.models.meeting import USUAL_MINUTES
from roterfaden.meetings.states import Outcome
from roterfaden.web.components.forms import GermanDateField

LENGTHS = (15, 30, 45, 60, 90)


class WhenForm(forms.Form):
    """Day and time in Berlin."""

    day_on = GermanDateField(label=_("Tag"))
    begins = forms.TimeField(
        label=_("Uhrzeit"),
        help_text=_("Zum Beispiel 10:30"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "size": 5}),
        error_messages={
            "required": _("Die Uhrzeit fehlt. Schreiben Sie sie zum Beispiel so: 10:30."),
            "invalid": _("Das ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 10:30."),
        },
    )

    def starts_at(self) -> datetime:
        """The moment that the valid form names."""
        begins: time = self.cleaned_data["begins"]
        return datetime.combine(self.cleaned_data["day_on"], begins, BERLIN)


class DetailsForm(forms.Form):
    """What belongs to a meeting besides its time; ``about`` is the meeting that is described."""

    kind = forms.ChoiceField(label=_("Was für ein Gespräch?"), choices=Meeting.Kind.choices)
    channel = forms.ChoiceField(label=_("Wie?"), choices=Meeting.Channel.choices)
    not_in_person_because = forms.CharField(
        label=_("Warum nicht im Jobcenter?"),
        help_text=_("Nur beim Erstgespräch, seit 1.7.2026 (§ 15 Abs. 4 SGB II)."),
        max_length=200,
        required=False,
    )
    place = forms.CharField(label=_("Ort oder Raum"), max_length=120, required=False)
    minutes = forms.TypedChoiceField(
        label=_("Dauer in Minuten"),
        initial=USUAL_MINUTES,
        coerce=int,
        empty_value=None,
        required=False,
    )
    invitation = forms.ChoiceField(label=_("Eingeladen"), required=False)
    invited_on = GermanDateField(label=_("Eingeladen am"), required=False)
    interpreter = forms.ChoiceField(
        label=_("Dolmetschen"), choices=Meeting.Interpreter.choices, required=False
    )
    interpreter_name = forms.CharField(label=_("Wer dolmetscht"), max_length=120, required=False)
    companions = forms.CharField(
        label=_("Wer kommt mit?"),
        help_text=_("Zum Beispiel: Tochter, gesetzliche Betreuung"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, about: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        lengths = sorted({*LENGTHS, about.minutes if about else USUAL_MINUTES})
        self.fields["minutes"].choices = [(n, str(n)) for n in lengths]  # type: ignore[attr-defined]
        self.fields["invitation"].choices = [  # type: ignore[attr-defined]
            ("", _("noch nicht")),
            *Meeting.Invitation.choices,
        ]

    def details(self) -> Details:
        """What the valid form says; the calendar that the meeting came from stays."""
        said = self.cleaned_data
        return Details(
            minutes=said["minutes"] or USUAL_MINUTES,
            place=said["place"].strip(),
            invitation=said["invitation"],
            invited_on=said["invited_on"],
            not_in_person_because=said["not_in_person_because"].strip(),
            interpreter=said["interpreter"] or Meeting.Interpreter.NONE,
            interpreter_name=said["interpreter_name"].strip(),
            companions=said["companions"].strip(),
            calendar_uid=self.about.calendar_uid if self.about else "",
        )

    def said(self) -> dict[str, Any]:
        """Kind, way and details of the valid form, as the actions take them."""
        return {
            "kind": Meeting.Kind(self.cleaned_data["kind"]),
            "channel": Meeting.Channel(self.cleaned_data["channel"]),
            "details": self.details(),
        }

    @property
    def more_is_open(self) -> bool:
        """Whether the part that is folded away has something to say."""
        rare = set(self.fields) - {"kind", "channel", "day_on", "begins"}
        return bool(rare & set(self.errors)) if self.is_bound else False


class MeetingForm(DetailsForm, WhenForm):
    """A new meeting."""

    field_order = ("day_on", "begins")


class OutcomeForm(forms.Form):
    """Whether a meeting was held; for a missed one also what is known about the cause."""

    outcome = forms.ChoiceField(
        choices=[(o.value, o) for o in (Outcome.TOOK_PLACE, Outcome.MISSED)]
    )
    good_cause = forms.ChoiceField(choices=Meeting.GoodCause.choices, required=False)


class CauseForm(forms.Form):
    """Whether there was a good cause for not coming, said later."""

    good_cause = forms.ChoiceField(choices=Meeting.GoodCause.choices)
