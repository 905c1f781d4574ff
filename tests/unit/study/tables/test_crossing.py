"""Entries by rubric, categories by group and by time."""

from datetime import date

import numpy as np

from roterfaden.study import masks
from roterfaden.study.tables import Disclosure, crossing

ORDER = ("a", "b")
MASKS = np.array([1, 1, 1, 3, 2, 0, 1, 1, 3, 3], np.uint8)
GROUPS = ["x"] * 6 + ["y"] * 4


def test_entries_by_rubric_are_those_of_the_report() -> None:
    """100, 87, 72, 0 and 15 of 100 plans: sections 2.4 and 3.1 to 3.4."""
    filled = {"goal": 60, "interim_goal": 100, "step_recipient": 87, "step_jobcentre": 72}
    filled["aspect"] = 15
    plans = [
        {rubric: ["Text"] if number < most else [" "] for rubric, most in filled.items()}
        for number in range(100)
    ]
    table = crossing.rubric_entries(plans)
    assert [cells[0] for _, cells in table.rows] == [100, 87, 72, 0, 15]
    assert table.note == "Analysierte Dokumente = 100."


def test_groups_add_up_to_all_documents() -> None:
    crossed = crossing.by_group(MASKS, GROUPS, ORDER)
    assert crossed.groups == ("x", "y")
    assert crossed.documents == (6, 4)
    assert crossed.cells == ((4, 4), (2, 2))
    assert crossed.totals == (8, 4)


def test_comparison_types_stand_by_their_numeral_and_unknown_ones_last() -> None:
    groups = ["IIIc", "Ia", "", "IIb", "IIa", "Ib", "IIIa", "Ia", "Ia", "Ia"]
    named = crossing.by_group(MASKS, groups, ORDER).groups
    assert named == ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIc", "ohne Angabe")


def test_a_small_group_is_hidden_with_another() -> None:
    crossed = crossing.by_group(
        MASKS, ["x"] * 5 + ["y"] * 4 + ["z"], ORDER, disclosure=Disclosure()
    )
    assert crossed.documents.count(None) == 2
    for row, total in zip(crossed.cells, crossed.totals, strict=True):
        assert total is None or row.count(None) != 1


def test_two_dimensions_are_counted_in_the_same_documents() -> None:
    second = np.array([1, 0, 1, 1, 1, 0, 0, 0, 1, 0], np.uint8)
    crossed = crossing.two_dimensions(MASKS, second, ORDER, ("c",))
    assert crossed.cells == ((4,), (3,))


def test_the_diagonal_of_co_occurrence_is_the_frequency() -> None:
    assert crossing.co_occurrence(masks.histogram(MASKS), ORDER) == ((8, 3), (3, 4))


def test_periods_sort_by_time() -> None:
    day = date(2026, 11, 23)
    assert crossing.period(day) == "2026/4"
    assert crossing.period(day, "month") == "2026-11"
    assert crossing.period(day, "year") == "2026"
