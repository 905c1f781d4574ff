"""What is asked about a closing day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import LocalHoliday
from roterfaden.web.components.forms import GermanDateField


class HolidayForm(forms.Form):
    """One day or a run of days on which the office is closed."""

    name = forms.CharField(
        label=_("Anlass"),
        max_length=80,
        error_messages={"required": _("Nennen Sie einen Anlass, zum Beispiel „Betriebsausflug“.")},
    )
    kind = forms.ChoiceField(
        label=_("Art"),
        choices=LocalHoliday.Kind.choices,
        initial=LocalHoliday.Kind.OFFICE_CLOSED,
        widget=forms.RadioSelect,
    )
    begins_on = GermanDateField(label=_("Tag"))
    ends_on = GermanDateField(
        label=_("Bis"), help_text=_("Leer bei einem einzelnen Tag."), required=False
    )
    is_yearly = forms.BooleanField(label=_("jedes Jahr am gleichen Datum"), required=False)


class FileForm(forms.Form):
    """A file of days."""

    file = forms.FileField(
        label=_("CSV-Datei"),
        max_length=200,
        error_messages={"required": _("Wählen Sie eine Datei.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )
