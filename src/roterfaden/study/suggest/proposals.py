"""What a model proposes for documents, by which words, and which to code next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roterfaden.study.suggest.model import Floats, Model
from roterfaden.study.suggest.words import words

THRESHOLD = 0.5
WORDS = 3
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
    speaking = _Speaking(model)
    for start in range(0, len(documents), _BLOCK):
        part = documents[start : start + _BLOCK]
        likely = model.probabilities(model.vectors([texts[one] for one in part]))
        unsure |= dict(zip(part, _entropy(likely).tolist(), strict=True))
        for document, row in zip(part, likely, strict=True):
            proposals[document] = _proposals(model, texts[document], row, threshold, speaking)
    order = sorted(documents, key=lambda one: (-unsure[one], one))
    return Suggestions(model.name, proposals, tuple(order), unsure)


def _entropy(likely: Floats) -> Floats:
    """The mean over categories of the entropy of yes and no, in bits."""
    sure = np.clip(likely, 1e-12, 1 - 1e-12)
    bits = -(sure * np.log2(sure) + (1 - sure) * np.log2(1 - sure))
    return np.asarray(bits.mean(axis=1))


def _proposals(
    model: Model, text: str, likely: Floats, threshold: float, speaking: "_Speaking"
) -> tuple[Proposal, ...]:
    found = np.flatnonzero(likely >= threshold)
    if not len(found):
        return ()
    there = list(dict.fromkeys(words(text)))
    return tuple(
        Proposal(model.codes[place], float(likely[place]), speaking.most(there, place))
        for place in found[np.argsort(-likely[found], kind="stable")]
    )


class _Speaking:
    """Which words speak most for a category; each word is looked up once."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, Floats] = {}

    def most(self, there: Sequence[str], place: int) -> tuple[str, ...]:
        """The words that speak most for the category at this place, the strongest first."""
        parts = {word: float(self._of(word)[place]) for word in there}
        best = sorted((word for word in there if parts[word] > 0), key=lambda one: -parts[one])
        return tuple(best[:WORDS])

    def _of(self, word: str) -> Floats:
        if word not in self._known:
            self._known[word] = self._model.speaking(word)
        return self._known[word]
