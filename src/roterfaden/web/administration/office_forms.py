"""Forms about the jobcentre and its teams."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.organisations.actions.offices import CHANGEABLE
from roterfaden.organisations.models import Jobcentre, Team
from roterfaden.web.components.forms import GermanDateField

LAENDER = [
    ("BW", "Baden-Württemberg"),
    ("BY", "Bayern"),
    ("BE", "Berlin"),
    ("BB", "Brandenburg"),
    ("HB", "Bremen"),
    ("HH", "Hamburg"),
    ("HE", "Hessen"),
    ("MV", "Mecklenburg-Vorpommern"),
    ("NI", "Niedersachsen"),
    ("NW", "Nordrhein-Westfalen"),
    ("RP", "Rheinland-Pfalz"),
    ("SL", "Saarland"),
    ("SN", "Sachsen"),
    ("ST", "Sachsen-Anhalt"),
    ("SH", "Schleswig-Holstein"),
    ("TH", "Thüringen"),
]


class JobcentreForm(forms.Form):
    """What stands on plans and letters, and where the jobcentre lies."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Der Name fehlt. Er steht auf jedem Plan.")},
    )
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), required=False)
    city = forms.CharField(label=_("Ort"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    land = forms.ChoiceField(label=_("Land"), choices=LAENDER)
    municipality = forms.RegexField(
        r"^[0-9]{8}$",
        label=_("Gemeindeschlüssel"),
        required=False,
        error_messages={
            "invalid": _("Der Gemeindeschlüssel hat acht Ziffern, zum Beispiel 05315000.")
        },
    )
    comparison_type = forms.CharField(label=_("SGB-II-Vergleichstyp"), max_length=8, required=False)

    @classmethod
    def showing(cls, office: Jobcentre) -> "JobcentreForm":
        """The form as it stands for a jobcentre."""
        return cls(initial={name: getattr(office, name) for name in CHANGEABLE})

    def clean_postcode(self) -> str:
        """Five digits, or nothing."""
        postcode: str = self.cleaned_data["postcode"]
        if postcode and not (len(postcode) == 5 and postcode.isascii() and postcode.isdigit()):
            raise forms.ValidationError(_("Eine Postleitzahl hat fünf Ziffern."))
        return postcode


class TeamForm(forms.Form):
    """The name of a team, each once in the jobcentre."""

    name = forms.CharField(
        label=_("Name des Teams"),
        max_length=80,
        error_messages={"required": _("Der Name fehlt.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, jobcentre: Jobcentre, team: Team | None = None
    ) -> None:
        super().__init__(data, initial={"name": team.name if team else ""})
        self.others = jobcentre.teams.all()
        if team is not None:
            self.others = self.others.exclude(pk=team.pk)

    def clean_name(self) -> str:
        """Capitals make no other team: files name teams without minding them."""
        name: str = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Ein Team mit diesem Namen gibt es schon."))
        return name


class LastDayForm(forms.Form):
    """The last day of a team or a person."""

    last_day = GermanDateField(
        label=_("Letzter Tag"), error_messages={"required": _("Der letzte Tag fehlt.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"last_day": clock.today()})
        super().__init__(*args, **kwargs)
