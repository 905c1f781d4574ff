"""Coders compared on the passages of a dimension: each category, and all of them as units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.agreement.passages import Marks, Overlap, Span, merged, overlap
from roterfaden.study.agreement.traps import Trap, of_documents, of_passages
from roterfaden.study.agreement.unitising import Unitised, one_continuum, unitised_alpha
from roterfaden.study.codebook import Dimension
from roterfaden.study.troubles import WrongData

Marked = Mapping[str, Mapping[str, Sequence[tuple[str, Span]]]]
"""Coder to document to passages with their codes; a document that is absent is not coded."""


@dataclass(frozen=True)
class PassageCategory:
    """One category: how many passages it has, how far they overlap, alpha of the units."""

    id: str
    title: str
    passages: int
    overlap: Overlap
    unitised: Unitised

    @property
    def traps(self) -> tuple[Trap, ...]:
        """What to beware of when reading its figures."""
        percent = self.overlap.estimates[Coefficient.PERCENT].value
        return of_passages(self.passages, percent, self.overlap.jaccard)


@dataclass(frozen=True)
class PassageAgreement:
    """Agreement on the passages of a dimension.

    ``documents`` were coded by at least two coders; units are compared on those that all coded.
    """

    dimension: Dimension
    coders: tuple[str, ...]
    documents: int
    categories: tuple[PassageCategory, ...]
    unitised: Unitised

    @property
    def traps(self) -> tuple[Trap, ...]:
        """What to beware of with all its figures."""
        return of_documents(self.documents)


def compare_passages(
    dimension: Dimension,
    marked: Marked,
    lengths: Mapping[str, int],
    *,
    bootstrap: Bootstrap | None = None,
) -> PassageAgreement:
    """Compare coders on passages in documents of these lengths (in characters).

    Raises `WrongData` for unknown codes, unknown documents and passages outside their text.
    """
    coders = tuple(marked)
    documents = sorted({document for given in marked.values() for document in given})
    _check(documents, lengths)
    by_category = _by_category(dimension, marked, documents, lengths)
    together = [one for one in documents if all(one in marked[coder] for coder in coders)]
    length = sum(lengths[one] for one in together)
    units = {
        code: one_continuum({one: marks[one] for one in together}, lengths)[0]
        for code, marks in by_category.items()
    }
    categories = tuple(
        PassageCategory(
            category.id,
            category.title,
            _passages(by_category[category.id]),
            overlap(by_category[category.id], lengths, coders, bootstrap),
            unitised_alpha({category.id: units[category.id]}, length, coders),
        )
        for category in dimension.ordered()
    )
    twice = sum(sum(one in given for given in marked.values()) > 1 for one in documents)
    together_alpha = unitised_alpha(units, length, coders)
    return PassageAgreement(dimension, coders, twice, categories, together_alpha)


def _passages(marks: Marks) -> int:
    return sum(len(spans) for by_coder in marks.values() for spans in by_coder.values())


def _check(documents: Sequence[str], lengths: Mapping[str, int]) -> None:
    unknown = [one for one in documents if one not in lengths]
    if unknown:
        raise WrongData(
            f"Zum Dokument „{unknown[0]}“ fehlt der Text.",
            "Den Text zu den Dokumenten legen.",
        )


def _by_category(
    dimension: Dimension,
    marked: Marked,
    documents: Sequence[str],
    lengths: Mapping[str, int],
) -> dict[str, Marks]:
    """The passages by category, document and coder; every coder of a document has a list."""
    found: dict[str, dict[str, dict[str, list[Span]]]] = {
        code: {
            document: {coder: [] for coder, given in marked.items() if document in given}
            for document in documents
        }
        for code in dimension.order()
    }
    for coder, given in marked.items():
        for document, passages in given.items():
            for code, span in passages:
                found[dimension.category(code).id][document][coder].append(span)
    return {
        code: {
            document: {
                coder: merged(document, spans, lengths[document]) if spans else []
                for coder, spans in by_coder.items()
            }
            for document, by_coder in by_document.items()
        }
        for code, by_document in found.items()
    }
