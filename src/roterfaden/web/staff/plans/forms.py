"""Forms about a whole version: think time, answer and wishes, outcome, withdrawal, end."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.actions.answers import Wish
from roterfaden.plans.models import Answer, Entry, EntryOutcome
from roterfaden.plans.reasons import Wording
from roterfaden.plans.rubrics import Line
from roterfaden.plans.topics import topics_for
from roterfaden.web.components.forms import GermanDateField
from roterfaden.web.staff.plans.next_talk import MomentField


class OfferForm(forms.Form):
    """Until when the recipient thinks it over."""

    think_until_on = GermanDateField(label=_("Bedenkzeit bis"))


def _ways() -> forms.MultipleChoiceField:
    """How the answer was sought; most plans are read aloud, so that stands there to begin with."""
    return forms.MultipleChoiceField(
        label=_("Wie haben Sie gefragt?"),
        choices=Answer.SoughtBy.choices,
        initial=[Answer.SoughtBy.READ_ALOUD],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie mindestens einen Weg.")},
    )


class AnswerForm(forms.Form):
    """How the answer was sought, what it was, and what goes with it."""

    sought_by = _ways()
    outcome = forms.ChoiceField(
        label=_("Was war die Antwort?"),
        choices=Answer.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie eine der drei Antworten.")},
    )
    reason = forms.CharField(
        label=_("In eigenen Worten"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    think_until_on = GermanDateField(label=_("Bedenkzeit bis"), required=False)
    next_talk = MomentField(
        label=_("Nächstes Gespräch"),
        help_text=_("Zum Beispiel 14.1. 10:30. Es steht dann auf dem Blatt."),
        max_length=40,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        says_yes = cleaned.get("outcome", "yes") == Answer.Outcome.YES
        if not says_yes and not self.gives_think_time() and cleaned.get("reason") == "":
            self.add_error("reason", ValidationError(_("Halten Sie in einem Satz fest, warum.")))
        return cleaned

    def gives_think_time(self) -> bool:
        """Whether the plan is left with the person, because there is no answer yet."""
        could_not = self.cleaned_data.get("outcome") == Answer.Outcome.COULD_NOT_ANSWER
        return could_not and bool(self.cleaned_data.get("think_until_on"))


class ConfirmForm(forms.Form):
    """That the plan stays as it is: how it was asked, and what stays although it is settled."""

    sought_by = _ways()
    staying = forms.TypedMultipleChoiceField(coerce=UUID, required=False)

    def __init__(self, data: Any = None, *, settled: Iterable[Line]) -> None:
        super().__init__(data)
        choices = [(str(line.entry.pk), line.text) for line in settled]
        self.fields["staying"].choices = choices  # type: ignore[attr-defined]


class WishForm(forms.Form):
    """A change that the recipient wished for."""

    text = forms.CharField(label=_("Änderungswunsch"), max_length=300, required=False)
    taken_up = forms.ChoiceField(
        label=_("Aufgenommen?"),
        choices=(("", _("bitte wählen")), ("yes", _("ja, steht im Plan")), ("no", _("nein"))),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("text") and not cleaned.get("taken_up"):
            self.add_error(
                "taken_up", ValidationError(_("Wählen Sie, ob der Wunsch im Plan steht."))
            )
        return cleaned


if TYPE_CHECKING:
    _WishFormSet = forms.BaseFormSet[WishForm]
else:
    _WishFormSet = forms.BaseFormSet


class Wishes(_WishFormSet):
    """Several wishes; empty rows count for nothing."""

    form = WishForm
    renderer = get_default_renderer()
    extra, min_num, max_num, absolute_max = 1, 0, 10, 10
    can_order = can_delete = can_delete_extra = validate_max = validate_min = False

    def wishes(self) -> list[Wish]:
        """Those that say something."""
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return [Wish(row["text"], taken_up=row["taken_up"] == "yes") for row in said]


class ReasonForm(forms.Form):
    """A form that asks for a reason in the office's words; ``said`` is the one that was chosen."""

    def __init__(self, data: Any = None, *, wordings: list[Wording]) -> None:
        super().__init__(data)
        self._by_key = {one.key: one for one in wordings}
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (one.key, one.label) for one in wordings
        ]

    @property
    def said(self) -> Wording:
        """The chosen reason: its category and, where the office has some, its words."""
        return self._by_key[self.cleaned_data["reason"]]


class WithdrawForm(ReasonForm):
    """Why a version is taken back."""

    reason = forms.ChoiceField(
        label=_("Warum?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie einen Grund.")},
    )
    note = forms.CharField(label=_("Anmerkung"), max_length=300, required=False)


class EndForm(ReasonForm):
    """Why a plan ends; reasons on the office's side stand among the others."""

    reason = forms.ChoiceField(
        label=_("Warum endet der Plan?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie einen Grund.")},
    )
    note = forms.CharField(label=_("Anmerkung"), max_length=300, required=False)


class OutcomeForm(forms.Form):
    """What became of an entry."""

    kind = forms.ChoiceField(choices=EntryOutcome.Kind.choices)
    note = forms.CharField(max_length=300, required=False)


class ProposalForm(forms.Form):
    """The wording of an entry as it would serve others."""

    text = forms.CharField(
        label=_("Der Satz für alle"),
        help_text=_(
            "Ohne Namen und Persönliches. Was jedes Mal anders ist, steht in geschweiften "
            "Klammern: {Beruf}."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schreiben Sie den Satz, der im Plan stehen soll.")},
    )
    topic = forms.ChoiceField(label=_("Thema"))
    keywords = forms.CharField(
        label=_("Unter welchen Wörtern soll man ihn finden?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = topics_for(entry.kind, entry.owner)
        if topics:
            choices = [("", _("bitte wählen")), *((one.code, one.name) for one in topics)]
            self.fields["topic"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["topic"]
