"""Figures as pages say them, with a comma, and never a NaN."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roterfaden.study.sampling import Walk

if TYPE_CHECKING:
    from roterfaden.study.agreement import Agreement


@dataclass(frozen=True)
class ShownWalk:
    """How far the walk came, in words."""

    found: int
    checked: int
    stopped: bool
    share_words: str
    bounds_words: str
    why: str


def shown(walk: Walk) -> ShownWalk:
    """The walk as the page shows it."""
    share = walk.share
    return ShownWalk(
        found=len(walk.found),
        checked=walk.checked,
        stopped=walk.stopped,
        share_words=decimal(share.value, 3) if share.value is not None else "",
        bounds_words=" – ".join(decimal(one, 3) for one in share.ci95) if share.ci95 else "",
        why=share.why or "",
    )


def decimal(value: float | None, places: int = 2) -> str:
    """``0,62``; a dash where there is none."""
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",").replace("-", "−")


def percent(value: float | None) -> str:
    """``97 %``; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.0f} %"


def alpha_of(one: "Agreement") -> str:
    """``0,82 (0,68 – 0,93)``."""
    from roterfaden.study.agreement import Coefficient

    estimate = one.estimates[Coefficient.ALPHA]
    bounds = " – ".join(decimal(each) for each in estimate.interval) if estimate.interval else "–"
    return f"{decimal(estimate.value)} ({bounds})"
