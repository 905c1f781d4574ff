"""Coders compared on whole documents: each category, each dimension, and all dimensions at once.

A category is a question of yes or no for each document; a dimension is the set of categories that
a document got. „Not coded“ (the document is absent) and „no category“ (an empty set) differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from roterfaden.study.agreement import joint as joints
from roterfaden.study.agreement import traps
from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.distances import Distance, Jaccard, Masi
from roterfaden.study.agreement.estimate import Estimate, measure
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.agreement.joint import Codings, Joint
from roterfaden.study.agreement.ratings import Ratings
from roterfaden.study.agreement.traps import Trap
from roterfaden.study.codebook import Codebook, Dimension

SetDistance = Literal["jaccard", "masi"]


@dataclass(frozen=True)
class Agreement:
    """How far coders agree on one thing: a category, a dimension, everything.

    ``documents`` got the category from at least one coder; for sets, ``units`` of them were coded
    by at least two.
    """

    id: str
    title: str
    documents: int
    units: int
    estimates: Mapping[Coefficient, Estimate]
    traps: tuple[Trap, ...]


@dataclass(frozen=True)
class DimensionAgreement:
    """Agreement on a dimension: its categories in book order and its sets as a whole."""

    dimension: Dimension
    coders: tuple[str, ...]
    categories: tuple[Agreement, ...]
    sets: Agreement


@dataclass(frozen=True)
class Comparison:
    """Every dimension, and the sets of all categories of all dimensions together."""

    dimensions: tuple[DimensionAgreement, ...]
    overall: Agreement


def compare(
    codebook: Codebook,
    codings: Mapping[str, Codings],
    *,
    distance: SetDistance = "masi",
    bootstrap: Bootstrap | None = None,
    kinds: Mapping[str, str] | None = None,
) -> Comparison:
    """Compare coders in every dimension that anybody coded.

    ``codings`` goes from dimension to coder to document to codes. ``kinds`` says of documents what
    they are; all dimensions together then mean those that apply to the document, else all. Raises
    `WrongData` for a dimension or a code that the codebook does not have.
    """
    coded = [(codebook.dimension(name), given) for name, given in codings.items()]
    return Comparison(
        tuple(
            compare_dimension(dimension, given, distance=distance, bootstrap=bootstrap)
            for dimension, given in coded
        ),
        _overall(coded, kinds or {}, distance, bootstrap),
    )


def compare_dimension(
    dimension: Dimension,
    codings: Codings,
    *,
    distance: SetDistance = "masi",
    bootstrap: Bootstrap | None = None,
) -> DimensionAgreement:
    """Compare coders in one dimension; raises `WrongData` for a code that it does not have."""
    joint = joints.of_codings(_checked(dimension, codings), dimension.order())
    return compare_joint(dimension, joint, tuple(codings), distance=distance, bootstrap=bootstrap)


def compare_joint(
    dimension: Dimension,
    joint: Joint,
    coders: Sequence[str],
    *,
    distance: SetDistance = "masi",
    bootstrap: Bootstrap | None = None,
) -> DimensionAgreement:
    """The same from a joint histogram of masks, for any number of documents."""
    categories = tuple(
        _category(category.id, category.title, joint, place, coders, bootstrap)
        for place, category in enumerate(dimension.ordered())
    )
    sets = joints.sets(joint, dimension.order(), coders)
    return DimensionAgreement(
        dimension,
        tuple(coders),
        categories,
        _sets(dimension.id, dimension.title, sets, distance, bootstrap),
    )


def _category(
    name: str,
    title: str,
    joint: Joint,
    place: int,
    coders: Sequence[str],
    bootstrap: Bootstrap | None,
) -> Agreement:
    ratings = joints.category(joint, place, coders)
    estimates = measure(ratings, bootstrap=bootstrap)
    documents = joint.documents_with(place)
    near = (*traps.rarely_given(documents), *traps.near(ratings, estimates))
    return Agreement(name, title, documents, ratings.paired_units, estimates, near)


def _sets(
    name: str, title: str, ratings: Ratings, distance: SetDistance, bootstrap: Bootstrap | None
) -> Agreement:
    estimates = measure(ratings, distance_of(ratings, distance), bootstrap=bootstrap)
    near = traps.near(ratings, estimates)
    return Agreement(name, title, ratings.units, ratings.paired_units, estimates, near)


def distance_of(ratings: Ratings, name: SetDistance) -> Distance:
    """The distance between the sets that occur in these ratings."""
    sets = [value for value in ratings.values if isinstance(value, frozenset)]
    return Masi(sets) if name == "masi" else Jaccard(sets)


def _checked(dimension: Dimension, codings: Codings) -> Codings:
    for given in codings.values():
        for code in {code for codes in given.values() for code in codes}:
            dimension.category(code)
    return {
        coder: {
            document: {dimension.category(code).id for code in codes}
            for document, codes in given.items()
        }
        for coder, given in codings.items()
    }


def _overall(
    coded: Sequence[tuple[Dimension, Codings]],
    kinds: Mapping[str, str],
    distance: SetDistance,
    bootstrap: Bootstrap | None,
) -> Agreement:
    """All categories as one set; a coder counts who coded all dimensions that apply."""
    coders = tuple(dict.fromkeys(coder for _, given in coded for coder in given))
    order = [f"{dimension.id}/{code}" for dimension, _ in coded for code in dimension.order()]
    whole: dict[str, dict[str, frozenset[str]]] = {coder: {} for coder in coders}
    for coder, kept in whole.items():
        given = [(dimension, codings.get(coder, {})) for dimension, codings in coded]
        for document in {document for _, one in given for document in one}:
            part = [pair for pair in given if pair[0].applies_to(kinds.get(document, ""))]
            if part and all(document in one for _, one in part):
                kept[document] = frozenset(
                    f"{dimension.id}/{dimension.category(code).id}"
                    for dimension, one in part
                    for code in one[document]
                )
    ratings = _ratings(whole, coders, order)
    return _sets("overall", "Alle Dimensionen", ratings, distance, bootstrap)


def _ratings(
    codings: Mapping[str, Mapping[str, frozenset[str]]],
    coders: Sequence[str],
    order: Sequence[str],
) -> Ratings:
    documents = {document for given in codings.values() for document in given}
    units = [
        {coder: given[document] for coder, given in codings.items() if document in given}
        for document in documents
    ]
    return Ratings.of(units, coders, order, sets=True)
