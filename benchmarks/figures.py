"""One measured figure, beside its baseline and its target."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """``value`` and ``baseline`` in ``unit``; ``against`` names what the baseline is.

    ``more_is_better`` turns ratio and target around (plans a second, say).
    """

    value: float
    unit: str
    baseline: float | None = None
    against: str = ""
    target: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times better than the baseline."""
        if not self.baseline or not self.value:
            return None
        better, worse = self.baseline, self.value
        if self.more_is_better:
            better, worse = worse, better
        return round(better / worse, 2)

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.more_is_better else self.value <= self.target

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio, "met": self.met}

    def as_cells(self) -> tuple[str, ...]:
        """The cells of a table: value, baseline, ratio, target, verdict."""
        against = f" {self.against}" if self.against else ""
        sign = "≥" if self.more_is_better else "≤"
        return (
            f"{self.value:.4g} {self.unit}",
            f"{self.baseline:.4g} {self.unit}{against}" if self.baseline else "",
            f"{self.ratio} x" if self.ratio else "",
            f"{sign} {self.target:g} {self.unit}" if self.target is not None else "",
            {True: "met", False: "MISSED", None: ""}[self.met],
        )
