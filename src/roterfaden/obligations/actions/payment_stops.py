"""What the benefit department did on its own, as far as a procedure has to know it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.obligations.actions.shared import check_is, locked, log
from roterfaden.obligations.models import PaymentStop, Procedure
from roterfaden.obligations.states import CLAIM_IN_QUESTION
from roterfaden.organisations.models import StaffMember


@transaction.atomic
def note_payment_stop(
    *,
    procedure: Procedure,
    stopped_on: date | None,
    paid_again_on: date | None,
    by: StaffMember,
    at: datetime,
) -> Procedure:
    """Note that the benefit department stopped the payment for the time being (§ 331 SGB III).

    Without a day it was not stopped. Raises :class:`Refused` for days to come and for an end before
    its beginning.
    """
    procedure = locked(procedure, by, at)
    check_is(procedure, *CLAIM_IN_QUESTION)
    if stopped_on is None:
        PaymentStop.objects.filter(procedure=procedure).delete()
    else:
        _check_stop(stopped_on, paid_again_on, clock.day_of(at))
        days = {"stopped_on": stopped_on, "paid_again_on": paid_again_on}
        said = {**days, "recorded_at": at, "recorded_by": by}
        PaymentStop.objects.update_or_create(procedure=procedure, defaults=said)
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="payment_stop")
    return procedure


def _check_stop(stopped_on: date, paid_again_on: date | None, today: date) -> None:
    if stopped_on > today or (paid_again_on and paid_again_on > today):
        raise Refused(_("Der Tag liegt noch vor uns. Prüfen Sie das Datum."))
    if paid_again_on and paid_again_on < stopped_on:
        raise Refused(_("Wieder gezahlt werden kann erst nach dem Tag, an dem eingestellt wurde."))
