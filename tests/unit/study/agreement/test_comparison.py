"""Coders compared by category, dimension and overall, with the traps that are near."""

from collections.abc import Mapping
from random import Random
from typing import Any

import numpy as np
import pytest

from roterfaden.study.agreement import (
    Bootstrap,
    Codings,
    Coefficient,
    Ratings,
    compare,
    compare_dimension,
    forest,
    measure,
)
from roterfaden.study.agreement import joint as joints
from roterfaden.study.agreement.ratings import Pattern
from roterfaden.study.agreement.traps import Code, near
from roterfaden.study.codebook import Category, Codebook, Dimension
from roterfaden.study.troubles import WrongData

GOALS = Dimension(
    "goals",
    "Ziele",
    categories=(
        Category("other", "Sonstiges", residual=True),
        Category("work", "Arbeit"),
        Category("health", "Gesundheit"),
    ),
)
STEPS = Dimension("steps", "Schritte", categories=(Category("search", "Suchen"),))
BOOK = Codebook("b", "Buch", "1.0", "published", "de", "", "", (GOALS, STEPS))

CODINGS: Codings = {
    "A": {"1": ["work"], "2": ["work", "health"], "3": [], "4": ["health"], "5": ["work"]},
    "B": {"1": ["work"], "2": ["work"], "3": [], "4": ["Gesundheit"]},
}


def test_categories_stand_in_book_order_with_the_residual_one_last() -> None:
    found = compare_dimension(GOALS, CODINGS)
    assert [one.title for one in found.categories] == ["Arbeit", "Gesundheit", "Sonstiges"]
    assert [one.documents for one in found.categories] == [3, 2, 0]


def test_a_document_that_one_has_not_coded_is_missing_and_not_empty() -> None:
    found = compare_dimension(GOALS, CODINGS)
    assert found.sets.documents == 5
    assert found.sets.units == 4
    assert found.sets.estimates[Coefficient.PERCENT].value == 3 / 4


def test_a_category_is_a_question_of_yes_or_no() -> None:
    health = compare_dimension(GOALS, CODINGS).categories[1]
    units = [
        {"A": "nein", "B": "nein"},
        {"A": "ja", "B": "nein"},
        {"A": "nein", "B": "nein"},
        {"A": "ja", "B": "ja"},
        {"A": "nein"},
    ]
    expected = measure(Ratings.of(units, ("A", "B"), ("ja", "nein")))
    assert health.estimates[Coefficient.COHEN] == expected[Coefficient.COHEN]
    assert health.estimates[Coefficient.COHEN].value == pytest.approx(0.5)


def test_a_category_that_nobody_gave_has_no_kappa_and_says_so() -> None:
    other = compare_dimension(GOALS, CODINGS).categories[2]
    assert other.estimates[Coefficient.PERCENT].value == 1
    assert other.estimates[Coefficient.COHEN].value is None
    assert Code.ONE_VALUE in {trap.code for trap in other.traps}


def test_overall_takes_the_categories_of_all_dimensions_as_one_set() -> None:
    steps: Codings = {
        "A": {"1": ["search"], "2": [], "3": ["search"], "4": []},
        "B": {"1": [], "2": [], "3": ["search"], "4": []},
    }
    found = compare(BOOK, {"goals": CODINGS, "steps": steps})
    assert [one.dimension.id for one in found.dimensions] == ["goals", "steps"]
    assert found.overall.units == 4
    assert found.overall.estimates[Coefficient.PERCENT].value == 2 / 4


def test_overall_asks_of_a_document_only_the_dimensions_that_apply_to_it() -> None:
    plans = Dimension("plans", "Pläne", rubrics=("goal",), categories=(Category("a", "A"),))
    talks = Dimension("talks", "Gespräche", "passage", categories=(Category("b", "B"),))
    both = Codebook("c", "C", "1.0", "draft", "de", "", "", (plans, talks))
    codings = {
        "plans": {"A": {"p1": ["a"], "p2": []}, "B": {"p1": ["a"], "p2": []}},
        "talks": {"A": {"t1": ["b"]}, "B": {"t1": ["b"]}},
    }
    kinds = {"p1": "plan", "p2": "plan", "t1": "transcript"}
    assert compare(both, codings, kinds=kinds).overall.units == 3
    assert compare(both, codings).overall.units == 0


def test_an_unknown_code_or_dimension_is_refused() -> None:
    with pytest.raises(WrongData, match="Geld"):
        compare_dimension(GOALS, {"A": {"1": ["Geld"]}, "B": {}})
    with pytest.raises(WrongData, match="wishes"):
        compare(BOOK, {"wishes": CODINGS})


