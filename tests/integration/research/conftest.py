"""A study that is ready to code."""

import pytest

from tests.factories.house import House
from tests.factories.studies import Study, a_study, a_study_of_talks


@pytest.fixture
def study(house: House) -> Study:
    return a_study(house)


@pytest.fixture
def talks(house: House) -> Study:
    """A study of two transcripts, marked by two coders, whose comparison is open."""
    made = a_study_of_talks(house)
    made.compare_talks()
    return made
