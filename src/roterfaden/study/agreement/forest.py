"""The figures of a forest plot: one coefficient with its interval, a row for each category."""

from collections.abc import Sequence
from dataclasses import dataclass

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.comparison import Agreement, DimensionAgreement
from roterfaden.study.agreement.reasons import NAMES

CUSTOMARY = (0.667, 0.8)
"""Where tentative and firm conclusions begin: Krippendorff, *Content Analysis* (2004), p. 241."""


@dataclass(frozen=True)
class ForestRow:
    """One line: its label, the documents behind it, the value with its bounds, or why not."""

    label: str
    documents: int
    percent: float | None
    value: float | None
    low: float | None
    high: float | None
    why: str | None
    total: bool = False


@dataclass(frozen=True)
class Forest:
    """A forest plot: what is shown, its rows from top to bottom, where the guide lines stand."""

    title: str
    coefficient: str
    rows: tuple[ForestRow, ...]
    lines: tuple[float, ...] = CUSTOMARY


def forest(agreement: DimensionAgreement, coefficient: Coefficient = Coefficient.ALPHA) -> Forest:
    """The rows of a dimension: its categories in book order, then its sets."""
    rows = [_row(one, one.title, coefficient) for one in agreement.categories]
    total = _row(agreement.sets, "Alle Kategorien (Mengen)", coefficient, total=True)
    return Forest(agreement.dimension.title, NAMES[coefficient], (*rows, total))


def forest_of(
    title: str, rows: Sequence[Agreement], coefficient: Coefficient = Coefficient.ALPHA
) -> Forest:
    """The rows of any agreements, such as all dimensions and everything together."""
    shown = tuple(_row(one, one.title, coefficient) for one in rows)
    return Forest(title, NAMES[coefficient], shown)


def _row(
    agreement: Agreement, label: str, coefficient: Coefficient, *, total: bool = False
) -> ForestRow:
    estimate = agreement.estimates[coefficient]
    low, high = estimate.interval or (None, None)
    return ForestRow(
        label,
        agreement.documents,
        agreement.estimates[Coefficient.PERCENT].value,
        estimate.value,
        low,
        high,
        estimate.why,
        total,
    )