def test_nobody_coded_and_one_coded_both_say_why() -> None:
    one = compare_dimension(GOALS, {"A": CODINGS["A"]})
    assert one.sets.estimates[Coefficient.ALPHA].why == (
        "Nur eine Person hat codiert; Übereinstimmung braucht mindestens zwei."
    )
    none = compare_dimension(GOALS, {})
    assert "keine Codierung" in (none.sets.estimates[Coefficient.ALPHA].why or "")
    assert compare(BOOK, {}).overall.units == 0


def test_the_same_seed_gives_the_same_intervals() -> None:
    first, again, other = (
        compare_dimension(GOALS, _many(), bootstrap=Bootstrap(200, seed)).sets.estimates
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_a_forest_has_a_row_for_each_category_and_one_for_the_sets() -> None:
    rows = forest(compare_dimension(GOALS, _many())).rows
    assert [row.label for row in rows] == [
        "Arbeit",
        "Gesundheit",
        "Sonstiges",
        "Alle Kategorien (Mengen)",
    ]
    assert [row.total for row in rows] == [False, False, False, True]
    assert rows[0].low is not None
    assert rows[2].value is None
    assert "Nur ein Wert" in (rows[2].why or "")


def _many() -> Codings:
    dice = Random(1)  # noqa: S311  the same codings each time
    first = {
        str(at): [code for code in ("work", "health") if dice.random() < 0.5] for at in range(50)
    }
    second = {at: codes if dice.random() < 0.8 else ["work"] for at, codes in first.items()}
    return {"A": first, "B": second}


def test_masks_of_any_width_give_the_same_histogram() -> None:
    masks = [[0, 1, 1, 255, 3], [0, 1, 1, 254, 3]]
    expected = {(0, 0): 1, (1, 1): 2, (255, 254): 1, (3, 3): 1}
    dtypes: list[Any] = [np.uint8, np.uint16, np.uint32, np.uint64]
    for dtype in dtypes:
        joint = joints.of_masks(*(np.array(one, dtype) for one in masks))
        cells = zip(map(tuple, joint.masks.tolist()), joint.documents.tolist(), strict=True)
        assert dict(cells) == expected
    with pytest.raises(ValueError, match="one mask per document"):
        joints.of_masks(np.zeros(2, np.uint8), np.zeros(3, np.uint8))


def test_kappas_of_all_categories_at_once_leave_out_who_has_not_coded() -> None:
    joint = joints.of_codings(
        {
            coder: {n: set(c) & {"work"} for n, c in given.items()}
            for coder, given in CODINGS.items()
        },
        ("work", "health"),
    )
    assert joints.cohen_kappas(joint, 2) == [1.0, None]


def _traps(cells: Mapping[Pattern, float]) -> dict[Code, str]:
    ratings = Ratings.from_cells(cells, ("A", "B"))
    return {trap.code: trap.text for trap in near(ratings, measure(ratings))}


def test_the_paradox_of_kappa_is_named_with_both_figures() -> None:
    found = _traps({("ja", "ja"): 118, ("ja", "nein"): 5, ("nein", "ja"): 2})
    assert "94 % sind gleich" in found[Code.PARADOX]
    assert "AC1 ist 0,94" in found[Code.PARADOX]


def test_even_use_of_categories_is_no_paradox() -> None:
    assert Code.PARADOX not in _traps({("a", "a"): 45, ("b", "b"): 40, ("a", "b"): 15})


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({("a", "a"): 5, ("b", "b"): 5}, Code.FEW_UNITS),
        ({("a", "a"): 50, ("b", "b"): 50}, Code.NO_SPREAD),
        ({("a", "a"): 50}, Code.ONE_VALUE),
        ({("a", "b"): 30, ("b", "a"): 30}, Code.BELOW_CHANCE),
        ({("a", "a"): 40, ("a", "b"): 30, ("b", "b"): 30}, Code.USE_DIFFERS),
        ({("a", "a"): 6, ("b", "b"): 3, ("a", "b"): 2}, Code.WIDE),
    ],
)
def test_a_trap_is_named(cells: Mapping[Pattern, float], code: Code) -> None:
    assert code in _traps(cells)


def test_good_data_have_no_trap() -> None:
    assert not _traps({("a", "a"): 200, ("b", "b"): 180, ("a", "b"): 10, ("b", "a"): 10})


def test_empty_sets_and_single_codings_and_rare_categories_are_named() -> None:
    empty: Codings = {
        "A": {str(at): ["work"] if at < 3 else [] for at in range(40)},
        "B": {str(at): ["work"] if at < 4 else [] for at in range(30)},
    }
    found = compare_dimension(GOALS, empty)
    codes = {trap.code for trap in found.sets.traps}
    assert {Code.EMPTY_SETS, Code.SINGLE} <= codes
    assert Code.RARE in {trap.code for trap in found.categories[0].traps}
