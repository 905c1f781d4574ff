"""A study that is ready to code."""

import pytest

from tests.factories.house import House
from tests.factories.studies import Study, a_study


@pytest.fixture
def study(house: House) -> Study:
    return a_study(house)
