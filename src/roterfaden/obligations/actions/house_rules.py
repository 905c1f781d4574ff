"""Setting what the law leaves to the office."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.obligations.models import HouseRules
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission


@transaction.atomic
def set_house_rules(*, values: Mapping[str, Any], by: StaffMember, at: datetime) -> HouseRules:
    """Let these hold from today on; what held before stays on record.

    Raises ``ValidationError`` naming each wrong field.
    """
    by.require(Permission.MAINTAIN_TEXTS)
    today = clock.day_of(at)
    kept = HouseRules.objects.filter(jobcentre_id=by.jobcentre_id, begins_on=today).first()
    rules = kept or HouseRules(jobcentre=by.jobcentre, begins_on=today)
    for name, value in values.items():
        setattr(rules, name, value)
    rules.set_at, rules.set_by = at, by
    rules.full_clean()
    rules.save()
    record(
        Change.HOUSE_RULES_SET,
        jobcentre_id=by.jobcentre_id,
        by=by,
        target=rules,
        at=at,
        facts=dict(values),
    )
    return rules
