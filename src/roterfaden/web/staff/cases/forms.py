"""Forms around cases: who is responsible."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.permissions import Permission
from roterfaden.web.components.forms import GermanDateField

if TYPE_CHECKING:
    _StaffChoiceField = forms.ModelChoiceField[StaffMember]
else:
    _StaffChoiceField = forms.ModelChoiceField


class StaffChoice(_StaffChoiceField):
    """Somebody who works in the jobcentre, by last name."""

    def label_from_instance(self, obj: StaffMember) -> str:
        return f"{obj.last_name}, {obj.first_name}"


class _StaffForm(forms.Form):
    """A form that names people of one jobcentre who are there on a day."""

    needed = Permission.EDIT_PLANS

    def __init__(self, *args: Any, asker: StaffMember, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = StaffMember.objects.active_on(today).filter(jobcentre=asker.jobcentre_id)
        working = [one.pk for one in colleagues.order_by("pk") if one.has(self.needed)]
        for field in self.fields.values():
            if isinstance(field, StaffChoice):
                field.queryset = colleagues.filter(pk__in=working)
        team = self.fields.get("team")
        if isinstance(team, forms.ModelChoiceField):
            team.queryset = Team.objects.open_on(today).filter(jobcentre=asker.jobcentre_id)


class AssignForm(_StaffForm):
    """Gives a case to a person or a team from a day."""

    staff = StaffChoice(
        queryset=StaffMember.objects.none(),
        label=_("Fachkraft"),
        required=False,
        empty_label=_("noch keine"),
    )
    team = forms.ModelChoiceField(
        queryset=Team.objects.none(), label=_("Team"), required=False, empty_label=_("kein Team")
    )
    begins_on = GermanDateField(label=_("Ab wann"))

    def clean(self) -> dict[str, Any]:
        """Somebody must be responsible."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("staff") and not cleaned.get("team"):
            raise ValidationError(_("Wählen Sie eine Fachkraft oder ein Team."))
        return cleaned


class StandInForm(_StaffForm):
    """Lets somebody take over the cases of the person in charge for a while."""

    substitute = StaffChoice(queryset=StaffMember.objects.none(), label=_("Wer vertritt"))
    begins_on = GermanDateField(label=_("Von"))
    ends_on = GermanDateField(label=_("Bis einschließlich"))

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        cleaned: dict[str, Any] = super().clean() or {}
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn. Prüfen Sie beide Tage."))
        return cleaned


class NameForm(_StaffForm):
    """Names somebody for a protected case; who may not name freely, names a team lead."""

    needed = Permission.VIEW_CASES

    def __init__(self, *args: Any, asker: StaffMember, **kwargs: Any) -> None:
        if not asker.has(Permission.NAME_FOR_PROTECTED):
            self.needed = Permission.NAME_FOR_PROTECTED
        super().__init__(*args, asker=asker, **kwargs)

    staff = StaffChoice(queryset=StaffMember.objects.none(), label=_("Wer darf den Fall sehen"))
