"""An office with one more specialist, and another office next door."""

import pytest

from roterfaden.core import clock
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.text_blocks.content import BlockContent
from tests.factories.house import House, build_house


@pytest.fixture
def next_door(db: None) -> House:
    return build_house("10002", prefix="other-")


@pytest.fixture
def second_specialist(house: House) -> StaffMember:
    return offices.create_staff(
        jobcentre=house.jobcentre,
        short_name="second",
        roles=[Role.SPECIALIST, Role.COUNSELLOR],
        first_name="Zweite",
        last_name="Fachaufsicht",
        at=clock.now(),
    )


@pytest.fixture
def content() -> BlockContent:
    """A step with a gap that no delivered block has."""
    return BlockContent(
        rubric="step_recipient",
        topic="learn_german",
        text="Ich melde mich im Zebracafé bei {ansprechperson} an.",
        keywords="Café, Deutsch",
    )
