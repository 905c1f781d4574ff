"""Agreement of two coders over all plans, and suggestions, beside statsmodels in the same run.

Two invented coders give 22 categories in three dimensions to 2,838,025 documents; nine times in ten
the second sees what the first sees. The masks lie in memory, as they do after reading. statsmodels
gets the same answers as columns of zeros and ones, and the same 22 kappas must come out.
Resampling is measured for ten thousand and for all documents: it draws from the histogram, so the
ratio should stay near one. Suggestions are learned from 400 invented plans in the demo's wording
and made for 20,000 others; that wording has few templates, so its agreement is better than that
of real plans will be.
"""

import re
import statistics
import time
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.figures import Figure
from roterfaden.demo.sources import source
from roterfaden.study import suggest
from roterfaden.study.agreement import Bootstrap, Coefficient, compare_joint, joint_histogram
from roterfaden.study.agreement import joint as joints
from roterfaden.study.codebook import Dimension, delivered

DOCUMENTS, SMALL, KINDS = 2_838_025, 10_000, 60
ROUNDS, RESAMPLES = 5, 2000
TARGET_KAPPAS, TARGET_RATE = 0.08, 5_000
LEARNED_FROM, SUGGESTED = 400, 20_000
CODERS = ("A", "B")

Masks = npt.NDArray[np.uint8]
Coded = list[tuple[Dimension, Masks, Masks]]


def run() -> dict[str, Figure]:
    """Kappas, resampling and suggestions."""
    coded = _coded(DOCUMENTS)
    ours, kappas = _best(lambda: _kappas(coded))
    theirs, expected = _best(lambda: _statsmodels(coded), rounds=1)
    assert np.allclose(kappas, expected)
    few, _ = _best(lambda: _resampled(_coded(SMALL)[:1]), rounds=3)
    all_of_them, _ = _best(lambda: _resampled(coded[:1]), rounds=3)
    return {
        "22 kappas, 2,838,025 documents": Figure(
            ours, "s", theirs, "statsmodels", target=TARGET_KAPPAS
        ),
        f"{RESAMPLES} resamples of a dimension, all documents": Figure(
            all_of_them, "s", few, f"{SMALL} documents"
        ),
        **_suggestions(),
    }


def _best(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - began)
    return statistics.median(times), result


def _coded(documents: int) -> Coded:
    dice = np.random.default_rng(1)
    return [
        (dimension, *_two_coders(dice, len(dimension.categories), documents))
        for dimension in delivered()[0]
    ]


def _two_coders(dice: np.random.Generator, categories: int, documents: int) -> tuple[Masks, Masks]:
    """Masks as frequent as in a study: few kinds are common, most are rare."""
    kinds = dice.integers(0, 1 << categories, KINDS).astype(np.uint8)
    shares = 1 / np.arange(1, KINDS + 1)
    first = kinds[dice.choice(KINDS, documents, p=shares / shares.sum())]
    flipped = (1 << dice.integers(0, categories, documents)).astype(np.uint8)
    return first, np.where(dice.random(documents) < 0.9, first, first ^ flipped)


def _kappas(coded: Coded) -> list[float | None]:
    return [
        kappa
        for dimension, first, second in coded
        for kappa in joints.cohen_kappas(joint_histogram(first, second), len(dimension.categories))
    ]


def _statsmodels(coded: Coded) -> list[float]:
    from statsmodels.stats.inter_rater import cohens_kappa, to_table

    found = []
    for dimension, first, second in coded:
        for place in range(len(dimension.categories)):
            both = np.stack([first >> place & 1, second >> place & 1], axis=1)
            found.append(float(cohens_kappa(to_table(both, bins=2)[0]).kappa))
    return found


def _resampled(coded: Coded) -> None:
    dimension, first, second = coded[0]
    how = Bootstrap(RESAMPLES, 1)
    compare_joint(dimension, joint_histogram(first, second), CODERS, bootstrap=how)


def _suggestions() -> dict[str, Figure]:
    dimension = delivered()[0].dimension("goals")
    texts, final = _plans(LEARNED_FROM, seed=1)
    model = suggest.train(dimension, texts, final)
    new, _ = _plans(SUGGESTED, seed=2)
    seconds, _ = _best(lambda: suggest.suggest(model, new), rounds=3)
    checked = suggest.evaluate(dimension, texts, final)
    alpha = checked.agreement.sets.estimates[Coefficient.ALPHA].value
    return {
        "suggestions": Figure(
            SUGGESTED / seconds, "documents/s", target=TARGET_RATE, more_is_better=True
        ),
        f"suggestions, alpha with the final coding of {LEARNED_FROM} invented plans": Figure(
            alpha or 0.0, "", more_is_better=True
        ),
    }


def _plans(count: int, *, seed: int) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Goals of invented plans and their topics, as often as in Tables 1 and 2 of the report."""
    dice = Random(seed)  # noqa: S311  the same plans each time
    wording, shares = source("wording.yaml"), source("shares.yaml")["goals"]["listed"]
    combinations = dice.choices(
        [one["topics"] for one in shares], weights=[one["n"] for one in shares], k=count
    )
    texts = {
        str(at): "\n".join(_said(wording, topic, dice) for topic in topics)
        for at, topics in enumerate(combinations)
    }
    return texts, {str(at): list(topics) for at, topics in enumerate(combinations)}


def _said(wording: dict[str, Any], topic: str, dice: Random) -> str:
    item = dice.choice(wording["goals"][topic])
    text = (
        item
        if isinstance(item, str)
        else next(item[one] for one in ("good", "filler", "plain") if one in item)
    )
    return re.sub(r"\{(\w+)\}", lambda gap: _fact(wording["facts"], gap[1], dice), text)


def _fact(facts: dict[str, Any], gap: str, dice: Random) -> str:
    known = facts.get(gap, [gap])
    one = dice.choice(known)
    return str(next(iter(one.values())) if isinstance(one, dict) else one).split("|")[0]
