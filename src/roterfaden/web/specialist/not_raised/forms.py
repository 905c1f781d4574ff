"""What is asked about a reason not to raise the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.talk.actions.reasons import ReasonWords
from roterfaden.talk.models import NotRaisedReason
from roterfaden.web.components.forms import GermanDateField

WORDS = ("label", "ground", "ground_words", "valid_from_on", "valid_until_on")


class ReasonForm(forms.Form):
    """The office's words, the ground on which the reason stands, and when the form shows it."""

    label = forms.CharField(
        label=_("Wortlaut"),
        help_text=_("So steht der Grund im Formular und später im Verlauf."),
        max_length=120,
        error_messages={"required": _("Schreiben Sie den Grund in wenigen Worten.")},
    )
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
    valid_from_on = GermanDateField(label=_("Zeigen ab"), required=False)
    valid_until_on = GermanDateField(label=_("Zeigen bis"), required=False)

    def words(self) -> ReasonWords:
        """What the valid form says."""
        return ReasonWords(**{name: self.cleaned_data[name] for name in WORDS})


class NewReasonForm(ReasonForm):
    """A further reason: also what it counts as."""

    category = forms.ChoiceField(
        label=_("Gehört zu"),
        choices=[("", _("bitte wählen")), *NotRaisedReason.Category.choices],
        error_messages={"required": _("Wählen Sie, wozu der Grund gehört.")},
    )

    field_order = ("category", *WORDS)
