"""Masks: packed, unpacked and counted."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.study import masks

ORDER = tuple("abcdefg")


@given(st.lists(st.sets(st.sampled_from(ORDER))))
def test_the_histogram_counts_each_set(coded: list[set[str]]) -> None:
    packed = masks.pack(coded, ORDER)
    found = {masks.codes_of(mask, ORDER): n for mask, n in masks.histogram(packed).items()}
    assert found == Counter(tuple(sorted(codes)) for codes in coded)


@pytest.mark.parametrize(("categories", "bits"), [(7, 8), (8, 8), (9, 16), (17, 32), (63, 64)])
def test_the_type_is_the_smallest_that_fits(categories: int, bits: int) -> None:
    assert np.dtype(masks.dtype_for(categories)).itemsize * 8 == bits


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.uint32, np.uint64])
def test_every_width_gives_the_same_histogram(
    dtype: type[np.unsignedinteger[Any]],
) -> None:
    values: masks.MaskArray = np.array([0, 3, 3, 255, 7, 7, 7], dtype)
    assert masks.histogram(values) == {0: 1, 3: 2, 7: 3, 255: 1}


def test_a_slice_with_gaps_is_counted_too() -> None:
    assert masks.histogram(np.array([1, 2, 1, 2, 1], np.uint8)[::2]) == {1: 3}


def test_a_code_outside_the_order_has_no_mask() -> None:
    with pytest.raises(ValueError, match="order"):
        masks.mask_of(["z"], ORDER)


def test_more_than_64_categories_have_no_mask() -> None:
    with pytest.raises(ValueError, match="64"):
        masks.dtype_for(65)
