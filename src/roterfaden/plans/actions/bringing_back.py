"""Undo for a discarded draft.

A closed version never changes, so what was discarded stays as it is, and a new draft says the same.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.answers import locked
from roterfaden.plans.contents import content_of
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.policies import check_can_bring_back


@transaction.atomic
def bring_back(*, version: PlanVersion, by: StaffMember, at: datetime) -> PlanVersion:
    """A draft that says what the discarded one said.

    Raises :class:`~roterfaden.core.errors.StateRefused` once there is something newer.
    """
    version = locked(version.pk, by)
    check_can_bring_back(version, clock.day_of(at))
    draft = PlanVersion.objects.create(
        plan=version.plan,
        number=version.number,
        previous=version.previous,
        started_at=at,
        started_by=by,
        changed_at=at,
        hints_passed=version.hints_passed,
    )
    Entry.objects.bulk_create(
        Entry(
            version=draft,
            continues_id=entry.continues_id,
            position=entry.position,
            **asdict(content_of(entry)),
        )
        for entry in version.entries.present()
    )
    record(
        Change.DRAFT_STARTED,
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        target=draft,
        at=at,
        facts={
            "case": str(version.plan.case_id),
            "number": draft.number,
            "carried": draft.entries.count(),
            "brings_back": str(version.pk),
        },
    )
    return draft
