"""What is asked about an offer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.models import SupportOffer
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS
from roterfaden.web.components.forms import GermanDateField


class StandForm(forms.Form):
    """How an offer stands from now on."""

    state = forms.ChoiceField(
        label=_("Wie steht es darum?"),
        choices=SupportOffer.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie offen, begrenzt oder gestoppt.")},
    )
    condition = forms.CharField(
        label=_("Bedingung oder Grund"),
        help_text=_("Ein Satz, den die Fachkräfte beim Zusagen lesen."),
        max_length=300,
        required=False,
    )
    until_on = GermanDateField(
        label=_("Zusagen bis"), help_text=_("Leer, solange kein Ende feststeht."), required=False
    )


class ChangeForm(StandForm):
    """How a stored offer stands from now on; ``basis`` is when what was read had been changed."""

    basis = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class OfferForm(StandForm):
    """A new offer."""

    kind = forms.ChoiceField(
        label=_("Art"),
        choices=[("", _("bitte wählen")), *((kind.code, kind.name) for kind in OFFER_KINDS)],
        error_messages={"required": _("Wählen Sie eine Art.")},
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("So, wie er im Haus heißt, zum Beispiel „Fahrtkosten zu Vorstellungen“."),
        max_length=120,
        error_messages={"required": _("Nennen Sie die Zusage.")},
    )

    field_order = ("kind", "name", "state", "condition", "until_on")
