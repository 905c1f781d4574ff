"""Published worked examples come out as published."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from roterfaden.study.agreement import Coefficient, Ratings, Span, Unitised, measure, overlap
from roterfaden.study.agreement import unitised_alpha as alpha_of_units
from roterfaden.study.agreement.distances import Distance, Interval, Nominal, Ordinal, Ratio
from roterfaden.study.agreement.ratings import Pattern

CASES = yaml.safe_load(
    (Path(__file__).parents[3] / "cases" / "agreement" / "published.yaml").read_text("utf-8")
)


def _ratings(case: dict[str, Any]) -> Ratings:
    cells: Counter[Pattern] = Counter()
    if "coders" in case:
        lines = [[None if one == "." else one for one in row.split()] for row in case["coders"]]
        cells.update(tuple(unit) for unit in zip(*lines, strict=True))
    for first, row in enumerate(case.get("table", ())):
        cells.update({(str(first), str(second)): units for second, units in enumerate(row)})
    for unit in case.get("counts", ()):
        cells[tuple(str(value) for value, times in enumerate(unit) for _ in range(times))] += 1
    coders = [f"coder {number}" for number in range(len(next(iter(cells))))]
    return Ratings.from_cells({cell: units for cell, units in cells.items() if units}, coders)


def _digits(published: float) -> float:
    return 0.5001 * 10.0 ** -len(str(published).partition(".")[2])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_published_example_comes_out_as_published(case: dict[str, Any]) -> None:
    found = measure(_ratings(case))
    for name, published in case.get("figures", {}).items():
        assert found[Coefficient(name)].value == pytest.approx(published, abs=_digits(published))
    for name, published in case.get("intervals", {}).items():
        assert found[Coefficient(name)].interval == pytest.approx(published, abs=1e-5)


@pytest.mark.parametrize(
    ("case", "level"),
    [(case, level) for case in CASES for level in case.get("alpha", {})],
    ids=lambda one: one if isinstance(one, str) else one["name"],
)
def test_alpha_comes_out_at_every_level(case: dict[str, Any], level: str) -> None:
    ratings = _ratings(case)
    distance = _distance(level, ratings)
    published = case["alpha"][level]
    assert measure(ratings, distance)[Coefficient.ALPHA].value == pytest.approx(
        published, abs=_digits(published)
    )


def _distance(level: str, ratings: Ratings) -> Distance:
    if level in {"interval", "ratio"}:
        numbers = [float(str(value)) for value in ratings.values]
        return Interval(numbers) if level == "interval" else Ratio(numbers)
    return Ordinal() if level == "ordinal" else Nominal()


# Krippendorff (2004): Measuring the Reliability of Qualitative Text Analysis Data, Figure 3
CONTINUUM = 300
UNITS_C = {
    "i": [Span(75, 145), Span(220, 250)],
    "j": [Span(70, 150), Span(205, 225), Span(250, 270)],
}
UNITS_K = {"i": [Span(30, 90), Span(150, 200)], "j": [Span(30, 90), Span(150, 200)]}


def _of_units(**marks: dict[str, list[Span]]) -> Unitised:
    return alpha_of_units(marks, CONTINUUM, ("i", "j"))


def test_units_on_a_continuum_come_out_as_krippendorff_printed_them() -> None:
    assert _of_units(c=UNITS_C).observed == pytest.approx(0.0144, abs=1e-4)
    assert _of_units(c=UNITS_C).expected == pytest.approx(0.0532, abs=1e-4)
    assert _of_units(k=UNITS_K).observed == 0
    assert _of_units(k=UNITS_K).expected == pytest.approx(0.0490, abs=1e-4)
    assert _of_units(c=UNITS_C).value == pytest.approx(0.7285, abs=2e-4)
    assert _of_units(k=UNITS_K).value == 1
    assert _of_units(c=UNITS_C, k=UNITS_K).value == pytest.approx(0.8587, abs=1e-4)


@pytest.mark.parametrize("length", [75, 1_000, 300_000])
def test_kappa_of_passages_adds_both_ways_of_agreeing_by_chance(length: int) -> None:
    """Fifty characters each, 25 in common: 0.4737 in a text of 1,000; it depends on the text."""
    marks = {"text": {"A": [Span(0, 50)], "B": [Span(25, 75)]}}
    found = overlap(marks, {"text": length}, ("A", "B"))
    share = 50 / length
    agreed, by_chance = 1 - 50 / length, share**2 + (1 - share) ** 2
    assert found.estimates[Coefficient.COHEN].value == pytest.approx(
        (agreed - by_chance) / (1 - by_chance)
    )
    if length == 1_000:
        assert found.estimates[Coefficient.COHEN].value == pytest.approx(0.4737, abs=5e-5)
    assert found.jaccard == pytest.approx(1 / 3)
