"""To whom the cases go, and from when."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions.hand_overs import Goal
from roterfaden.recipients.models import Assignment, Case
from roterfaden.recipients.spreading import Unit, even_shares, spread
from roterfaden.web.components.forms import GermanDateField
from roterfaden.web.staff.cases.forms import StaffChoice

SHARE = "zahl_"
WAYS = (
    ("person", gettext_lazy("an eine Fachkraft")),
    ("verteilen", gettext_lazy("auf die Fachkräfte eines Teams verteilt")),
    ("team", gettext_lazy("an ein Team, noch ohne Person")),
)


def working_staff(asker: StaffMember, day: date) -> list[StaffMember]:
    """Everybody in the jobcentre who makes plans and is there on this day, by name."""
    there = StaffMember.objects.active_on(day).filter(jobcentre=asker.jobcentre_id)
    return [one for one in there.order_by("last_name", "first_name", "pk") if _makes_plans(one)]


def _makes_plans(staff: StaffMember) -> bool:
    return staff.has(Permission.EDIT_PLANS)


class CaseloadForm(forms.Form):
    """Whose whole caseload is handed over."""

    person = StaffChoice(
        queryset=StaffMember.objects.none(),
        label=gettext_lazy("Wessen Fälle übergeben Sie"),
        empty_label=gettext_lazy("bitte wählen"),
    )

    def __init__(self, *args: Any, asker: StaffMember, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Case.objects.visible_to(asker).open_on(today)
        held = Assignment.objects.in_force_on(today).filter(case__in=running)
        person = self.fields["person"]
        assert isinstance(person, StaffChoice)  # noqa: S101  declared above
        person.queryset = StaffMember.objects.filter(pk__in=held.values("staff")).order_by(
            "last_name", "first_name", "pk"
        )


class GoalForm(forms.Form):
    """To whom; for a team with how many for each of its counsellors.

    Bound to the address while looking, and to the sent form when it is carried out.
    """

    an = forms.ChoiceField(
        label=gettext_lazy("Wie"), choices=WAYS, widget=forms.RadioSelect, initial="person"
    )
    person = StaffChoice(
        queryset=StaffMember.objects.none(),
        label=gettext_lazy("Fachkraft"),
        required=False,
        empty_label=gettext_lazy("bitte wählen"),
    )
    team = forms.ModelChoiceField(
        queryset=Team.objects.none(),
        label=gettext_lazy("Team"),
        required=False,
        empty_label=gettext_lazy("bitte wählen"),
    )
    ab = GermanDateField(label=gettext_lazy("Ab wann"))

    def __init__(
        self,
        *args: Any,
        asker: StaffMember,
        today: date,
        units: list[Unit],
        giver: StaffMember | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.units, self.giver = today, units, giver
        self.staff = working_staff(asker, today)
        person, team = self.fields["person"], self.fields["team"]
        assert isinstance(person, StaffChoice)  # noqa: S101  declared above
        assert isinstance(team, forms.ModelChoiceField)  # noqa: S101  declared above
        person.queryset = StaffMember.objects.filter(pk__in=[one.pk for one in self.staff])
        team.queryset = Team.objects.open_on(today).filter(jobcentre=asker.jobcentre_id)
        self._add_shares()

    def _add_shares(self) -> None:
        """A number for each counsellor of the team; equal shares where none was sent.

        Who gives all of them away is proposed to keep none, unless nobody else is there.
        """
        missing: dict[str, str] = {}
        others = [one for one in self.members if one != self.giver] or self.members
        proposed = even_shares(len(self.units), others)
        for one in self.members:
            name, share = f"{SHARE}{one.pk}", proposed.get(one, 0)
            self.fields[name] = forms.IntegerField(
                label=f"{one.last_name}, {one.first_name}",
                min_value=0,
                required=False,
                initial=share,
            )
            if name not in self.data:
                missing[name] = str(share)
        if missing:
            self.data = QueryDict(f"{self._sent().urlencode()}&{urlencode(missing)}")

    def _sent(self) -> QueryDict:
        assert isinstance(self.data, QueryDict)  # noqa: S101  of an address or a sent form
        return self.data

    @property
    def members(self) -> list[StaffMember]:
        """The counsellors of the chosen team, when cases are spread over it."""
        if not self.is_bound or self.data.get("an") != "verteilen":
            return []
        return [one for one in self.staff if str(one.team_id) == self.data.get("team")]

    def clean_ab(self) -> date:
        """Nothing is handed over in the past."""
        day: date = self.cleaned_data["ab"]
        if day < self.today:
            raise ValidationError(_("Wählen Sie heute oder einen späteren Tag."))
        return day

    def clean(self) -> dict[str, Any]:
        """The chosen way has what it needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        way = cleaned.get("an")
        if way == "person" and not cleaned.get("person") and "person" not in self.errors:
            self.add_error("person", _("Wählen Sie eine Fachkraft."))
        if way in {"team", "verteilen"} and not cleaned.get("team") and "team" not in self.errors:
            self.add_error("team", _("Wählen Sie ein Team."))
        elif way == "verteilen":
            self._check_shares(cleaned)
        return cleaned

    def _check_shares(self, cleaned: dict[str, Any]) -> None:
        if not self.members:
            self.add_error("team", _("In diesem Team macht niemand Pläne. Wählen Sie ein anderes."))
            return
        total = sum(cleaned.get(f"{SHARE}{one.pk}") or 0 for one in self.members)
        if total != len(self.units):
            words = ngettext(
                "Zu verteilen ist ein Fall, eingetragen sind %(total)s.",
                "Zu verteilen sind %(count)s Fälle, eingetragen sind %(total)s.",
                len(self.units),
            )
            raise ValidationError(words % {"count": len(self.units), "total": total})

    @property
    def goals(self) -> dict[UUID, Goal]:
        """Which case goes where; of a valid form."""
        chosen = self.cleaned_data
        if chosen["an"] == "verteilen":
            shares = {one: chosen.get(f"{SHARE}{one.pk}") or 0 for one in self.members}
            spread_out = spread(self.units, shares)
            return {case: Goal(staff, chosen["team"]) for case, staff in spread_out.items()}
        if chosen["an"] == "team":
            goal = Goal(team=chosen["team"])
        else:
            goal = Goal(chosen["person"], chosen["person"].team)
        return {unit.case: goal for unit in self.units}
