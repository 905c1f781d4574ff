"""Coefficients and intervals are those of irrCAC; its figures are stored (``irrcac/remake.py``)."""

import json
from pathlib import Path
from typing import Any

import pytest

from roterfaden.study.agreement import Coefficient, Ratings, measure

STORED = json.loads((Path(__file__).parent / "irrcac" / "figures.json").read_text("utf-8"))
CASES = STORED["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_figures_are_those_of_irrcac(case: dict[str, Any]) -> None:
    lines = [row.split() for row in case["coders"]]
    units = [
        {f"coder {at}": value for at, value in enumerate(unit) if value != "."}
        for unit in zip(*lines, strict=True)
    ]
    found = measure(Ratings.of(units, categories=case["categories"]))
    for name, stored in case["figures"].items():
        ours = found[Coefficient(name)]
        assert ours.value == pytest.approx(stored["value"], abs=1e-8), name
        low, high = stored["interval"]
        assert ours.interval == pytest.approx((max(low, -1), high), abs=1e-8), name
