"""What is said about a proof."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.proofs.models import ProofRecord
from roterfaden.proofs.states import State
from roterfaden.web.components.forms import GermanDateField

_SAID = (State.RECEIVED, State.ACCEPTED, State.SENT_BACK, State.EXCUSED)


class ProofForm(forms.Form):
    """One word about a proof; how and when belong to what came in, a reason to a no."""

    state = forms.ChoiceField(choices=[(one.value, one) for one in _SAID])
    way = forms.ChoiceField(choices=ProofRecord.Way.choices, required=False)
    day_on = GermanDateField(required=False)
    reason = forms.CharField(
        max_length=300,
        required=False,
        error_messages={"max_length": _("Höchstens 300 Zeichen.")},
    )
