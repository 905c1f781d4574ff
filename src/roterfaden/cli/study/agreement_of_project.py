"""Agreement of a whole project: every category, every dimension, passages, and all together."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from roterfaden.cli.study.agreement_text import as_data, by_category, figure, noted
from roterfaden.study.agreement import (
    Agreement,
    Bootstrap,
    Coefficient,
    Comparison,
    DimensionAgreement,
    PassageAgreement,
    PassageCategory,
    Trap,
    compare,
    compare_passages,
)
from roterfaden.study.project import Project, read
from roterfaden.study.project.passages import marked


def show(
    folder: Path, sets: str | None, resamples: int | None, seed: int, *, as_json: bool
) -> None:
    """Print the agreement of a project, for people or as one JSON object."""
    project = read(folder)
    how = Bootstrap(resamples, seed) if resamples else None
    found = compare(
        project.codebook,
        project.codings,
        distance="jaccard" if sets == "jaccard" else "masi",
        bootstrap=how,
        kinds=project.kinds,
    )
    passages = _passages(project, how)
    if as_json:
        answer = _as_data(found, passages)
        click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2))
        return
    click.echo(_as_text(found, passages))


def _passages(project: Project, how: Bootstrap | None) -> dict[str, PassageAgreement]:
    """The dimensions in which passages are marked."""
    lengths = {document.id: len(document.text) for document in project.documents}
    names = dict.fromkeys(one.dimension for one in project.passages)
    dimensions = [project.codebook.dimension(name) for name in names]
    return {
        one.id: compare_passages(one, marked(project, one), lengths, bootstrap=how)
        for one in dimensions
    }


def _as_data(found: Comparison, passages: Mapping[str, PassageAgreement]) -> dict[str, Any]:
    return {
        "dimensions": {
            one.dimension.id: {
                "coders": list(one.coders),
                "categories": {row.id: _row(row) for row in one.categories},
                "sets": _row(one.sets),
                "passages": _passages_as_data(passages.get(one.dimension.id)),
            }
            for one in found.dimensions
        },
        "overall": _row(found.overall),
    }


def _row(row: Agreement) -> dict[str, Any]:
    counts = {"documents": row.documents, "units": row.units}
    return {**counts, **as_data(row.estimates), "traps": _traps(row.traps)}


def _traps(traps: Iterable[Trap]) -> list[dict[str, str]]:
    return [{"code": trap.code.value, "text": trap.text} for trap in traps]


def _passages_as_data(found: PassageAgreement | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "documents": found.documents,
        "categories": {
            one.id: {
                "passages": one.passages,
                "characters": one.overlap.characters,
                "jaccard": one.overlap.jaccard,
                **as_data(one.overlap.estimates),
                "unitised_alpha": {"value": one.unitised.value, "why": one.unitised.why},
                "traps": _traps(one.traps),
            }
            for one in found.categories
        },
        "unitised_alpha": {"value": found.unitised.value, "why": found.unitised.why},
        "traps": _traps(found.traps),
    }


def _as_text(found: Comparison, passages: Mapping[str, PassageAgreement]) -> str:
    blocks = []
    for one in found.dimensions:
        title = f"{one.dimension.title}: {' und '.join(one.coders)}"
        blocks.append("\n".join([title, "", by_category(one), *noted(_notes(one))]))
        if one.dimension.id in passages:
            blocks.append(_passages_as_text(passages[one.dimension.id]))
    alpha = found.overall.estimates[Coefficient.ALPHA]
    said = figure(alpha.value) if alpha.value is not None else alpha.why
    blocks.append(f"Alle Dimensionen zusammen (Mengen): Alpha {said}")
    return "\n\n".join(blocks)


def _notes(one: DimensionAgreement) -> list[str]:
    """The traps of the categories, then those of the sets."""
    return [*_by_words(one.categories), *(f"Mengen: {trap.text}" for trap in one.sets.traps)]


def _by_words(rows: Sequence[Agreement | PassageCategory]) -> list[str]:
    """The traps of categories, those with the same words together."""
    titles: dict[str, list[str]] = {}
    for row in rows:
        for trap in row.traps:
            titles.setdefault(trap.text, []).append(f"„{row.title}“")
    return [f"{', '.join(where)}: {text}" for text, where in titles.items()]


def _passages_as_text(found: PassageAgreement) -> str:
    width = max(len(one.title) for one in found.categories)
    lines = [
        f"{found.dimension.title}, Stellen in {found.documents} Dokumenten",
        "",
        f"{'Kategorie'.ljust(width)}  Stellen  Überlappung  Kappa  Alpha der Einheiten",
    ]
    for one in found.categories:
        kappa = one.overlap.estimates[Coefficient.COHEN].value
        lines.append(
            f"{one.title.ljust(width)}  {one.passages:>7}  {figure(one.overlap.jaccard):>11}  "
            f"{figure(kappa):>5}  {figure(one.unitised.value):>19}"
        )
    lines.append(f"Alle Kategorien, Alpha der Einheiten: {figure(found.unitised.value)}")
    notes = [*_by_words(found.categories), *(trap.text for trap in found.traps)]
    return "\n".join([*lines, *noted(notes)])
