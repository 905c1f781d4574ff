"""What is asked about a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.talk.models import NotRaisedReason
from roterfaden.web.components.forms import GermanDateField


class ReasonForm(forms.Form):
    """The office's words for a reason, and when forms show it; of a new one also its category."""

    category = forms.ChoiceField(
        label=_("Zählt als"),
        help_text=_("Zahlen kennen nur diese Gründe; Ihr Wortlaut ist feiner."),
        error_messages={"required": _("Wählen Sie, wozu der Grund gehört.")},
    )
    label = forms.CharField(
        label=_("Wortlaut"),
        help_text=_("So steht der Grund im Formular und später im Verlauf."),
        max_length=120,
        error_messages={"required": _("Schreiben Sie den Grund in wenigen Worten.")},
    )
    valid_from_on = GermanDateField(label=_("Zeigen ab"), required=False)
    valid_until_on = GermanDateField(label=_("Zeigen bis"), required=False)

    def __init__(self, *args: Any, categories: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if categories:
            choices = [("", _("bitte wählen")), *categories.items()]
            self.fields["category"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["category"]

    def words(self) -> dict[str, Any]:
        """The fields of the reason itself."""
        return {name: said for name, said in self.cleaned_data.items() if name != "category"}


class GroundedForm(ReasonForm):
    """Also on what the reason stands."""

    ground = forms.ChoiceField(
        label=_("Worauf stützt er sich?"),
        choices=NotRaisedReason.Ground.choices,
        initial=NotRaisedReason.Ground.OFFICE,
    )
    ground_words = forms.CharField(
        label=_("Stelle"),
        help_text=_("Bei Gesetz und Weisung nötig, zum Beispiel § 10 Abs. 1 Nr. 3 SGB II."),
        max_length=120,
        required=False,
    )
    field_order = ("category", "label", "ground", "ground_words")
