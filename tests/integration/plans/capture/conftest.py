"""A counsellor at a draft of the invented jobcentre."""

from collections.abc import Callable

import pytest
from django.test import Client

from roterfaden.plans.models import (
    PlanVersion,
    TextBlock,
)
from tests.factories.house import House, build_house


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def draft(house: House) -> PlanVersion:
    return house.draft(house.case("Brandt"))


@pytest.fixture
def browser(client: Client, house: House) -> Client:
    assert house.counsellor.user
    client.force_login(house.counsellor.user)
    return client


@pytest.fixture
def block() -> Callable[[str], TextBlock]:
    def delivered(text: str) -> TextBlock:
        return TextBlock.objects.get(jobcentre=None, text=text)

    return delivered
