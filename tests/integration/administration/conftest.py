"""The small house of the factories, for tests about people."""

import pytest

from tests.factories.house import House, build_house


@pytest.fixture
def house(db: None) -> House:
    return build_house()
