"""Counting under disclosure control: what is withheld does not follow from what is printed."""

from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.study import masks, tables
from roterfaden.study.tables.crossing import protected_pairs

ORDER = ("a", "b", "c", "d")
HISTOGRAMS = st.dictionaries(st.integers(0, 15), st.integers(1, 8), min_size=1)


@given(HISTOGRAMS)
@settings(max_examples=200)
def test_no_withheld_combination_follows_from_the_printed_numbers(
    histogram: dict[int, int],
) -> None:
    counted = tables.count(histogram, ORDER, disclosure=tables.Disclosure())
    hidden = sorted(masks.mask_of(codes, ORDER) for codes in counted.hidden)
    printed = equations(histogram, counted, hidden)
    for place, mask in enumerate(hidden):
        unit = np.eye(len(hidden))[place]
        if np.linalg.matrix_rank(np.vstack([printed, unit])) == np.linalg.matrix_rank(printed):
            assert everything_is_hidden(histogram, counted, mask)


@given(HISTOGRAMS)
def test_small_combinations_are_never_printed(histogram: dict[int, int]) -> None:
    counted = tables.count(histogram, ORDER, disclosure=tables.Disclosure())
    assert all(row.documents >= 3 for row in counted.combinations)
    assert all(row.documents is None or row.documents not in {1, 2} for row in counted.frequency)


@given(HISTOGRAMS)
def test_without_control_all_is_printed_and_adds_up(histogram: dict[int, int]) -> None:
    counted = tables.count(histogram, ORDER, min_count=3)
    below = sum(row.documents * row.combinations for row in counted.further)
    assert below + sum(row.documents for row in counted.combinations) == (
        counted.documents_with_entries
    )
    assert counted.withheld == 0


def equations(
    histogram: Mapping[int, int], counted: tables.Counted, hidden: list[int]
) -> np.ndarray:
    """A row for each printed sum: all relations, each category, each pair; columns are hidden."""
    rows = [[0.0] * len(hidden)]
    if counted.documents_with_entries is not None:
        rows.append([1.0] * len(hidden))
    for row in counted.frequency:
        if row.documents is not None:
            bit = masks.mask_of([row.code], ORDER)
            rows.append([float(bool(mask & bit)) for mask in hidden])
    for at, line in enumerate(protected_pairs(histogram, ORDER, counted)):
        for beside, number in enumerate(line):
            if at != beside and number is not None:
                pair = 1 << at | 1 << beside
                rows.append([float(mask & pair == pair) for mask in hidden])
    return np.array(rows)


def everything_is_hidden(histogram: Mapping[int, int], counted: tables.Counted, mask: int) -> bool:
    """Whether nothing more could be hidden beside it in a sum that fixes it."""
    shown = {masks.mask_of(row.codes, ORDER) for row in counted.combinations}
    shown |= {m for m, n in histogram.items() if m and n >= 3} - {
        masks.mask_of(codes, ORDER) for codes in counted.hidden
    }
    return not any(other & mask for other in shown)
