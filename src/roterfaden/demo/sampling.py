"""Draws what plans are about, so that all plans together have the field study's shares.

Pure: the same shares, count and dice give the same draw. The three dimensions are drawn apart,
since their joint distribution is unpublished, and then paired so that a plan makes sense.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from roterfaden.demo.contents import Contents
from roterfaden.demo.sources import source

Combination = frozenset[str]
Affinity = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Dimension:
    """How many of 100 documents have which combination of topics, and which topics at all."""

    combinations: Mapping[Combination, int]
    marginals: Mapping[str, int]


@dataclass(frozen=True)
class Shares:
    """The shares of Tables 1 to 6 and what belongs together."""

    goals: Dimension
    recipient_steps: Dimension
    jobcentre_steps: Dimension
    steps_for_goals: Affinity
    support_for_steps: Affinity
    aspects: int
    other_bodies: int


def read_shares() -> Shares:
    """The shares as they stand in ``shares.yaml``."""
    data = source("shares.yaml")
    return Shares(
        goals=_dimension(data["goals"]),
        recipient_steps=_dimension(data["recipient_steps"]),
        jobcentre_steps=_dimension(data["jobcentre_steps"]),
        steps_for_goals=data["affinity"]["recipient_steps"],
        support_for_steps=data["affinity"]["jobcentre_steps"],
        aspects=data["aspects"],
        other_bodies=data["other_bodies"],
    )


def _dimension(data: Mapping[str, Any]) -> Dimension:
    combinations = {frozenset(row["topics"]): row["n"] for row in data["listed"]}
    combinations |= {frozenset(topics): 1 for topics in data.get("once", [])}
    if data["none"]:
        combinations[frozenset()] = data["none"]
    return Dimension(combinations, data["marginals"])


def draw(shares: Shares, total: int, given: Sequence[Contents], dice: Random) -> list[Contents]:
    """The topics of the plans that ``given`` ones lack to ``total`` documents with these shares."""
    goals = _drawn(shares.goals, total, [c.goals for c in given], dice)
    recipient = _drawn(shares.recipient_steps, total, [c.recipient_steps for c in given], dice)
    jobcentre = _drawn(shares.jobcentre_steps, total, [c.jobcentre_steps for c in given], dice)
    recipient = _paired(goals, recipient, shares.steps_for_goals, dice)
    jobcentre = _paired(recipient, jobcentre, shares.support_for_steps, dice)
    drawn = [Contents(*topics) for topics in zip(goals, recipient, jobcentre, strict=True)]
    dice.shuffle(drawn)
    return drawn


def quotas(combinations: Mapping[Combination, int], total: int) -> Counter[Combination]:
    """``total`` documents shared out by largest remainder; each combination at least once."""
    whole = sum(combinations.values())
    exact = {topics: n * total / whole for topics, n in combinations.items()}
    counts = Counter({topics: max(1, int(share)) for topics, share in exact.items()})
    by_remainder = sorted(exact, key=lambda t: (counts[t] - exact[t], sorted(t)))
    for topics in by_remainder[: max(0, total - counts.total())]:
        counts[topics] += 1
    return _reduced(counts, total)


def _drawn(
    dimension: Dimension, total: int, given: Iterable[Combination], dice: Random
) -> list[Combination]:
    taken = Counter(given)
    wanted = quotas(dimension.combinations, total)
    missing = Counter({topics: max(0, n - taken[topics]) for topics, n in wanted.items()})
    missing = _balanced(missing, dimension, taken, total)
    drawn = sorted(missing.elements(), key=sorted)
    dice.shuffle(drawn)
    return drawn


def _reduced(counts: Counter[Combination], total: int) -> Counter[Combination]:
    """Take from the most frequent until the sum is right."""
    while counts.total() > total:
        most = max(counts, key=lambda topics: (counts[topics], sorted(topics)))
        counts[most] -= 1
    return counts


def _balanced(
    missing: Counter[Combination],
    dimension: Dimension,
    taken: Counter[Combination],
    total: int,
) -> Counter[Combination]:
    """Take back what handmade plans already brought in other combinations.

    Each time the combination goes whose topics are the most over-represented in all documents.
    """
    room = total - taken.total()
    while missing.total() > room:
        surplus = _surplus(missing + taken, dimension, total)
        candidates = [topics for topics, n in missing.items() if n > (topics not in taken)]
        worst = max(
            candidates,
            key=lambda t: (
                sum(surplus[topic] for topic in t) / (len(t) or 1),
                missing[t],
                sorted(t),
            ),
        )
        missing[worst] -= 1
    return missing


def _surplus(documents: Counter[Combination], dimension: Dimension, total: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for topics, n in documents.items():
        for topic in topics:
            found[topic] += n
    for topic, share in dimension.marginals.items():
        found[topic] -= round(share * total / 100)
    return found


def _mean_surplus(topics: Combination, surplus: Counter[str]) -> float:
    return sum(surplus[topic] for topic in topics) / (len(topics) or 1)


def _paired(
    firsts: Sequence[Combination], pool: Sequence[Combination], affinity: Affinity, dice: Random
) -> list[Combination]:
    """For each of ``firsts`` the best that is left in ``pool``; the most particular first."""
    left = list(pool)
    found: dict[int, Combination] = {}
    order = sorted(range(len(firsts)), key=lambda i: (-_particular(firsts[i]), dice.random()))
    for index in order:
        best = max(left, key=lambda second: _fit(firsts[index], second, affinity))
        left.remove(best)
        found[index] = best
    return [found[index] for index in range(len(firsts))]


def _particular(topics: Combination) -> int:
    return len(topics - {"work", "job_search"})


def _fit(first: Combination, second: Combination, affinity: Affinity) -> float:
    """How well two sets of topics go together: hits count, topics without reason count against."""
    wanted = [topic for source in sorted(first) for topic in affinity.get(source, ())]
    hits = sum(2.0 for topic in second if topic in wanted)
    strangers = sum(1.0 for topic in second if topic not in wanted)
    unmet = sum(0.5 for s in first if not set(affinity.get(s, ())) & second)
    return hits - 1.5 * strangers - unmet
