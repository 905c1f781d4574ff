"""Every category of the delivered codebooks has a key of its own at the desk."""

import pytest

from roterfaden.study import codebook
from roterfaden.study.codebook import Dimension
from roterfaden.web.research.desk import keys_of

DIMENSIONS = [dimension for book in codebook.delivered() for dimension in book.dimensions]


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda one: one.id)
def test_every_category_has_a_key_of_its_own(dimension: Dimension) -> None:
    keys = list(keys_of(dimension).values())
    assert all(keys)
    assert len(keys) == len(set(keys))
