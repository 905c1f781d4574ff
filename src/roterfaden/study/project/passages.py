"""Agreement on passages: how far the marks of the coders overlap in the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.agreement.passages import Overlap, Span, merged, overlap
from roterfaden.study.agreement.unitising import Unitised, one_continuum, unitised_alpha
from roterfaden.study.codebook import Category, Dimension
from roterfaden.study.project.folder import Project

Marks = dict[str, dict[str, list[Span]]]


@dataclass(frozen=True)
class PassageAgreement:
    """One category: overlap in characters, and alpha of the passages as units on a continuum."""

    category: Category
    overlap: Overlap
    unitised: Unitised

    def as_data(self) -> dict[str, Any]:
        alpha = self.overlap.estimates[Coefficient.ALPHA]
        return {
            "characters": self.overlap.characters,
            "by_all": self.overlap.by_all,
            "by_any": self.overlap.by_any,
            "jaccard": _rounded(self.overlap.jaccard),
            "alpha": _rounded(alpha.value),
            "ci95": [_rounded(bound) for bound in alpha.interval] if alpha.interval else None,
            "alpha_u": _rounded(self.unitised.value),
        }


def compare(project: Project, dimension: Dimension) -> tuple[PassageAgreement, ...]:
    """The categories of a dimension that anybody marked; none where fewer than two coded."""
    coded = project.coded(dimension)
    mine = [one for one in project.passages if one.dimension == dimension.id]
    if len(coded) < 2 or not mine:
        return ()
    lengths = {one.id: len(one.text) for one in project.documents}
    how = Bootstrap(project.settings.resamples, project.settings.bootstrap_seed)
    found = []
    for category in dimension.ordered():
        marks = _marks(project, dimension, category, lengths)
        if any(spans for by_coder in marks.values() for spans in by_coder.values()):
            by_all = {name: given for name, given in marks.items() if len(given) == len(coded)}
            moved, length = one_continuum(by_all, lengths)
            compared = overlap(marks, lengths, tuple(coded), how)
            unitised = unitised_alpha({category.id: moved}, length, tuple(coded))
            found.append(PassageAgreement(category, compared, unitised))
    return tuple(found)


def _marks(
    project: Project, dimension: Dimension, category: Category, lengths: Mapping[str, int]
) -> Marks:
    """Document to coder to passages, over the documents that two or more coders coded.

    Passages of one coder that overlap are one.
    """
    coded = project.coded(dimension)
    documents = sorted({name for given in coded.values() for name in given})
    marks: Marks = {
        name: {coder: [] for coder, given in coded.items() if name in given} for name in documents
    }
    for one in project.passages:
        if (one.dimension, one.code) == (dimension.id, category.id):
            marks[one.document][one.coder].append(one.span)
    return {
        name: {coder: merged(name, spans, lengths[name]) for coder, spans in by_coder.items()}
        for name, by_coder in marks.items()
        if len(by_coder) > 1
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 10) + 0.0


def as_data(compared: Mapping[str, tuple[PassageAgreement, ...]]) -> dict[str, Any]:
    """By dimension and category."""
    return {
        name: {one.category.id: one.as_data() for one in rows} for name, rows in compared.items()
    }
