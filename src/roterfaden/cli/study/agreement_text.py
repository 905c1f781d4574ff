"""Coefficients as people read them: value, interval, reason."""

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.estimate import Estimate, Estimates
from roterfaden.study.agreement.ratings import Ratings
from roterfaden.study.agreement.reasons import NAMES

_WIDTH = max(len(name) for name in NAMES.values())


def as_text(estimates: Estimates, ratings: Ratings) -> str:
    """One line per coefficient under a line that says what was counted."""
    head = (
        f"{ratings.units} Einheiten, davon {ratings.paired_units} von mindestens zwei Personen "
        f"codiert; {len(ratings.coders)} Codierende."
    )
    return "\n".join([head, "", *(_line(name, one) for name, one in estimates.items())])


def _line(coefficient: Coefficient, estimate: Estimate) -> str:
    name = NAMES[coefficient].ljust(_WIDTH)
    if estimate.value is None:
        return f"{name}       –  {estimate.why}"
    low_high = (
        f"{_german(estimate.interval[0])} bis {_german(estimate.interval[1])}"
        if estimate.interval
        else estimate.why
    )
    return f"{name}  {_german(estimate.value):>6}  {low_high}"


def _german(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
