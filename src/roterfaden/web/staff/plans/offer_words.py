"""How an offer of the office stands, in a few words beside its name."""

from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.spoken import day
from roterfaden.plans.models import SupportOffer


def offer_words(offer: SupportOffer) -> str:
    """``offen bis 31.12.2026``, ``begrenzt: nur mit Zusage der Leitung``, ``gestoppt``."""
    if not offer.can_be_promised_on(clock.today()):
        return _("gestoppt")
    said = str(offer.get_state_display())
    if offer.until_on:
        said = _("%(state)s bis %(day)s") % {"state": said, "day": day(offer.until_on)}
    is_limited = offer.state == SupportOffer.State.LIMITED
    return f"{said}: {offer.condition}" if is_limited and offer.condition else said
