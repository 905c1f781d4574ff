"""What is practised, by which day, and which day counts as today."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.obligations.exercises import BY_CODE, EXERCISES, Exercise
from roterfaden.web.components.forms import GermanDateField


class DayForm(forms.Form):
    """The day that counts as today in the practice."""

    on = GermanDateField(label=_("In der Übung ist heute der"))


class ExerciseForm(forms.Form):
    """One occasion, and the day on which it happened."""

    exercise = forms.ChoiceField(
        label=_("Was üben Sie?"), choices=[(one.code, one.name) for one in EXERCISES]
    )
    event_on = GermanDateField(label=_("An welchem Tag geschah es?"))

    def clean_exercise(self) -> Exercise:
        """The exercise itself."""
        return BY_CODE[self.cleaned_data["exercise"]]
