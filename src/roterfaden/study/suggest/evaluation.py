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
from roterfaden.study.suggest.model import FEWEST_DOCUMENTS, FOLDS, NotLearned, train
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
    if len(documents) - -(-len(documents) // folds) < FEWEST_DOCUMENTS:
        raise WrongData(
            f"{len(documents)} Dokumente reichen zum Lernen, aber nicht zum Prüfen.",
            f"Noch einige codieren; für {folds} Teile braucht es etwa "
            f"{-(-FEWEST_DOCUMENTS * folds // (folds - 1))}.",
        )
    given = {one: {dimension.category(code).id for code in final[one]} for one in documents}
    proposed: dict[str, set[str]] = {}
    errors: list[float] = []
    for part in _dealt(documents, folds, seed):
        rest = {one: given[one] for one in documents if one not in part}
        model = train(dimension, texts, rest, seed=seed)
        likely = model.probabilities(model.vectors([texts[one] for one in part]))
        for one, row in zip(part, likely, strict=True):
            proposed[one] = {
                code for code, share in zip(model.codes, row, strict=True) if share >= threshold
            }
            errors.extend(
                (share - (code in given[one])) ** 2
                for code, share in zip(model.codes, row, strict=True)
            )
    agreement = compare_dimension(dimension, {HUMANS: given, MODEL: proposed}, bootstrap=bootstrap)
    return Evaluation(
        dimension,
        len(documents),
        folds,
        agreement,
        float(np.mean(errors)),
        _brier_of_shares(given, whole.codes),
        whole.not_learned,
    )


def _dealt(documents: list[str], folds: int, seed: int) -> list[tuple[str, ...]]:
    shuffled = np.random.default_rng(seed).permutation(len(documents))
    return [
        tuple(documents[place] for place in sorted(shuffled[start::folds]))
        for start in range(folds)
    ]


def _brier_of_shares(given: Mapping[str, Collection[str]], codes: Collection[str]) -> float:
    shares = [np.mean([code in one for one in given.values()]) for code in codes]
    return float(np.mean([share * (1 - share) for share in shares]))
