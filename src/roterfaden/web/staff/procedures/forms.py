"""What is asked at each stage of a procedure; one form, one action."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.obligations.models import Decision, Duty, GoodCause, Hearing, Objection
from roterfaden.obligations.states import Ending, Writing
from roterfaden.web.components.forms import GermanDateField

_YES_NO = [("yes", _("ja")), ("no", _("nein"))]
_TIME = {
    "invalid": _("Das ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 10:30."),
}
_EURO = {"invalid": _("Das ist kein Betrag. Schreiben Sie ihn zum Beispiel so: 563,00.")}


def _words(label: Any, *, longest: int, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def _euro(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=7,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
        error_messages=_EURO,
        **options,
    )


class CauseForm(forms.Form):
    """Whether there is a good cause: what was asked about, and the answer."""

    asked_about = forms.MultipleChoiceField(
        label=_("Wonach haben Sie gefragt?"),
        choices=GoodCause.About.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie, wonach Sie gefragt haben.")},
    )
    answer = forms.ChoiceField(
        label=_("Gibt es einen wichtigen Grund?"),
        choices=GoodCause.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Sagen Sie, ob es einen wichtigen Grund gibt.")},
    )
    words = _words(
        _("Was die Person dazu sagt"),
        longest=1000,
        required=False,
        help_text=_("In ihren Worten, ohne Diagnosen."),
    )
    asked_on = GermanDateField(label=_("Gefragt am"), required=False)


class DutyForm(forms.Form):
    """What somebody shall do; the letter needs all of it, saving does not."""

    content = forms.ChoiceField(label=_("Verpflichtung zu"), choices=Duty.Content.choices)
    efforts = _words(_("Was genau?"), longest=500, rows=2, required=False)
    how_often = forms.CharField(label=_("Wie oft?"), max_length=200, required=False)
    form_of_proof = forms.CharField(
        label=_("In welcher Form nachgewiesen?"), max_length=200, required=False
    )
    due_on = GermanDateField(label=_("Bis wann?"), required=False)
    reasonable_because = _words(_("Warum ist das zumutbar?"), longest=1500, required=False)
    discretion = _words(
        _("Warum wählen Sie diesen Weg?"),
        longest=1500,
        required=False,
        help_text=_("Das Gesetz sagt „kann“: Ihr Ermessen braucht Gründe in Ihren Worten."),
    )
    standard_need = _euro(
        _("Regelbedarf im Monat, Euro"),
        help_text=_("Nur wenn im Schreiben stehen soll, um wie viel es geht."),
    )

    def __init__(self, *args: Any, may_choose: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_choose:
            del self.fields["discretion"]


class HearingForm(forms.Form):
    """Until when, and whether in person; the ground is a choice, no diagnosis is asked or kept."""

    answer_until_on = GermanDateField(label=_("Antwort möglich bis"))
    in_person = forms.TypedChoiceField(
        label=_("Persönlich anhören?"),
        choices=_YES_NO,
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Sagen Sie, ob Sie persönlich anhören.")},
    )
    ground = forms.ChoiceField(
        label=_("Weil"), choices=[("", "–"), *Hearing.Ground.choices], required=False
    )
    in_person_on = GermanDateField(label=_("Tag des Gesprächs"), required=False)
    in_person_time = forms.TimeField(
        label=_("Uhrzeit"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "size": 5}),
        error_messages=_TIME,
    )
    place = forms.CharField(label=_("Ort oder Raum"), max_length=120, required=False)


class WordsForm(forms.Form):
    """One reason in own words."""

    reason = _words(_("Was fehlt, und wie haben Sie es geprüft?"), longest=1000)


class AnswerForm(forms.Form):
    """What was answered in the hearing."""

    answered_on = GermanDateField(label=_("Antwort vom"))
    answer = _words(_("Was die Person sagt"), longest=2000, rows=4)


class DecisionForm(forms.Form):
    """The questions that must be answered; nothing is filled in for the person who decides."""

    good_cause_considered = _words(
        _("Wichtiger Grund: Was wurde gesagt, was haben Sie geprüft?"), longest=1500
    )
    hardship = forms.TypedChoiceField(
        label=_("Wäre eine Minderung hier eine außergewöhnliche Härte?"),
        choices=_YES_NO,
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Sagen Sie, ob es eine außergewöhnliche Härte wäre.")},
    )
    hardship_considered = _words(_("Warum, oder warum nicht?"), longest=1500)
    outcome = forms.ChoiceField(
        label=_("Was entscheiden Sie?"),
        choices=Decision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Sagen Sie, was Sie entscheiden.")},
    )
    kind = forms.ChoiceField(label=_("Worum es geht"), choices=Decision.Kind.choices)
    earlier = forms.IntegerField(
        label=_("Frühere, die zählen"),
        min_value=0,
        max_value=99,
        help_text=_("Aus den Akten vorgeschlagen. Sie entscheiden, welche zählen."),
    )
    running_percent = forms.IntegerField(
        label=_("Schon laufende Minderungen, Prozent"), min_value=0, max_value=100
    )
    standard_need = _euro(_("Regelbedarf im Monat, Euro"))
    decided_on = GermanDateField(label=_("Entschieden am"), required=False)

    def narrow(self, name: str, chosen: list[tuple[str, Any]]) -> None:
        """Leave only these choices of a field: what the law has for this procedure."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = chosen


