"""The small house of the factories, and its counsellor's browser."""

import pytest
from django.test import Client

from tests.factories.browsers import client_of
from tests.factories.house import House, build_house


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def browser(house: House) -> Client:
    return client_of(house.counsellor)
