"""Agreement on passages: how far the marks of the coders overlap in the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.agreement.marked import Marked, compare_passages
from roterfaden.study.agreement.passages import Overlap, Span
from roterfaden.study.agreement.unitising import Unitised
from roterfaden.study.codebook import Category, Dimension
from roterfaden.study.project.folder import Project


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
    given = marked(project, dimension)
    if len(given) < 2 or not any(spans for one in given.values() for spans in one.values()):
        return ()
    lengths = {one.id: len(one.text) for one in project.documents}
    how = Bootstrap(project.settings.resamples, project.settings.bootstrap_seed)
    return tuple(
        PassageAgreement(dimension.category(one.id), one.overlap, one.unitised)
        for one in compare_passages(dimension, given, lengths, bootstrap=how).categories
        if one.passages
    )


def marked(project: Project, dimension: Dimension) -> Marked:
    """What each coder marked: coder to document to passages with their codes."""
    found: dict[str, dict[str, list[tuple[str, Span]]]] = {
        coder: {document: [] for document in coded}
        for coder, coded in project.coded(dimension).items()
    }
    for one in project.passages:
        if one.dimension == dimension.id:
            found[one.coder][one.document].append((one.code, one.span))
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 10) + 0.0


def as_data(compared: Mapping[str, tuple[PassageAgreement, ...]]) -> dict[str, Any]:
    """By dimension and category."""
    return {
        name: {one.category.id: one.as_data() for one in rows} for name, rows in compared.items()
    }
