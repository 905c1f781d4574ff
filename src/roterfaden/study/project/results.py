"""Every number of a project's report, computed from its folder alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from roterfaden.study import masks, sampling
from roterfaden.study.agreement.comparison import (
    Agreement,
    Comparison,
    DimensionAgreement,
    compare,
)
from roterfaden.study.agreement.disagreements import Basis, Final, adjudicated
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.codebook import Dimension
from roterfaden.study.masks import MaskArray
from roterfaden.study.project import passages
from roterfaden.study.project.folder import Project
from roterfaden.study.project.passages import PassageAgreement
from roterfaden.study.tables import Counted, Disclosure, count
from roterfaden.study.tables.crossing import (
    Crossed,
    by_group,
    period,
    rubric_entries,
    two_dimensions,
)
from roterfaden.study.tables.printing import Printed

SCHEMA = "roterfaden/study-results/1"
DIGITS = 10
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class DimensionResult:
    """One dimension: its final coding, tables and, for plans, tables by type and time."""

    dimension: Dimension
    final: Final
    counted: Counted
    histogram: Mapping[int, int]
    coded_by: Mapping[str, int]
    coded_twice: int
    by_type: Crossed | None
    by_kind: Crossed | None
    by_time: Crossed | None

    @property
    def decided(self) -> int:
        return sum(basis is Basis.DECIDED for basis in self.final.basis.values())


@dataclass(frozen=True)
class Results:
    """All results of a project; ``as_data`` is what the report and the check compare."""

    project: Project
    dimensions: tuple[DimensionResult, ...]
    rubrics: Printed | None
    walk: sampling.Walk | None

    @cached_property
    def comparison(self) -> Comparison | None:
        """Agreement of the coders; None where fewer than two coded."""
        several = {name: coded for name, coded in self.project.codings.items() if len(coded) > 1}
        if not several:
            return None
        how = Bootstrap(self.project.settings.resamples, self.project.settings.bootstrap_seed)
        return compare(self.project.codebook, several, bootstrap=how, kinds=self.project.kinds)

    @cached_property
    def passages(self) -> Mapping[str, tuple[PassageAgreement, ...]]:
        """Agreement on marked passages, by dimension; none where nobody marked any."""
        compared = {d.id: passages.compare(self.project, d) for d in self.project.codebook}
        return {name: rows for name, rows in compared.items() if rows}

    @cached_property
    def between(self) -> tuple[tuple[Dimension, Dimension, Crossed], ...]:
        """Each two dimensions of whole documents against each other."""
        whole = [
            one for one in self.dimensions if one.dimension.unit == "document" and one.final.codes
        ]
        return tuple(
            (one.dimension, other.dimension, _between(one, other, self.project.settings.disclosure))
            for one, other in combinations(whole, 2)
        )

    def agreement(self, dimension: Dimension) -> DimensionAgreement | None:
        compared = self.comparison.dimensions if self.comparison else ()
        return next((one for one in compared if one.dimension.id == dimension.id), None)

    def as_data(self) -> dict[str, Any]:
        """Plain values, rounded to ten digits, so that machines agree."""
        return {
            "schema": SCHEMA,
            "method": _method(self.project),
            "sample": _sample(self.project, self.walk),
            "dimensions": {one.dimension.id: _dimension(one) for one in self.dimensions},
            "rubrics": [[label, cells[0]] for label, cells in self.rubrics.rows]
            if self.rubrics
            else None,
            "between": {f"{a.id} x {b.id}": _crossed(both) for a, b, both in self.between},
            "agreement": _comparison(self.comparison),
            "passages": passages.as_data(self.passages),
            "trail": {
                "entries": len(self.project.trail),
                "last": self.project.trail[-1].hash if self.project.trail else None,
            },
        }


def compute(project: Project) -> Results:
    """Everything that the report says in numbers; raises ``WrongData`` for decisions that do not
    fit their codings.
    """
    plans = [one for one in project.documents if one.rubrics]
    settings = project.settings
    return Results(
        project,
        tuple(_result(project, dimension) for dimension in project.codebook),
        rubric_entries(
            [one.rubrics for one in plans], source=settings.source, disclosure=settings.disclosure
        )
        if plans
        else None,
        sampling.walk(project.sample, project.found, stop=settings.stop) if project.found else None,
    )


def _result(project: Project, dimension: Dimension) -> DimensionResult:
    coded = project.coded(dimension)
    decisions = [one for one in project.decisions if one.dimension == dimension.id]
    final = adjudicated(dimension, coded, decisions)
    packed = masks.pack(final.codes.values(), dimension.order())
    counts = masks.histogram(packed)
    documents = [sum(name in given for given in coded.values()) for name in final.codes]
    return DimensionResult(
        dimension,
        final,
        count(
            counts,
            dimension.order(),
            residual=[c.id for c in dimension.categories if c.residual],
            min_count=project.settings.threshold(dimension.id),
            disclosure=project.settings.disclosure,
        ),
        counts,
        {coder: len(given) for coder, given in coded.items()},
        sum(number > 1 for number in documents) + len(final.open),
        _grouped(project, dimension, final, packed, "comparison_type"),
        _grouped(project, dimension, final, packed, "jobcentre_kind"),
        _grouped(project, dimension, final, packed, "agreed_on"),
    )


def _grouped(
    project: Project, dimension: Dimension, final: Final, packed: MaskArray, by: str
) -> Crossed | None:
    """The dimension by a property of its documents; None where fewer than two values occur."""
    values = {one.id: getattr(one, by) for one in project.documents}
    if by == "agreed_on":
        values = {name: _quarter(value) for name, value in values.items()}
    groups = [values.get(name, "") for name in final.codes]
    if len(set(groups) - {""}) < 2:
        return None
    return by_group(packed, groups, dimension.order(), disclosure=project.settings.disclosure)


def _between(one: DimensionResult, other: DimensionResult, disclosure: Disclosure) -> Crossed:
    """The documents that have a final coding in both."""
    shared = [name for name in one.final.codes if name in other.final.codes]
    packed = [
        masks.pack([each.final.codes[name] for name in shared], each.dimension.order())
        for each in (one, other)
    ]
    orders = one.dimension.order(), other.dimension.order()
    return two_dimensions(packed[0], packed[1], *orders, disclosure=disclosure)


def _quarter(value: str) -> str:
    """The quarter of an ISO day or month; other forms, such as „[Datum]“, are no time."""
    found = _MONTH.match(value)
    return period(date(int(found[1]), int(found[2]), 1)) if found else ""


def _method(project: Project) -> dict[str, Any]:
    settings = project.settings
    return {
        "documents": len(project.documents),
        "codebook": {"id": project.codebook.id, "version": project.codebook.version},
        "min_count": {one.id: settings.threshold(one.id) for one in project.codebook},
        "smallest": settings.disclosure.smallest,
        "complementary": settings.disclosure.complementary,
        "resamples": settings.resamples,
        "bootstrap_seed": settings.bootstrap_seed,
    }


def _sample(project: Project, walk: sampling.Walk | None) -> dict[str, Any]:
    settings = project.settings
    return {
        "frame": len(project.frame.members) if project.frame else None,
        "frame_sha256": project.frame.fingerprint() if project.frame else None,
        "drawn": len(project.sample) or None,
        "seed": settings.seed,
        "algorithm": settings.algorithm or sampling.ALGORITHM,
        "checked": walk.checked if walk else None,
        "found": len(walk.found) if walk else None,
        "share": _rounded(walk.share.value) if walk else None,
        "ci95": _bounds(walk.share.ci95) if walk else None,
    }


def _dimension(one: DimensionResult) -> dict[str, Any]:
    counted = one.counted
    return {
        "coded_by": dict(one.coded_by),
        "coded_twice": one.coded_twice,
        "decided": one.decided,
        "open": len(one.final.open),
        "documents": counted.documents,
        "documents_with_entries": counted.documents_with_entries,
        "frequency": {row.code: row.documents for row in counted.frequency},
        "combinations": {" + ".join(row.codes): row.documents for row in counted.combinations},
        "further": {str(row.documents): row.combinations for row in counted.further},
        "withheld": counted.withheld,
        "by_type": _crossed(one.by_type),
        "by_kind": _crossed(one.by_kind),
        "by_time": _crossed(one.by_time),
    }


def _crossed(crossed: Crossed | None) -> dict[str, Any] | None:
    if crossed is None:
        return None
    return {
        "documents": dict(zip(crossed.groups, crossed.documents, strict=True)),
        "cells": {
            code: dict(zip(crossed.groups, row, strict=True))
            for code, row in zip(crossed.codes, crossed.cells, strict=True)
        },
    }


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        "dimensions": {
            one.dimension.id: {
                "categories": {row.id: _agreement(row) for row in one.categories},
                "sets": _agreement(one.sets),
            }
            for one in comparison.dimensions
        },
        "overall": _agreement(comparison.overall),
    }


def _agreement(row: Agreement) -> dict[str, Any]:
    return {
        "units": row.units,
        "estimates": {
            str(coefficient): {"value": _rounded(one.value), "ci95": _bounds(one.interval)}
            for coefficient, one in row.estimates.items()
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS) + 0.0


def _bounds(bounds: tuple[float, float] | None) -> list[float | None] | None:
    return None if bounds is None else [_rounded(bound) for bound in bounds]
