"""The share of people with a plan, with its interval, by how the walk ended.

Stopped at the n-th plan, the number of people checked is random, not the number of plans (inverse
sampling): N/n is biased, (n-1)/(N-1) is not (Haldane 1945, Biometrika 33, 222-225), and stays so
when drawn without replacement. The exact interval inverts the negative binomial distribution with
equal tails (Lui 1995, Statistics in Medicine 14, 2085-2092; the bounds are those of Clopper and
Pearson for n of N below, for n-1 of N-1 above). It is exact for a large frame, and too wide rather
than too narrow where a good part of the frame was checked.
"""

from dataclasses import dataclass

INVERSE = "inverse sampling: (n-1)/(N-1), Haldane 1945; negative binomial interval, equal tails"
FIXED = "fixed size: n/N; Clopper and Pearson 1934"


@dataclass(frozen=True)
class Share:
    """A share with its 95 percent interval; None where it is undefined, and ``why``."""

    value: float | None
    ci95: tuple[float, float] | None
    method: str
    why: str | None = None


def share_at_stop(found: int, checked: int) -> Share:
    """Estimate the share after a walk that stopped at the ``found``-th success."""
    if found < 2:
        why = "Der Anteil ist erst ab zwei Funden bestimmt: (n-1)/(N-1) sagt bei einem nichts."
        return Share(None, None, INVERSE, why)
    lower = _beta(0.025, found, checked - found + 1)
    upper = _beta(0.975, found, checked - found) if found < checked else 1.0
    return Share((found - 1) / (checked - 1), (lower, upper), INVERSE)


def share_at_fixed_size(found: int, checked: int) -> Share:
    """Estimate the share after a walk over all that was listed."""
    if checked == 0:
        return Share(None, None, FIXED, "Noch niemand wurde geprüft.")
    lower = _beta(0.025, found, checked - found + 1) if found else 0.0
    upper = _beta(0.975, found + 1, checked - found) if found < checked else 1.0
    return Share(found / checked, (lower, upper), FIXED)


def _beta(quantile: float, a: int, b: int) -> float:
    from scipy.special import betaincinv

    return float(betaincinv(a, b, quantile))
