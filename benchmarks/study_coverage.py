"""How often a 95-% interval holds the true figure: two coders, yes or no, drawn again and again.

Three truths: a frequent category (45 % yes, 90 % equal), a rare one (8 % yes, 96 % equal), and
near full agreement (31 % yes, 98 % equal). Draws without a defined coefficient are left out; what
would be counted as held if full agreement were given an interval of width zero is the baseline.
"""

import numpy as np

from benchmarks.figures import Figure
from roterfaden.study.agreement import Coefficient, Estimate, Ratings, measure
from roterfaden.study.agreement.ratings import Pattern

TRUTHS = {
    "frequent": (0.40, 0.05, 0.05, 0.50),
    "rare": (0.06, 0.02, 0.02, 0.90),
    "near full agreement": (0.30, 0.01, 0.01, 0.68),
}
SIZES, DRAWS, CODERS = (30, 100, 400), 800, ("A", "B")
ANSWERS: tuple[Pattern, ...] = (("ja", "ja"), ("ja", "nein"), ("nein", "ja"), ("nein", "nein"))


def run() -> dict[str, Figure]:
    """The share of analytic intervals of Krippendorff's alpha that hold the truth."""
    return {
        f"intervals that hold alpha, {name}, {units} units": _coverage(truth, units)
        for name, truth in TRUTHS.items()
        for units in SIZES
    }


def _coverage(truth: tuple[float, ...], units: int) -> Figure:
    true = _alpha([10**7 * share for share in truth]).value
    assert true is not None
    dice = np.random.default_rng(1)
    found = [_alpha(dice.multinomial(units, truth).tolist()) for _ in range(DRAWS)]
    defined = [one for one in found if one.value is not None and one.interval]
    held = np.mean([one.interval[0] <= true <= one.interval[1] for one in defined if one.interval])
    of_zero_width = np.mean([_held_without_exact_bound(one, true) for one in defined])
    return Figure(
        float(held), "share", float(of_zero_width), "width zero at 1", more_is_better=True
    )


def _alpha(counts: list[float]) -> Estimate:
    cells = {answer: count for answer, count in zip(ANSWERS, counts, strict=True) if count}
    return measure(Ratings.from_cells(cells, CODERS, ("ja", "nein")))[Coefficient.ALPHA]


def _held_without_exact_bound(one: Estimate, true: float) -> bool:
    assert one.interval
    return one.value != 1 and one.interval[0] <= true <= one.interval[1]
