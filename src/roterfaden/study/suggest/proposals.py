"""What a model proposes for documents, by which words, and which to code next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from roterfaden.study.suggest.model import Floats, Model

THRESHOLD = 0.5
WORDS = 4
_BLOCK = 4096


@dataclass(frozen=True)
class Proposal:
    """A category that a document may have: how likely, and the words that speak for it."""

    code: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggestions:
    """Proposals by document, and the documents in the order in which to code them next.

    First comes what the model is least sure of (the mean entropy over the categories): there a
    human teaches it most. ``unsure`` has that figure, 0 for sure, 1 for a coin.
    """

    model: str
    proposals: Mapping[str, tuple[Proposal, ...]]
    order: tuple[str, ...]
    unsure: Mapping[str, float]


def suggest(model: Model, texts: Mapping[str, str], *, threshold: float = THRESHOLD) -> Suggestions:
    """Propose every category at least as likely as ``threshold``, the likeliest first."""
    documents = list(texts)
    proposals: dict[str, tuple[Proposal, ...]] = {}
    unsure: dict[str, float] = {}
    words = model.words
    for start in range(0, len(documents), _BLOCK):
        part = documents[start : start + _BLOCK]
        vectors = model.vectors([texts[one] for one in part])
        likely = model.probabilities(vectors)
        unsure |= dict(zip(part, _entropy(likely).tolist(), strict=True))
        proposals |= dict(
            zip(part, _proposals(model, vectors, likely, threshold, words), strict=True)
        )
    order = sorted(documents, key=lambda one: (-unsure[one], one))
    return Suggestions(model.name, proposals, tuple(order), unsure)


def _entropy(likely: Floats) -> Floats:
    """The mean over categories of the entropy of yes and no, in bits."""
    sure = np.clip(likely, 1e-12, 1 - 1e-12)
    bits = -(sure * np.log2(sure) + (1 - sure) * np.log2(1 - sure))
    return np.asarray(bits.mean(axis=1))


def _proposals(
    model: Model,
    vectors: sparse.csr_matrix,
    likely: Floats,
    threshold: float,
    words: npt.NDArray[np.object_],
) -> list[tuple[Proposal, ...]]:
    found: list[list[Proposal]] = [[] for _ in range(len(likely))]
    for row, column in np.argwhere(likely >= threshold):
        here = slice(vectors.indptr[row], vectors.indptr[row + 1])
        speaking = _speaking(
            vectors.indices[here], vectors.data[here] * model.weights[vectors.indices[here], column]
        )
        found[row].append(
            Proposal(model.codes[column], float(likely[row, column]), tuple(words[speaking]))
        )
    return [tuple(sorted(one, key=lambda each: -each.probability)) for one in found]


def _speaking(
    places: npt.NDArray[np.int32], parts: Floats
) -> Sequence[int] | npt.NDArray[np.int32]:
    """The places of the words that speak most for a category, the strongest first."""
    best = np.argsort(-parts)[:WORDS]
    return places[best[parts[best] > 0]]
