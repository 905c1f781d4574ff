"""Bleibt so: both sides looked back, and the plan goes on with the same content."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import drafts
from roterfaden.plans.actions.answers import agree, locked
from roterfaden.plans.comparison.versions import compare_versions
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.policies import check_can_confirm
from roterfaden.recipients.models import Case


@transaction.atomic
def confirm_unchanged(
    *,
    version: PlanVersion,
    sought_by: Iterable[str],
    by: StaffMember,
    at: datetime,
    staying: Collection[UUID] = (),
) -> PlanVersion:
    """A new agreed version with the same content, a filed sheet and a new day for the next update.

    ``staying`` names entries that are done or no longer fit and shall stand there all the same.
    The same sent twice is one confirmation. Raises :class:`Refused` when a step of either side has
    not been talked about in this round, or something settled is not among ``staying``; when a draft
    exists, or the case has ended.
    """
    _lock_case(version)
    version = locked(version.pk, by)
    if known := confirmed_from(version, by=by, on=clock.day_of(at)):
        return known
    check_can_confirm(version, clock.day_of(at), staying)
    confirmed = drafts.start(case=version.plan.case, by=by, at=at, keeping=staying)
    confirmed = agree(version=confirmed, sought_by=sought_by, by=by, at=at)
    record(
        Change.VERSION_CONFIRMED,
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        target=confirmed,
        at=at,
        facts={"case": str(version.plan.case_id), "previous": str(version.pk)},
    )
    return confirmed


def confirmed_from(version: PlanVersion, *, by: StaffMember, on: date) -> PlanVersion | None:
    """The version in force with which this person confirmed ``version`` on this day already."""
    later = version.successors.in_force().filter(agreed_by=by, agreed_on=on).first()
    return later if later and compare_versions(version, later).is_same else None


def _lock_case(version: PlanVersion) -> None:
    """The case before its plan, as for every new draft: two people at once never block for good."""
    Case.objects.select_for_update(of=("self",)).get(plans__versions=version.pk)
