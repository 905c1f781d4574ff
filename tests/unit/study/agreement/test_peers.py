"""Coefficients are those of other programs on the same ratings."""

from collections import Counter
from itertools import product
from random import Random
from typing import Any

import krippendorff
import numpy as np
import pytest
from nltk.metrics import masi_distance  # type: ignore[import-untyped]
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from roterfaden.study.agreement import Coefficient, Ratings, joint_histogram, measure
from roterfaden.study.agreement import joint as joints
from roterfaden.study.agreement.distances import (
    Distance,
    Interval,
    Jaccard,
    Masi,
    Nominal,
    Ordinal,
    Ratio,
)
from roterfaden.study.agreement.ratings import Value

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def _drawn(seed: int, *, coders: int, units: int, missing: float) -> list[list[float]]:
    """Numbers that coders gave, a line per coder; NaN is missing."""
    dice = Random(seed)  # noqa: S311  the same ratings each time
    truth = [dice.choice((0, 1, 2, 5, 9)) for _ in range(units)]
    return [
        [
            float("nan") if dice.random() < missing else one + dice.choice((0, 0, 0, 1, 3))
            for one in truth
        ]
        for _ in range(coders)
    ]


def _ratings(lines: list[list[float]]) -> Ratings:
    return Ratings.of(
        [
            {str(at): str(int(value)) for at, value in enumerate(unit) if value == value}
            for unit in zip(*lines, strict=True)
        ],
        [str(at) for at in range(len(lines))],
    )


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(4))
def test_alpha_is_that_of_krippendorff(level: Any, seed: int) -> None:
    lines = _drawn(seed, coders=2 + seed, units=30, missing=0.2 * (seed > 0))
    ratings = _ratings(lines)
    numbers = [float(str(value)) for value in ratings.values]
    distances: dict[str, Distance] = {
        "nominal": Nominal(),
        "ordinal": Ordinal(),
        "interval": Interval(numbers),
        "ratio": Ratio(numbers),
    }
    expected = krippendorff.alpha(np.array(lines), level_of_measurement=level)
    found = measure(ratings, distances[level])[Coefficient.ALPHA].value
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_kappas_are_those_of_statsmodels_and_scikit_learn(seed: int) -> None:
    lines = _drawn(seed, coders=2, units=50, missing=0)
    found = measure(_ratings(lines))
    table = Counter(zip(*lines, strict=True))
    values = sorted({value for line in lines for value in line})
    square = [[table[first, second] for second in values] for first in values]
    kappa = cohens_kappa(square)
    assert found[Coefficient.COHEN].value == pytest.approx(kappa.kappa)
    assert found[Coefficient.COHEN].value == pytest.approx(cohen_kappa_score(*lines))
    by_unit = aggregate_raters(np.array(lines).T)[0]
    assert found[Coefficient.FLEISS].value == pytest.approx(fleiss_kappa(by_unit))
    assert found[Coefficient.SCOTT].value == pytest.approx(fleiss_kappa(by_unit))


def test_the_interval_of_kappa_nears_the_one_for_large_samples() -> None:
    """Fleiss, Cohen and Everitt (1969) divide by n, we by n - 1 and take t: the same in the end."""
    lines = _drawn(7, coders=2, units=20_000, missing=0)
    values = sorted({value for line in lines for value in line})
    table = Counter(zip(*lines, strict=True))
    kappa = cohens_kappa([[table[first, second] for second in values] for first in values])
    found = measure(_ratings(lines))[Coefficient.COHEN].interval
    assert found == pytest.approx((kappa.kappa_low, kappa.kappa_upp), abs=1e-5)


SETS = [frozenset(one) for one in ("", "a", "b", "ab", "abc", "cd", "abcd", "x")]


def _between(distance: Distance, places: tuple[int, int]) -> float:
    first, second = (np.array([place]) for place in places)
    return float(distance.apart(first, second, np.ones((1, len(SETS))))[0, 0])


@pytest.mark.parametrize("places", product(range(len(SETS)), repeat=2))
def test_masi_is_that_of_passonneau_and_empty_sets_are_equal(places: tuple[int, int]) -> None:
    first, second = (SETS[place] for place in places)
    expected = masi_distance(first, second) if first or second else 0
    assert _between(Masi(SETS), places) == pytest.approx(expected, abs=1e-12)


def test_the_three_masi_in_use_differ_and_ours_is_the_one_of_2006() -> None:
    """{1, 2} and {1, 2, 3, 4}: 0.6667 after Passonneau, 0.665 rounded, 0.1667 in DKPro."""
    sets = [frozenset("12"), frozenset("1234")]
    apart = Masi(sets).apart(np.array([0]), np.array([1]), np.ones((1, 2)))
    assert apart[0, 0] == pytest.approx(2 / 3)


@pytest.mark.parametrize("kind", [Jaccard, Masi])
@pytest.mark.parametrize("seed", range(3))
def test_alpha_of_sets_is_that_of_krippendorff_with_the_same_distance(
    kind: type[Jaccard], seed: int
) -> None:
    dice = Random(seed)  # noqa: S311  the same ratings each time
    units: list[dict[str, Value]] = [
        {coder: dice.choice(SETS) for coder in "ABC" if dice.random() < 0.8} for _ in range(40)
    ]
    ratings = Ratings.of(units, "ABC", sets=True)
    sets = [value for value in ratings.values if isinstance(value, frozenset)]
    distance = kind(sets)
    place = {value: at for at, value in enumerate(ratings.values)}
    counts = np.zeros((len(units), len(sets)), dtype=int)
    for row, unit in enumerate(units):
        for value in unit.values():
            counts[row, place[value]] += 1

    def metric(v1: Any, v2: Any, **_rest: Any) -> Any:
        return distance.apart(
            v1.astype(np.int64), v2.astype(np.int64), np.ones((1, len(sets)))
        ).reshape(np.broadcast_shapes(v1.shape, v2.shape))

    level: Any = metric
    expected = krippendorff.alpha(
        value_counts=counts, value_domain=list(range(len(sets))), level_of_measurement=level
    )
    assert measure(ratings, distance)[Coefficient.ALPHA].value == pytest.approx(expected)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.uint64])
def test_kappas_from_masks_are_those_of_scikit_learn(dtype: Any) -> None:
    dice = np.random.default_rng(5)
    first = dice.integers(0, 128, 3_000).astype(dtype)
    noise = (dice.random(3_000) < 0.2) * dice.integers(0, 128, 3_000)
    second = (first ^ noise.astype(dtype)).astype(dtype)
    joint = joint_histogram(first, second)
    assert joint.documents.sum() == 3_000
    at_once = joints.cohen_kappas(joint, 7)
    for place in range(7):
        ratings = joints.category(joint, place, ("A", "B"))
        expected = cohen_kappa_score(first >> place & 1, second >> place & 1)
        assert measure(ratings)[Coefficient.COHEN].value == pytest.approx(expected)
        assert at_once[place] == pytest.approx(expected)
