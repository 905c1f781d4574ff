"""95-% intervals: analytic, by each unit's part in the coefficient, and by resampling units.

Analytic: the variance of Gwet (2014, chapter 5), which treats units as drawn at random and coders
as given, with the t distribution at units - 1 degrees of freedom. For alpha it takes the form of
his chapter 6. Percentiles of resamples: units drawn with replacement. As only the histogram of
patterns is drawn from (one multinomial), the cost does not depend on the number of units. Exact
bounds step in where all units agree, which neither of the two can see.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from roterfaden.study.agreement import coefficients as parts
from roterfaden.study.agreement.coefficients import Coefficient, Figures
from roterfaden.study.agreement.distances import Floats

Bounds = tuple[float, float]

LEVEL = 0.95
MOST_UNDEFINED = 0.05
_BLOCK = 1 << 21


@dataclass(frozen=True)
class Bootstrap:
    """How often units are drawn again, and the seed that makes it repeatable."""

    resamples: int = 2000
    seed: int = 1


def analytic(coefficient: Coefficient, figures: Figures, value: float) -> Bounds | None:
    """The interval about a defined value; None where the units do not differ or there is one."""
    part = _INFLUENCE[coefficient](figures)
    counts = part.counts
    units = counts.sum()
    if units < 2:
        return None
    spread = (counts * (part.influence - part.centre) ** 2).sum()
    error = float(np.sqrt(spread / (units * (units - 1))))
    if error < 1e-9:
        return None
    reach = float(stdtrit(units - 1, (1 + LEVEL) / 2)) * error
    least = 0.0 if coefficient is Coefficient.PERCENT else min(-1.0, value)
    return max(value - reach, least), min(value + reach, 1.0)


def exact(coefficient: Coefficient, figures: Figures, value: float) -> Bounds | None:
    """The interval where nothing varies because all units agree, or none does; else None.

    The share of agreeing units has the exact bound of Clopper and Pearson (1934); chance is taken
    as estimated. Without this, five units in full agreement would look like certainty.
    """
    if coefficient in (Coefficient.COHEN, Coefficient.SCOTT):
        figures = parts.of_both(figures)
    agreeing = figures.agreeing[figures.paired > 0]
    other = float(((1 - LEVEL) / 2) ** (1 / figures.ratings.paired_units))
    if (agreeing == 1).all():
        return _moved(coefficient, figures, value, other), value
    if (agreeing == 0).all():
        return value, _moved(coefficient, figures, value, 1 - other)
    return None


def _moved(coefficient: Coefficient, figures: Figures, value: float, share: float) -> float:
    """The coefficient if this share of the units agreed and the others were as far as can be."""
    if coefficient is Coefficient.PERCENT:
        return share
    if coefficient is Coefficient.ALPHA:
        seen = np.asarray(_weights(figures) @ figures.pairable)
        among = float(figures.distance.total(seen)[0]) / float(seen.sum()) ** 2
        lost = figures.distance.largest(seen) / among if value == 1 else 1 - value
        return max(1 - (1 - share) * lost, -1.0)
    chance = float(_CHANCE[coefficient](figures, _weights(figures))[0])
    return max((share - chance) / (1 - chance), -1.0)


def bootstrap(figures: Figures, how: Bootstrap) -> dict[Coefficient, Bounds | None]:
    """Percentile intervals of all coefficients; None where too many resamples are undefined."""
    drawn = resampled(figures, how)
    return {coefficient: percentiles(values) for coefficient, values in drawn.items()}


def resampled(figures: Figures, how: Bootstrap) -> dict[Coefficient, Floats]:
    """Every coefficient for every resample; NaN where it is not defined in it."""
    counts = figures.ratings.counts
    dice = np.random.default_rng(how.seed)
    width = max(len(counts), len(figures.ratings.values), 1)
    step = max(1, _BLOCK // width)
    collected: list[dict[Coefficient, Floats]] = []
    for start in range(0, how.resamples, step):
        size = min(step, how.resamples - start)
        weights = dice.multinomial(int(counts.sum()), counts / counts.sum(), size=size)
        collected.append(parts.estimates(figures, weights.astype(np.float64)))
    return {
        coefficient: np.concatenate([one[coefficient] for one in collected])
        for coefficient in Coefficient
    }


def percentiles(drawn: Floats) -> Bounds | None:
    """The middle 95 % of the resamples; None where too many have no value or all have the same."""
    defined = drawn[np.isfinite(drawn)]
    if not len(defined) or len(defined) < (1 - MOST_UNDEFINED) * len(drawn):
        return None
    if np.ptp(defined) < 1e-12:
        return None
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return (float(low), float(high)) if low < high else None


@dataclass(frozen=True, eq=False)
class _Part:
    """Each pattern's part in a coefficient, how many units have it, and the mean of the parts."""

    influence: Floats
    counts: Floats
    centre: float


