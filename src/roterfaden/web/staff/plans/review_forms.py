"""Forms of the page on which both sides look back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.models import Entry, EntryOutcome
from roterfaden.plans.review import kinds_for
from roterfaden.web.components.forms import GermanDateField

KEEP = "keep"
"""Words or a new day alone: what counted before still counts."""


class LookBackForm(forms.Form):
    """What became of one entry, with words, a new day and, where it was not done, the cause."""

    kind = forms.ChoiceField(error_messages={"required": _("Wählen Sie ein Ergebnis.")})
    new_due_on = GermanDateField(label=_("Neues Datum"), required=False)
    note = forms.CharField(label=_("Was wurde dazu gesagt?"), max_length=300, required=False)
    good_cause = forms.ChoiceField(
        label=_("Gab es einen wichtigen Grund?"),
        choices=EntryOutcome.GoodCause.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, entry: Entry, outcome: EntryOutcome | None = None
    ) -> None:
        cause = (outcome and outcome.good_cause) or EntryOutcome.GoodCause.UNCLEAR
        initial: dict[str, Any] = {"good_cause": cause}
        if outcome is not None:
            initial |= {"note": outcome.note, "new_due_on": outcome.new_due_on}
        super().__init__(data, initial=initial, auto_id=f"{entry.pk}-%s")
        kinds = [(str(kind), kind.label) for kind in kinds_for(entry)]
        self.fields["kind"].choices = [*kinds, (KEEP, "")]  # type: ignore[attr-defined]
        if entry.owner != Entry.Owner.RECIPIENT:
            del self.fields["good_cause"]


class NextGoalForm(forms.Form):
    """What comes after a goal that was reached."""

    text = forms.CharField(
        label=_("Was kommt als Nächstes?"),
        help_text=_("Das neue Ziel, mit den eigenen Worten. Es steht dann im neuen Plan."),
        max_length=500,
        error_messages={"required": _("Schreiben Sie das neue Ziel in einem Satz.")},
    )
    new_id = forms.UUIDField(required=False, widget=forms.HiddenInput)


class SetAsideForm(forms.Form):
    """Why the old plan is set aside whole."""

    reason = forms.CharField(
        label=_("Warum?"),
        help_text=_("Ein Satz, der im Verlauf bei jedem offenen Eintrag steht."),
        max_length=300,
        error_messages={
            "required": _("Schreiben Sie in einem Satz, warum der Plan zur Seite gelegt wird.")
        },
    )
