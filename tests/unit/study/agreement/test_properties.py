"""What holds for any ratings at all."""

import json
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from roterfaden.study.agreement import Bootstrap, Coefficient, Estimate, Ratings, measure
from roterfaden.study.agreement.distances import Distance, Interval, Jaccard, Masi, Ordinal, Ratio
from roterfaden.study.agreement.ratings import Value

CODERS = ("A", "B", "C")
VALUES = some.sampled_from(("0", "1", "2", "7"))
UNITS = some.lists(some.dictionaries(some.sampled_from(CODERS), VALUES), max_size=12)
SETS = some.lists(
    some.dictionaries(some.sampled_from(CODERS), some.frozensets(some.sampled_from("abcd"))),
    max_size=12,
)
Units = list[dict[str, Value]]


def _distances(ratings: Ratings) -> list[Distance | None]:
    if ratings.sets:
        sets = [value for value in ratings.values if isinstance(value, frozenset)]
        return [None, Jaccard(sets), Masi(sets)]
    numbers = [float(str(value)) for value in ratings.values]
    return [None, Ordinal(), Interval(numbers), Ratio(numbers)]


def _check(estimates: dict[Coefficient, Estimate], *, resampled: bool = False) -> None:
    for estimate in estimates.values():
        json.dumps(estimate.as_json(), allow_nan=False)
        if estimate.value is None:
            assert estimate.why
            assert estimate.interval is None
        elif estimate.interval is None:
            assert estimate.why
        else:
            low, high = estimate.interval
            assert low < high <= 1
            assert resampled or min(-1, estimate.value) <= low <= estimate.value <= high


@settings(max_examples=40)
@given(units=UNITS, named=some.none() | some.just(("0", "1", "2", "7", "9")))
def test_every_coefficient_has_a_value_or_a_reason(units: Units, named: Any) -> None:
    ratings = Ratings.of(units, CODERS, named)
    for distance in _distances(ratings):
        _check(measure(ratings, distance))


@settings(max_examples=40)
@given(units=SETS)
def test_sets_have_a_value_or_a_reason(units: Units) -> None:
    ratings = Ratings.of(units, CODERS, sets=True)
    for distance in _distances(ratings):
        _check(measure(ratings, distance))


@settings(max_examples=40)
@given(units=UNITS)
def test_resampling_leaves_a_value_or_a_reason(units: Units) -> None:
    ratings = Ratings.of(units, CODERS[:2])
    _check(measure(ratings, bootstrap=Bootstrap(50, 1)), resampled=True)


@settings(max_examples=40)
@given(units=UNITS)
def test_neither_the_order_of_coders_nor_of_units_matters(units: Units) -> None:
    def values(units: Units, coders: tuple[str, ...]) -> list[Any]:
        ratings = Ratings.of(units, coders)
        return [
            _near(one)
            for distance in _distances(ratings)
            for one in _all(measure(ratings, distance))
        ]

    assert values(units, CODERS) == values(units[::-1], CODERS[::-1])


def _all(estimates: dict[Coefficient, Estimate]) -> list[Any]:
    return [(one.value, one.interval, one.why) for one in estimates.values()]


def _near(one: Any) -> Any:
    value, interval, why = one
    return (
        None if value is None else round(value, 9),
        None if interval is None else tuple(round(bound, 8) for bound in interval),
        why,
    )


@settings(max_examples=40)
@given(units=UNITS)
def test_a_histogram_gives_what_its_units_give(units: Units) -> None:
    whole = Ratings.of(units * 3, CODERS)
    counted = Ratings.of(units, CODERS)
    thrice = Ratings(
        counted.coders, counted.values, counted.patterns, counted.counts * 3, counted.categories
    )
    assert [_near(one) for one in _all(measure(whole))] == [
        _near(one) for one in _all(measure(thrice))
    ]


@settings(max_examples=40)
@given(numbers=some.lists(some.floats(-1e300, 1e300), min_size=2, max_size=6, unique=True))
def test_no_number_is_too_large(numbers: list[float]) -> None:
    units: Units = [{"A": repr(one), "B": repr(other)} for one, other in pairwise(numbers)]
    ratings = Ratings.of(units)
    places = [float(str(value)) for value in ratings.values]
    _check(measure(ratings, Interval(places)))
    _check(measure(ratings, Ratio([abs(place) for place in places])))


def test_many_values_need_no_square_of_memory() -> None:
    dice = np.random.default_rng(3)
    units: Units = [{"A": str(one), "B": str(one + dice.integers(0, 5))} for one in range(20_000)]
    ratings = Ratings.of(units)
    numbers = [float(str(value)) for value in ratings.values]
    found = measure(ratings, Interval(numbers))[Coefficient.ALPHA]
    assert found.value is not None
    assert found.value > 0.999
