"""Coefficients as people read them: value, interval, reason."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

from roterfaden.study.agreement import traps
from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.comparison import Agreement, DimensionAgreement
from roterfaden.study.agreement.estimate import Estimate, Estimates
from roterfaden.study.agreement.ratings import Ratings
from roterfaden.study.agreement.reasons import NAMES

_LINE = 100
_WIDTH = max(len(name) for name in NAMES.values())


def as_text(estimates: Estimates, ratings: Ratings) -> str:
    """One line per coefficient under a line that says what was counted."""
    units = "1 Einheit" if ratings.units == 1 else f"{ratings.units} Einheiten"
    head = (
        f"{units}, davon {ratings.paired_units} von mindestens zwei Personen codiert; "
        f"{len(ratings.coders)} Codierende."
    )
    near = [trap.text for trap in traps.near(ratings, estimates)]
    lines = [head, "", *(_line(name, one) for name, one in estimates.items())]
    return "\n".join([*lines, *noted(near)])


def as_data(estimates: Estimates) -> dict[str, Any]:
    """Each coefficient by its key: value, interval, reason."""
    return {name.value: one.as_json() for name, one in estimates.items()}


def noted(texts: Sequence[str]) -> list[str]:
    """What to beware of, each once, under a heading; nothing where there is nothing."""
    if not texts:
        return []
    said = [
        fill(text, _LINE, initial_indent="  - ", subsequent_indent="    ")
        for text in dict.fromkeys(texts)
    ]
    return ["", "Zu beachten:", *said]


def by_category(agreement: DimensionAgreement) -> str:
    """One line per category, then the sets: documents, percent, alpha with interval, AC1."""
    rows = [*agreement.categories, agreement.sets]
    titles = [*(one.title for one in agreement.categories), "Alle Kategorien (Mengen)"]
    width = max(map(len, (*titles, "Kategorie")))
    head = f"{'Kategorie'.ljust(width)}  Dok.  gleich  Alpha  von – bis        AC1"
    return "\n".join(
        [head, *(_row(title.ljust(width), one) for title, one in zip(titles, rows, strict=True))]
    )


def _row(title: str, one: Agreement) -> str:
    percent, alpha, ac1 = (
        one.estimates[name] for name in (Coefficient.PERCENT, Coefficient.ALPHA, Coefficient.AC1)
    )
    low_high = " – ".join(f"{_german(bound, 2):>5}" for bound in alpha.interval or ())
    share = "–" if percent.value is None else f"{100 * percent.value:.0f} %"
    line = (
        f"{title}  {one.documents:>4}  {share:>6}  {figure(alpha.value):>5}  "
        f"{low_high:<14}  {figure(ac1.value):>5}"
    )
    return line if alpha.value is not None else f"{line}  {alpha.why}"


def figure(value: float | None) -> str:
    """A figure with two digits, or a dash."""
    return "–" if value is None else _german(value, 2)


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


def _german(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
