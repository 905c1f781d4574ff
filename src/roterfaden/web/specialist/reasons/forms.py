"""What is asked about a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.models import Reason
from roterfaden.plans.reasons import category_names
from roterfaden.web.components.forms import GermanDateField


class ReasonForm(forms.Form):
    """The office's words for a reason, and when forms show it."""

    label = forms.CharField(
        label=_("Wortlaut"),
        help_text=_("So steht der Grund im Formular und später beim Plan."),
        max_length=120,
        error_messages={"required": _("Schreiben Sie den Grund in wenigen Worten.")},
    )
    valid_from_on = GermanDateField(label=_("Zeigen ab"), required=False)
    valid_until_on = GermanDateField(label=_("Zeigen bis"), required=False)


class NewReasonForm(ReasonForm):
    """A finer reason: also what it counts as."""

    category = forms.ChoiceField(
        label=_("Zählt als"),
        help_text=_("Die Statistik kennt nur diese Gründe; Ihr Wortlaut ist feiner."),
        error_messages={"required": _("Wählen Sie, wozu der Grund gehört.")},
    )

    field_order = ("category", "label", "valid_from_on", "valid_until_on")

    def __init__(self, data: Any = None, *, purpose: Reason.Purpose) -> None:
        super().__init__(data)
        choices = [("", _("bitte wählen")), *category_names(purpose).items()]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]
