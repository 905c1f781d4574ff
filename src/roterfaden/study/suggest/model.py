"""One calibrated yes-or-no model for each category, on the words of a text.

Words and the fours of letters within them, weighted by how telling they are (tf-idf), into a
logistic regression for each category. Its scores become probabilities by a second logistic
regression on scores of texts that it had not learned from (Platt 1999, *Probabilistic outputs for
support vector machines*). A category with too few examples is not learned and says so.
"""

import hashlib
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import expit

from roterfaden.study.codebook import Dimension
from roterfaden.study.suggest.words import analyse, clues, words
from roterfaden.study.troubles import WrongData

Floats = npt.NDArray[np.float64]

FEWEST_DOCUMENTS = 20
FEWEST_EXAMPLES = 5
FOLDS = 5
VERSION = "roterfaden-suggest/1"


@dataclass(frozen=True)
class NotLearned:
    """A category without suggestions, and why."""

    code: str
    why: str


@dataclass(frozen=True, eq=False)
class Model:
    """What was learned in one dimension.

    ``weights`` is clues x categories; a score is ``clues @ weights + offsets`` and its probability
    ``expit(slopes * score + shifts)``. ``name`` changes with the version, the data and the seed.
    """

    dimension: Dimension
    name: str
    codes: tuple[str, ...]
    not_learned: tuple[NotLearned, ...]
    vectoriser: Any
    weights: Floats
    offsets: Floats
    slopes: Floats
    shifts: Floats
    learned_from: int
    places_of: dict[str, "array[int]"] = field(default_factory=dict, repr=False)

    def vectors(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """A row of weighted clues for each text: what the vectoriser gives, in a third of the time.

        Each word is looked up once, whatever the number of texts.
        """
        places, ends = array("i"), array("q", [0])
        for text in texts:
            for word in words(text):
                places.extend(self._places(word))
            ends.append(len(places))
        shape = (len(texts), len(self.vectoriser.vocabulary_))
        counts = sparse.csr_matrix((np.ones(len(places)), places, ends), shape=shape)
        counts.sum_duplicates()
        counts.data = (1 + np.log(counts.data)) * self.vectoriser.idf_[counts.indices]
        lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        counts.data /= np.repeat(lengths, np.diff(counts.indptr))
        return counts

    def _places(self, word: str) -> "array[int]":
        """The places of a word's clues among those that were learned."""
        found = self.places_of.get(word)
        if found is None:
            known = self.vectoriser.vocabulary_
            found = array("i", (known[clue] for clue in clues(word) if clue in known))
            self.places_of[word] = found
        return found

    def probabilities(self, vectors: sparse.csr_matrix) -> Floats:
        """Texts x categories: how likely each category is."""
        scores = np.asarray(vectors @ self.weights) + self.offsets
        return np.asarray(expit(self.slopes * scores + self.shifts))

    def speaking(self, word: str) -> Floats:
        """How much a word speaks for each category; 0 for a word that teaches nothing."""
        places = np.frombuffer(self._places(word), dtype=np.int32)
        return np.asarray(self.vectoriser.idf_[places] @ self.weights[places])


def train(
    dimension: Dimension,
    texts: Mapping[str, str],
    final: Mapping[str, Collection[str]],
    *,
    seed: int = 1,
) -> Model:
    """Learn from documents with a final coding; the same data and seed give the same model.

    ``texts`` and ``final`` go by document; what has no text or no coding is left out. Raises
    `WrongData` for fewer than twenty documents or when no category has enough examples.
    """
    documents = sorted(set(texts) & set(final))
    given = [{dimension.category(code).id for code in final[one]} for one in documents]
    codes, not_learned = learnable(dimension, given)
    _check(dimension, documents, codes)
    learned_texts = [texts[one] for one in documents]
    vectoriser, vectors = _vectorised(learned_texts)
    learned = [_learn(vectors, np.array([code in one for one in given]), seed) for code in codes]
    return Model(
        dimension=dimension,
        name=_name(dimension, documents, learned_texts, given, seed),
        codes=tuple(codes),
        not_learned=tuple(not_learned),
        vectoriser=vectoriser,
        weights=np.stack([one.weights for one in learned], axis=1),
        offsets=np.array([one.offset for one in learned]),
        slopes=np.array([one.slope for one in learned]),
        shifts=np.array([one.shift for one in learned]),
        learned_from=len(documents),
    )


def _check(dimension: Dimension, documents: Sequence[str], learnable: Sequence[str]) -> None:
    if len(documents) < FEWEST_DOCUMENTS:
        raise WrongData(
            f"Nur {len(documents)} Dokumente haben in „{dimension.title}“ eine endgültige "
            "Codierung.",
            f"Erst {FEWEST_DOCUMENTS} Dokumente codieren und Abweichungen entscheiden.",
        )
    if not learnable:
        raise WrongData(
            f"Keine Kategorie von „{dimension.title}“ hat genug Beispiele.",
            f"Eine Kategorie braucht {FEWEST_EXAMPLES} Dokumente mit und ebenso viele ohne sie.",
        )


@dataclass(frozen=True, eq=False)
class _Learned:
    weights: Floats
    offset: float
    slope: float
    shift: float


def _vectorised(texts: Sequence[str]) -> tuple[Any, sparse.csr_matrix]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(analyzer=analyse, sublinear_tf=True)
    if not any(map(words, texts)):
        raise WrongData("Die Dokumente enthalten keine Wörter.", "Texte zu den Dokumenten legen.")
    return vectoriser, vectoriser.fit_transform(texts)


def _classifier() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=100, solver="liblinear")


def _learn(vectors: sparse.csr_matrix, has: npt.NDArray[np.bool_], seed: int) -> _Learned:
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    scores = cross_val_predict(_classifier(), vectors, has, cv=folds, method="decision_function")
    slope, shift = _calibrated(scores, has)
    model = _classifier().fit(vectors, has)
    return _Learned(model.coef_[0], float(model.intercept_[0]), slope, shift)


def _calibrated(scores: Floats, has: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift; a model that is no better than chance says how often the category occurs."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=100).fit(scores[:, None], has)
    slope = float(fitted.coef_[0, 0])
    if slope > 0:
        return slope, float(fitted.intercept_[0])
    share = float(has.mean())
    return 0.0, float(np.log(share / (1 - share)))


def learnable(
    dimension: Dimension, given: Sequence[Collection[str]]
) -> tuple[list[str], list[NotLearned]]:
    """The categories with enough documents that have them and enough without; and the others."""
    codes, not_learned = [], []
    for category in dimension.ordered():
        having = sum(category.id in one for one in given)
        if min(having, len(given) - having) >= FEWEST_EXAMPLES:
            codes.append(category.id)
            continue
        why = (
            f"Zu wenige Beispiele: Kategorie „{category.title}“, Dokumente mit ihr {having}, "
            f"ohne sie {len(given) - having}."
        )
        not_learned.append(NotLearned(category.id, why))
    return codes, not_learned


def _name(
    dimension: Dimension,
    documents: Sequence[str],
    texts: Sequence[str],
    given: Sequence[Collection[str]],
    seed: int,
) -> str:
    said = repr((VERSION, dimension.id, dimension.order(), seed))
    digest = hashlib.sha256(said.encode())
    for document, text, codes in zip(documents, texts, given, strict=True):
        digest.update(repr((document, text, sorted(codes))).encode())
    return f"{VERSION}:{digest.hexdigest()[:12]}"
