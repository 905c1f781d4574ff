"""Forms about a meeting: when, how, and what became of it."""

from datetime import datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.core.german import BERLIN
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.web.components.forms import GermanDateField


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


class MeetingForm(WhenForm):
    """A new meeting."""

    kind = forms.ChoiceField(label=_("Was für ein Gespräch?"), choices=Meeting.Kind.choices)
    channel = forms.ChoiceField(label=_("Wie?"), choices=Meeting.Channel.choices)


class OutcomeForm(forms.Form):
    """Whether a meeting was held; for a missed one also what is known about the cause."""

    outcome = forms.ChoiceField(
        choices=[(o.value, o) for o in (Outcome.TOOK_PLACE, Outcome.MISSED)]
    )
    good_cause = forms.ChoiceField(choices=Meeting.GoodCause.choices, required=False)
