"""The small house of the factories, with what a specialist keeps."""

from datetime import datetime, timedelta

import pytest

from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import PlanVersion, SupportOffer
from roterfaden.recipients.models import Case
from tests.factories.house import House


@pytest.fixture
def specialist(house: House) -> StaffMember:
    return house.staff[Role.SPECIALIST]


def promise(
    house: House, case: Case, offer: SupportOffer, by: StaffMember | None = None
) -> PlanVersion:
    """A draft whose step of the office promises the offer."""
    by = by or house.counsellor
    version = house.draft(case, by)
    content = EntryContent(
        kind="step",
        owner="jobcentre",
        text=f"Mein Jobcenter bezahlt: {offer.name}.",
        offer_id=offer.pk,
    )
    entries.add(version=version, content=content, by=by, at=house.at)
    return version


def agreed_promise(
    house: House, case: Case, offer: SupportOffer, by: StaffMember | None = None
) -> PlanVersion:
    """The same, in force."""
    by = by or house.counsellor
    version = promise(house, case, offer, by)
    return answers.agree(version=version, sought_by=["read_aloud"], by=by, at=house.at)


def later(house: House, **ahead: int) -> datetime:
    """A moment after the house was built."""
    return house.at + timedelta(**ahead)
