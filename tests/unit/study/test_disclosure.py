"""Disclosure control: what is hidden stays hidden, whatever sums are published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.study.disclosure import SMALLEST, Sum, hidden


def grid(cells: list[list[int]]) -> tuple[list[int], list[Sum]]:
    """A cross table with published row and column sums."""
    rows, columns = len(cells), len(cells[0])
    flat = [number for row in cells for number in row]
    at = np.arange(rows * columns).reshape(rows, columns)
    sums = [Sum(tuple(at[i].tolist()), sum(cells[i])) for i in range(rows)]
    sums += [Sum(tuple(at[:, j].tolist()), sum(r[j] for r in cells)) for j in range(columns)]
    return flat, sums


def test_a_small_cell_is_hidden_and_zero_is_not() -> None:
    assert hidden([0, 1, 2, 3, 40]) == {1, 2}


def test_one_hidden_cell_takes_a_second_with_it() -> None:
    assert hidden([7, 1, 9], [Sum((0, 1, 2), 17)]) == {0, 1}


def test_hidden_cells_are_together_not_small() -> None:
    assert hidden([5, 1, 1, 9], [Sum((0, 1, 2, 3), 16)]) == {0, 1, 2}


def test_a_hidden_total_binds_nothing() -> None:
    assert hidden([2, 2, 0], [Sum((1, 2), 2, cell=0)]) == {0, 1}


def test_a_threshold_of_one_hides_nothing() -> None:
    assert hidden([1, 1, 5], [Sum((0, 1, 2), 7)], smallest=1) == frozenset()


def test_without_complementary_suppression_only_small_cells_are_hidden() -> None:
    assert hidden([7, 1, 9], [Sum((0, 1, 2), 17)], complementary=0) == {1}


def test_a_cell_that_links_two_rings_is_not_left_derivable() -> None:
    """Two or more hidden in each line do not suffice: here row and column sums gave (2, 2)."""
    cells = [
        [1, 1, 9, 9, 9],
        [1, 1, 9, 9, 9],
        [9, 9, 1, 1, 9],
        [9, 9, 1, 1, 9],
        [9, 9, 9, 9, 9],
    ]
    cells[1][2] = 2
    flat, sums = grid(cells)
    assert determined(flat, sums, hidden(flat, sums)) == []


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=2, max_size=5
        )
    )
)
def test_no_hidden_cell_follows_from_rows_and_columns(cells: list[list[int]]) -> None:
    flat, sums = grid(cells)
    concealed = hidden(flat, sums)
    assert {place for place, n in enumerate(flat) if 0 < n < SMALLEST} <= concealed
    for place in determined(flat, sums, concealed):
        lines = [one for one in sums if place in one.parts]
        assert any(set(one.parts) <= concealed for one in lines)


def determined(flat: list[int], sums: list[Sum], concealed: frozenset[int]) -> list[int]:
    """Hidden cells whose value the published numbers fix, found by solving for them."""
    places = sorted(concealed)
    if not places:
        return []
    matrix = np.array([[place in one.parts for place in places] for one in sums], float)
    rank = np.linalg.matrix_rank(matrix)
    fixed = []
    for column, place in enumerate(places):
        unit = np.zeros(len(places))
        unit[column] = 1
        if np.linalg.matrix_rank(np.vstack([matrix, unit])) == rank:
            fixed.append(place)
    return fixed


def test_the_constants_are_those_the_documentation_names() -> None:
    assert SMALLEST == 3


@pytest.mark.parametrize("cells", [[1], [2]])
def test_a_sum_of_one_small_cell_hides_it(cells: list[int]) -> None:
    assert hidden(cells, [Sum((0,), cells[0])]) == {0}
