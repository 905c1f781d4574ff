"""All coefficients of some ratings, each with its interval or with the reason why there is none."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roterfaden.study.agreement import intervals, reasons
from roterfaden.study.agreement.coefficients import Coefficient, Figures, estimates, figures_of
from roterfaden.study.agreement.distances import Distance
from roterfaden.study.agreement.intervals import Bootstrap, Bounds
from roterfaden.study.agreement.ratings import Ratings


@dataclass(frozen=True)
class Estimate:
    """A coefficient: its value, its 95-% interval, and why the one or the other is missing."""

    value: float | None
    interval: Bounds | None
    why: str | None = None

    def as_json(self) -> dict[str, Any]:
        """``value``, ``ci95`` and ``why``; never NaN."""
        interval = list(self.interval) if self.interval else None
        return {"value": self.value, "ci95": interval, "why": self.why}


Estimates = Mapping[Coefficient, Estimate]


def measure(
    ratings: Ratings, distance: Distance | None = None, *, bootstrap: Bootstrap | None = None
) -> dict[Coefficient, Estimate]:
    """The seven coefficients of these ratings.

    ``distance`` is that of alpha alone, nominal where none is given. Intervals are analytic, or
    percentiles of resamples with ``bootstrap``; where all units agree they are exact bounds.
    """
    figures = figures_of(ratings, distance)
    values = _values(figures)
    drawn = (
        intervals.bootstrap(figures, bootstrap)
        if bootstrap and any(value is not None for value in values.values())
        else None
    )
    return {
        coefficient: _estimate(coefficient, figures, value, drawn)
        for coefficient, value in values.items()
    }


def _values(figures: Figures) -> dict[Coefficient, float | None]:
    if not len(figures.ratings.counts):
        return dict.fromkeys(Coefficient)
    found = estimates(figures, figures.ratings.counts[None, :])
    return {coefficient: _finite(float(value[0])) for coefficient, value in found.items()}


def _finite(value: float) -> float | None:
    return value + 0.0 if math.isfinite(value) else None


def _estimate(
    coefficient: Coefficient,
    figures: Figures,
    value: float | None,
    drawn: Mapping[Coefficient, Bounds | None] | None,
) -> Estimate:
    if value is None:
        return Estimate(None, None, reasons.why_undefined(coefficient, figures.ratings))
    interval = drawn[coefficient] if drawn else intervals.analytic(coefficient, figures, value)
    interval = interval or intervals.exact(coefficient, figures, value)
    return Estimate(value, interval, None if interval else _why_no_interval(figures, bool(drawn)))


def _why_no_interval(figures: Figures, resampled: bool) -> str:
    if figures.ratings.paired_units < 2:
        return reasons.ONE_UNIT
    return reasons.TOO_OFTEN_UNDEFINED if resampled else reasons.SAME_EVERYWHERE