class LiftForm(forms.Form):
    """Why the reduction ends earlier, and since when."""

    ground = forms.ChoiceField(
        label=_("Was ist geschehen?"),
        choices=[
            ("fulfilled", _("Pflicht erfüllt")),
            ("willing", _("ernsthaft und nachhaltig bereit")),
            ("job_gone", _("Arbeit nicht mehr möglich")),
            ("mistaken", _("Der Bescheid war nicht richtig")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Sagen Sie, was geschehen ist.")},
    )
    complied_on = GermanDateField(label=_("Seit wann?"))
    words = _words(_("In einem Satz"), longest=1000)


class ReportForm(forms.Form):
    """When somebody reported in person."""

    reported_on = GermanDateField(label=_("Persönlich gemeldet am"))


class EndForm(forms.Form):
    """By what it ends, and why."""

    ending = forms.ChoiceField(
        choices=[(one.value, one) for one in Ending],
        error_messages={"required": _("Wählen Sie, warum es endet.")},
    )
    reason = _words(_("Warum? In Ihren Worten"), longest=1000, required=False)


class ObjectionForm(forms.Form):
    """Against which letter, and since when; only what is in the post can be objected to."""

    against = forms.ChoiceField(
        label=_("Gegen welches Schreiben?"),
        choices=[
            (Writing.DUTY.value, _("Verpflichtung")),
            (Writing.DECISION.value, _("Bescheid")),
            (Writing.LIFTING.value, _("Aufhebung")),
        ],
    )
    received_on = GermanDateField(label=_("Eingegangen am"))

    def offer_only(self, posted: Collection[Writing]) -> None:
        """Show these letters alone."""
        field = self.fields["against"]
        chosen = [one for one in field.choices if one[0] in posted]  # type: ignore[attr-defined]
        field.choices = chosen  # type: ignore[attr-defined]


class ObjectionOutcomeForm(forms.Form):
    """What became of an objection."""

    objection = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Was wurde daraus?"), choices=Objection.Outcome.choices)
    decided_on = GermanDateField(label=_("Entschieden am"), required=False)


class PaymentStopForm(forms.Form):
    """What the benefit department did; both days empty means: nothing of it."""

    stopped_on = GermanDateField(
        label=_("Eingestellt am"), required=False, help_text=_("Leer heißt: nicht eingestellt.")
    )
    paid_again_on = GermanDateField(label=_("Wieder gezahlt seit"), required=False)


class NothingForm(forms.Form):
    """A step that asks nothing more."""
