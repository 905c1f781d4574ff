"""The questions that the law leaves to the office, each with what it says and what is usual."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HouseRulesForm(forms.Form):
    """All of them at once; they hold from today on."""

    hearing_days = forms.IntegerField(
        label=_("Frist der Anhörung in Tagen"),
        min_value=7,
        max_value=90,
        help_text=_("Das Gesetz nennt keine Zahl (§ 24 SGB X). Üblich sind 14 Tage."),
    )
    misses_within_months = forms.IntegerField(
        label=_("So viele Monate zurück zählt ein versäumter Termin als Wiederholung"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=_(
            "Das Gesetz nennt keine Grenze (§ 32 SGB II). Leer heißt: keine Grenze. Welche zählen, "
            "entscheidet am Ende die Fachkraft."
        ),
    )
    counts_misses_before_reform = forms.BooleanField(
        label=_("Versäumte Termine vor dem 01.07.2026 zählen als Wiederholung"),
        required=False,
        help_text=_("Das Gesetz sagt es nicht. Ohne Haken zählen sie nicht."),
    )
    remind_working_days = forms.IntegerField(
        label=_("So viele Arbeitstage vor einer Frist wird erinnert"),
        min_value=1,
        max_value=20,
        help_text=_("Üblich sind 3. Das ist keine Frage des Rechts."),
    )
