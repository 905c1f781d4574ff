"""Deciding which kinds of letters a second person checks."""

from datetime import datetime

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import FourEyes
from roterfaden.delivery.models.four_eyes import needs_four_eyes
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission


@transaction.atomic
def demand(*, kind: Kind, is_demanded: bool, by: StaffMember, at: datetime) -> None:
    """Say for the own office whether a second person checks this kind."""
    by.require(Permission.MAINTAIN_TEXTS)
    if needs_four_eyes(by.jobcentre_id, kind) == is_demanded:
        return
    decided, _new = FourEyes.objects.update_or_create(
        jobcentre_id=by.jobcentre_id, kind=kind, defaults={"is_demanded": is_demanded}
    )
    record(
        Change.FOUR_EYES_CHANGED,
        jobcentre_id=by.jobcentre_id,
        by=by,
        target=decided,
        at=at,
        facts={"kind": str(kind), "is_demanded": is_demanded},
    )