def _percent(figures: Figures) -> _Part:
    return _chance_corrected(figures, 0.0, np.zeros(len(figures.ratings.counts)))


def _uniform(figures: Figures) -> _Part:
    chance = float(parts.uniform_chance(figures, _weights(figures))[0])
    return _chance_corrected(figures, chance, np.full(len(figures.ratings.counts), chance))


def _fleiss(figures: Figures) -> _Part:
    shares = parts.value_shares(figures, _weights(figures))[0]
    return _chance_corrected(figures, float((shares**2).sum()), figures.shares @ shares)


def _gwet(figures: Figures) -> _Part:
    shares = parts.value_shares(figures, _weights(figures))[0]
    others = figures.ratings.possible - 1
    chance = float((shares * (1 - shares)).sum()) / others
    return _chance_corrected(figures, chance, figures.shares @ (1 - shares) / others)


def _scott(figures: Figures) -> _Part:
    return _fleiss(parts.of_both(figures))


def _cohen(figures: Figures) -> _Part:
    both = parts.of_both(figures)
    first, second = (shares[0] for shares in parts.coder_shares(both, _weights(both)))
    a, b = both.ratings.patterns.T
    return _chance_corrected(both, float((first * second).sum()), (second[a] + first[b]) / 2)


def _chance_corrected(figures: Figures, chance: float, chance_of_each: Floats) -> _Part:
    """Gwet's linear form: a unit moves the observed agreement, and the shares behind chance."""
    counts, paired = figures.ratings.counts, figures.paired
    share_paired = (counts @ paired) / counts.sum()
    value = (counts @ figures.agreeing / (counts @ paired) - chance) / (1 - chance)
    own = (figures.agreeing - chance * paired) / share_paired / (1 - chance)
    by_chance = 2 * (1 - value) * (chance_of_each - chance) / (1 - chance)
    return _Part(own - by_chance, counts, float(value))


def _alpha(figures: Figures) -> _Part:
    pairable = Figures(figures.ratings.kept(figures.paired > 0), figures.distance)
    counts, each = pairable.ratings.counts, pairable.ratings.ratings_per_unit
    seen = np.asarray(_weights(pairable) @ pairable.pairable)
    total, mean = float(seen.sum()), float(seen.sum() / counts.sum())
    apart = pairable.disagreeing(seen)[0]
    within = float(counts @ apart) / total
    among = float(pairable.distance.total(seen)[0]) / total**2
    towards = pairable.pairable @ pairable.distance.towards(seen) / total
    size = each / mean
    own = (size - 1) * (1 - 1 / total) * within - apart / mean + among
    by_chance = size * among - towards / mean
    value = 1 - within / among
    influence = own / among - 2 * (1 - value) * by_chance / among
    return _Part(influence, counts, value)


def _weights(figures: Figures) -> Floats:
    return figures.ratings.counts[None, :]


_INFLUENCE: dict[Coefficient, Callable[[Figures], _Part]] = {
    Coefficient.PERCENT: _percent,
    Coefficient.COHEN: _cohen,
    Coefficient.SCOTT: _scott,
    Coefficient.FLEISS: _fleiss,
    Coefficient.BRENNAN_PREDIGER: _uniform,
    Coefficient.AC1: _gwet,
    Coefficient.ALPHA: _alpha,
}

_CHANCE = {
    Coefficient.COHEN: parts.cohen_chance,
    Coefficient.SCOTT: parts.fleiss_chance,
    Coefficient.FLEISS: parts.fleiss_chance,
    Coefficient.BRENNAN_PREDIGER: parts.uniform_chance,
    Coefficient.AC1: parts.gwet_chance,
}
