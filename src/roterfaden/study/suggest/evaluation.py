"""How far a model agrees with the final coding of humans, on documents it had not seen.

The documents are dealt into folds; each fold is proposed by a model that learned from the others.
The figures are those of two coders, the final coding and the model, with their intervals; they are
kept apart from the agreement of humans.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from roterfaden.study.agreement import Bootstrap, DimensionAgreement, compare_dimension
from roterfaden.study.codebook import Dimension
from roterfaden.study.suggest.model import (
    FEWEST_DOCUMENTS,
    FOLDS,
    Model,
    NotLearned,
    learnable,
    train,
)
from roterfaden.study.suggest.proposals import THRESHOLD
from roterfaden.study.troubles import WrongData

HUMANS, MODEL = "Endgültige Codierung", "Modell"


@dataclass(frozen=True)
class Evaluation:
    """Agreement of model and final coding, and how true its probabilities are.

    ``brier`` is the mean squared error of the probabilities, ``brier_of_shares`` that of always
    saying how often a category occurs; below it the model knows something.
    """

    dimension: Dimension
    documents: int
    folds: int
    agreement: DimensionAgreement
    brier: float
    brier_of_shares: float
    not_learned: tuple[NotLearned, ...]


def evaluate(
    dimension: Dimension,
    texts: Mapping[str, str],
    final: Mapping[str, Collection[str]],
    *,
    seed: int = 1,
    folds: int = FOLDS,
    threshold: float = THRESHOLD,
    bootstrap: Bootstrap | None = None,
) -> Evaluation:
    """Cross-validate; raises `WrongData` where there is too little to learn from."""
    documents = sorted(set(texts) & set(final))
    whole = train(dimension, texts, final, seed=seed)
    _check(len(documents), folds)
    given = {one: {dimension.category(code).id for code in final[one]} for one in documents}
    likely: dict[str, dict[str, float]] = {}
    for part in _dealt(documents, folds, seed):
        rest = {one: given[one] for one in documents if one not in part}
        if not learnable(dimension, list(rest.values()))[0]:
            raise _too_few(len(documents), "Noch einige mit den seltenen Kategorien codieren.")
        likely |= _likely(
            train(dimension, texts, rest, seed=seed), {one: texts[one] for one in part}
        )
    proposed = {
        one: {code for code, share in shares.items() if share >= threshold}
        for one, shares in likely.items()
    }
    agreement = compare_dimension(dimension, {HUMANS: given, MODEL: proposed}, bootstrap=bootstrap)
    return Evaluation(
        dimension,
        len(documents),
        folds,
        agreement,
        _brier(likely, given),
        _brier_of_shares(given, whole.codes),
        whole.not_learned,
    )


def _check(documents: int, folds: int) -> None:
    if documents - -(-documents // folds) < FEWEST_DOCUMENTS:
        raise _too_few(
            documents,
            f"Noch einige codieren; für {folds} Teile braucht es etwa "
            f"{-(-FEWEST_DOCUMENTS * folds // (folds - 1))}.",
        )


def _too_few(documents: int, way_out: str) -> WrongData:
    return WrongData(f"{documents} Dokumente reichen zum Lernen, aber nicht zum Prüfen.", way_out)


def _likely(model: Model, texts: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """For each document the probability of each category that was learned."""
    rows = model.probabilities(model.vectors(list(texts.values()))).tolist()
    return {
        one: dict(zip(model.codes, row, strict=True)) for one, row in zip(texts, rows, strict=True)
    }


def _brier(
    likely: Mapping[str, Mapping[str, float]], given: Mapping[str, Collection[str]]
) -> float:
    errors = [
        (share - (code in given[one])) ** 2
        for one, shares in likely.items()
        for code, share in shares.items()
    ]
    return float(np.mean(errors))


def _dealt(documents: list[str], folds: int, seed: int) -> list[tuple[str, ...]]:
    shuffled = np.random.default_rng(seed).permutation(len(documents))
    return [
        tuple(documents[place] for place in sorted(shuffled[start::folds]))
        for start in range(folds)
    ]


def _brier_of_shares(given: Mapping[str, Collection[str]], codes: Collection[str]) -> float:
    shares = [np.mean([code in one for one in given.values()]) for code in codes]
    return float(np.mean([share * (1 - share) for share in shares]))
