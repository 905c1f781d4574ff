"""The seven coefficients, from a histogram of patterns and any number of resamples at once.

With several coders and missing ratings as in Gwet, *Handbook of Inter-Rater Reliability*
(4th ed. 2014), chapters 2 to 6: units that two or more coders rated make the observed agreement,
all rated units make the shares of the categories; alpha uses pairable values only. Cohen's kappa
(1960) and Scott's pi (1955) are tables of two coders: units that both rated.

A coefficient that is not defined is NaN inside this module only; `why_undefined` has the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from scipy import sparse

from roterfaden.study.agreement.distances import Distance, Floats, Nominal, Places
from roterfaden.study.agreement.ratings import MISSING, Ratings


class Coefficient(StrEnum):
    """The coefficients in the order in which they are shown."""

    PERCENT = "percent_agreement"
    COHEN = "cohen_kappa"
    SCOTT = "scott_pi"
    FLEISS = "fleiss_kappa"
    BRENNAN_PREDIGER = "brennan_prediger"
    AC1 = "gwet_ac1"
    ALPHA = "krippendorff_alpha"


Chance = Callable[["Figures", Floats], Floats]


@dataclass(frozen=True, eq=False)
class Figures:
    """What the coefficients are made of; rows of ``weights`` (B x P) are counts or resamples."""

    ratings: Ratings
    distance: Distance

    @cached_property
    def paired(self) -> Floats:
        """1 for each pattern with two or more ratings, else 0."""
        return (self.ratings.ratings_per_unit >= 2).astype(np.float64)

    @cached_property
    def agreeing(self) -> Floats:
        """For each pattern, the share of its pairs of ratings that are equal; 0 without a pair."""
        each = self.ratings.ratings_per_unit
        pairs = np.zeros(len(each))
        for a, b in self._pairs_of_coders:
            pairs += (a == b) & (a != MISSING)
        return np.asarray(pairs / np.maximum(each * (each - 1) / 2, 1))

    @cached_property
    def shares(self) -> sparse.csr_matrix:
        """P x K: the share of each value among the ratings of a pattern."""
        return self._occurrences(1 / self.ratings.ratings_per_unit)

    @cached_property
    def pairable(self) -> sparse.csr_matrix:
        """P x K: how often each value occurs in a pattern with two or more ratings."""
        return self._occurrences(self.paired)

    def disagreeing(self, seen: Floats) -> Floats:
        """For each pattern, the distances of its pairs: sum over ordered pairs / (ratings - 1)."""
        each = self.ratings.ratings_per_unit
        result = np.zeros((1, len(each)))
        for a, b in self._pairs_of_coders:
            both = (a != MISSING) & (b != MISSING)
            apart = self.distance.apart(a[both], b[both], seen)
            part = np.zeros((len(apart), len(each)))
            part[:, both] = apart
            result = result + 2 * part
        return np.asarray(result / np.maximum(each - 1, 1))

    @property
    def _pairs_of_coders(self) -> list[tuple[Places, Places]]:
        columns = self.ratings.patterns.T
        return [(a, b) for at, a in enumerate(columns) for b in columns[at + 1 :]]

    def _occurrences(self, weight: Floats) -> sparse.csr_matrix:
        rows, coders = np.nonzero(self.ratings.patterns != MISSING)
        values = self.ratings.patterns[rows, coders]
        shape = (len(self.ratings.patterns), len(self.ratings.values))
        return sparse.csr_matrix((weight[rows], (rows, values)), shape=shape)


def estimates(figures: Figures, weights: Floats) -> dict[Coefficient, Floats]:
    """Each coefficient for each row of ``weights`` (B x P); NaN where it is not defined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = observed(figures, weights)
        return {
            Coefficient.PERCENT: percent,
            Coefficient.COHEN: _of_two(figures, weights, cohen_chance),
            Coefficient.SCOTT: _of_two(figures, weights, fleiss_chance),
            Coefficient.FLEISS: corrected(percent, fleiss_chance(figures, weights)),
            Coefficient.BRENNAN_PREDIGER: corrected(percent, uniform_chance(figures, weights)),
            Coefficient.AC1: corrected(percent, gwet_chance(figures, weights)),
            Coefficient.ALPHA: alpha(figures, weights),
        }


def observed(figures: Figures, weights: Floats) -> Floats:
    """Percent agreement: the mean share of equal pairs over units with a pair."""
    return np.asarray((weights @ figures.agreeing) / (weights @ figures.paired))


def corrected(observed: Floats, chance: Floats) -> Floats:
    """(observed - chance) / (1 - chance); NaN where chance alone agrees always."""
    chance = np.where(chance > 1 - 1e-12, np.nan, chance)
    return np.minimum((observed - chance) / (1 - chance), 1.0)


def value_shares(figures: Figures, weights: Floats) -> Floats:
    """B x K: the mean share of each value over all rated units."""
    return np.asarray((weights @ figures.shares) / weights.sum(axis=1, keepdims=True))


def fleiss_chance(figures: Figures, weights: Floats) -> Floats:
    return np.asarray((value_shares(figures, weights) ** 2).sum(axis=1))


def uniform_chance(figures: Figures, weights: Floats) -> Floats:
    return np.full(len(weights), 1 / max(figures.ratings.possible, 1))


def gwet_chance(figures: Figures, weights: Floats) -> Floats:
    possible = figures.ratings.possible
    if possible < 2:
        return np.full(len(weights), np.nan)
    shares = value_shares(figures, weights)
    return np.asarray((shares * (1 - shares)).sum(axis=1) / (possible - 1))


def cohen_chance(figures: Figures, weights: Floats) -> Floats:
    first, second = coder_shares(figures, weights)
    return np.asarray((first * second).sum(axis=1))


def coder_shares(figures: Figures, weights: Floats) -> list[Floats]:
    """For each coder B x K: the share of each value; for complete ratings."""
    rows = np.arange(len(figures.ratings.patterns))
    shape = (len(rows), len(figures.ratings.values))
    ones = np.ones(len(rows))
    return [
        np.asarray(
            (weights @ sparse.csr_matrix((ones, (rows, column)), shape=shape))
            / weights.sum(axis=1, keepdims=True)
        )
        for column in figures.ratings.patterns.T
    ]


def _of_two(figures: Figures, weights: Floats, chance: Chance) -> Floats:
    if len(figures.ratings.coders) != 2:
        return np.full(len(weights), np.nan)
    both = of_both(figures)
    kept = weights[:, figures.paired > 0]
    return corrected(observed(both, kept), chance(both, kept))


def of_both(figures: Figures) -> Figures:
    """The same for the units that all coders rated."""
    return Figures(figures.ratings.complete, figures.distance)


def alpha(figures: Figures, weights: Floats) -> Floats:
    """1 - (n - 1) x distances within units / distances among all pairable values."""
    seen = np.asarray(weights @ figures.pairable)
    within = (weights * figures.disagreeing(seen)).sum(axis=1)
    among = figures.distance.total(seen)
    one_value = (seen > 0).sum(axis=1) < 2
    among = np.where(one_value | (among <= 0), np.nan, among)
    return np.asarray(1 - (seen.sum(axis=1) - 1) * within / among)


def figures_of(ratings: Ratings, distance: Distance | None = None) -> Figures:
    return Figures(ratings, distance or Nominal())
