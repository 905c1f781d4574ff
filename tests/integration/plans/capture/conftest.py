"""A counsellor at a draft of the invented jobcentre."""

from collections.abc import Callable

import pytest

from roterfaden.plans.models import (
    PlanVersion,
    TextBlock,
)
from tests.factories.house import House


@pytest.fixture
def draft(house: House) -> PlanVersion:
    return house.draft(house.case("Brandt"))


@pytest.fixture
def block() -> Callable[[str], TextBlock]:
    def delivered(text: str) -> TextBlock:
        return TextBlock.objects.get(jobcentre=None, text=text)

    return delivered
