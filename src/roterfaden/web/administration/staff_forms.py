"""Forms about people: who they are, what they may do, from when to when."""

from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.organisations.actions.staff import StaffDetails, in_order
from roterfaden.organisations.models import Jobcentre, StaffMember, Team, User
from roterfaden.organisations.permissions import ROLES
from roterfaden.web.administration.staff_list import StaffSelection, Standing
from roterfaden.web.components.forms import GermanDateField


class StaffForm(forms.Form):
    """All that the administration may say about a person."""

    salutation = forms.ChoiceField(
        label=_("Anrede"),
        choices=[("", _("keine")), *StaffMember.Salutation.choices],
        required=False,
    )
    first_name = forms.CharField(label=_("Vorname"), max_length=80)
    last_name = forms.CharField(label=_("Nachname"), max_length=80)
    team = forms.ModelChoiceField(
        queryset=Team.objects.none(), label=_("Team"), required=False, empty_label=_("kein Team")
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    room = forms.CharField(label=_("Raum"), max_length=20, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Rollen"),
        choices=[(role, about.name) for role, about in ROLES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie mindestens eine Rolle.")},
    )
    active_from_on = GermanDateField(label=_("Erster Tag"), required=False)
    active_until_on = GermanDateField(label=_("Letzter Tag"), required=False)

    def __init__(
        self, *args: Any, jobcentre: Jobcentre, staff: StaffMember | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        is_open = Q(closed_on__isnull=True) | Q(closed_on__gte=clock.today())
        present = Q(pk=staff.team_id) if staff and staff.team_id else Q()
        teams = self.fields["team"]
        assert isinstance(teams, forms.ModelChoiceField)  # noqa: S101  for the type checker
        teams.queryset = jobcentre.teams.filter(is_open | present if staff else is_open)
        self._stands_now = _fingerprint(staff) if staff else ""
        self.stands = self.data.get("stands", self._stands_now)
        """What the form was filled from, sent along; an old page must not bring roles back."""

    def clean(self) -> dict[str, Any]:
        """No last day before the first, and nobody else's change overwritten unseen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.stands != self._stands_now:
            raise forms.ValidationError(
                _(
                    "Inzwischen hat jemand anders diese Person geändert. Laden Sie die Seite neu "
                    "und ändern Sie, was dann noch fehlt."
                )
            )
        begins, ends = cleaned.get("active_from_on"), cleaned.get("active_until_on")
        if begins and ends and ends < begins:
            self.add_error("active_until_on", _("Der letzte Tag liegt vor dem ersten."))
        return cleaned

    @property
    def details(self) -> StaffDetails:
        """What the action takes."""
        names = (name for name in self.cleaned_data if name not in {"roles", "short_name"})
        given = {name: self.cleaned_data[name] for name in names}
        return StaffDetails(**given, roles=in_order(self.cleaned_data["roles"]))

    @property
    def role_choices(self) -> list[dict[str, Any]]:
        """Each role with what it is for and what it may do."""
        chosen = set(self["roles"].value() or ())
        return [
            {"role": role, "about": about, "is_chosen": str(role) in chosen}
            for role, about in ROLES.items()
        ]


class NewStaffForm(StaffForm):
    """The same with the sign-in name, which never changes."""

    short_name = forms.RegexField(
        r"^[\w.@-]+$",
        label=_("Anmeldename"),
        max_length=80,
        error_messages={
            "required": _("Der Anmeldename fehlt."),
            "invalid": _("Der Anmeldename darf nur Buchstaben, Ziffern und . - _ @ haben."),
        },
    )
    field_order = ["short_name"]

    def clean_short_name(self) -> str:
        """Sign-in names are one for the whole installation."""
        name: str = self.cleaned_data["short_name"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(
                _("Diesen Anmeldenamen gibt es schon. Wählen Sie einen anderen.")
            )
        return name


class StaffFilterForm(forms.Form):
    """Narrows the list of people."""

    q = forms.CharField(label=_("Name oder E-Mail"), required=False, max_length=80)
    team = forms.ChoiceField(label=_("Team"), required=False)
    rolle = forms.ChoiceField(
        label=_("Rolle"),
        required=False,
        choices=[("", _("alle")), *((role, about.name) for role, about in ROLES.items())],
    )
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=Standing.choices)

    def __init__(self, chosen: StaffSelection, jobcentre: Jobcentre) -> None:
        given = {"q": chosen.words, "team": chosen.team, "rolle": chosen.role}
        super().__init__(initial={**given, "stand": chosen.standing}, auto_id="filter-%s")
        teams = [(str(team.pk), team.name) for team in jobcentre.teams.all()]
        field = self.fields["team"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [("", _("alle")), *teams]


def _fingerprint(staff: StaffMember) -> str:
    """A short word that is another one when anything about the person changed."""
    details = vars(StaffDetails.of(staff)) | {"team": staff.team_id}
    return sha256(repr(sorted(details.items())).encode()).hexdigest()[:16]


def initial_of(staff: StaffMember) -> dict[str, Any]:
    """The form as it stands for somebody who is there."""
    details = StaffDetails.of(staff)
    return {**vars(details), "roles": [str(role) for role in details.roles]}
