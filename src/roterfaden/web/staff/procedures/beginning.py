"""What could be followed up in a case, as its page shows it, and what is chosen there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.obligations.models import Procedure
from roterfaden.obligations.occasions import Occasion, Way
from roterfaden.obligations.states import TRACK_NAMES, Track
from roterfaden.web.components.forms import GermanDateField

_YES_NO = {"yes": True, "no": False}
_DEGREES = {"may": _("kann"), "must": _("muss"), "person": _("entscheidet ein Mensch")}


@dataclass(frozen=True)
class WayRow:
    """One way as a button says it."""

    way: Way

    @property
    def name(self) -> str:
        """What happens on it."""
        return str(TRACK_NAMES[self.way.track])

    @property
    def degree(self) -> str:
        """Whether the office may or must."""
        return str(_DEGREES.get(self.way.degree, ""))


@dataclass(frozen=True)
class Row:
    """One occasion with its ways."""

    occasion: Occasion

    @property
    def ways(self) -> list[WayRow]:
        """The ways that the law of its day offers."""
        return [WayRow(one) for one in self.occasion.ways]

    @property
    def earlier_misses(self) -> list[date]:
        """Earlier missed talks, of which a person says which count."""
        return [day for day in self.occasion.misses if day != self.occasion.event_on]


def rows(found: list[Occasion]) -> list[Row]:
    """All occasions for the page, in their order."""
    return [Row(one) for one in found]


class BeginForm(forms.Form):
    """What is followed up, and on which way."""

    entry = forms.ChoiceField(choices=Procedure.Entry.choices)
    key = forms.UUIDField()
    track = forms.ChoiceField(choices=[(one.value, one) for one in Track])
    towards_work = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], required=False)
    asks_misses = forms.BooleanField(required=False)
    counted = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.data.getlist("counted") if hasattr(self.data, "getlist") else []
        valid = [day for day in days if _is_day(day)]
        self.fields["counted"].choices = [(day, day) for day in valid]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The arguments of the action."""
        given = self.cleaned_data
        counted = tuple(date.fromisoformat(day) for day in given["counted"])
        return {
            "entry": given["entry"],
            "key": given["key"],
            "track": Track(given["track"]),
            "towards_work": _YES_NO.get(given["towards_work"]),
            "counted": counted if given["asks_misses"] else None,
        }


class ConciliationForm(forms.Form):
    """Since when, and about what."""

    began_on = GermanDateField(label=_("Begonnen am"))
    about = forms.CharField(
        label=_("Worum geht es?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
