"""``roterfaden study suggest``: what a model proposes, and how far it can be trusted."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roterfaden.cli.study.noting import noted

if TYPE_CHECKING:
    from roterfaden.study.project import Project
    from roterfaden.study.suggest import Evaluation, Suggestions

SHOWN = 10


@click.command()
@click.argument("folder", metavar="PROJEKT/", type=click.Path(path_type=Path))
@click.option(
    "--dimension",
    "names",
    metavar="NAME",
    multiple=True,
    help="Nur diese Dimension; mehrfach möglich. Ohne Angabe alle.",
)
@click.option(
    "--out",
    metavar="DATEI.csv",
    type=click.Path(path_type=Path),
    help="Datei für die Vorschläge; ohne Angabe wird nur geprüft.",
)
@click.option(
    "--most",
    metavar="ANZAHL",
    type=click.IntRange(1),
    help="Höchstens so viele Dokumente, die unsichersten zuerst.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Startzahl.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Antwort: für Menschen oder für Programme.",
)
def suggest(
    folder: Path,
    *,
    names: tuple[str, ...],
    out: Path | None,
    most: int | None,
    seed: int,
    form: str,
) -> None:
    """Lernt aus der endgültigen Codierung und schlägt für die übrigen Dokumente Kategorien vor.

    Ein Mensch entscheidet: Vorschläge sind keine Codierungen und zählen nie zur Übereinstimmung.
    Der Befehl misst zuerst, wie oft das Modell an ungesehenen Dokumenten recht hat.

    \b
    Beispiele:
      roterfaden study suggest projekt/
      roterfaden study suggest projekt/ --dimension goals --out vorschlaege.csv --most 50
    """
    from roterfaden.study import suggest as suggesting
    from roterfaden.study.project import read

    project = read(folder)
    checked, found = [], {}
    for name in names or tuple(one.id for one in project.codebook):
        evaluation, suggestions = _dimension(project, name, seed)
        checked.append(evaluation)
        found[evaluation.dimension.id] = suggestions
    if out:
        models = {name: one.model for name, one in found.items()}
        with noted(folder, "suggested", {"file": out.name, "models": models}):
            suggesting.write(out, found, most=most)
    if form == "json":
        answer = {one.dimension.id: _as_data(one) for one in checked}
        click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2))
        return
    click.echo("\n\n".join(_as_text(one, found[one.dimension.id]) for one in checked))
    if out:
        click.echo(f"\nVorschläge stehen in {out}.")


def _dimension(project: "Project", name: str, seed: int) -> "tuple[Evaluation, Suggestions]":
    from roterfaden.study import suggest as suggesting
    from roterfaden.study.agreement import adjudicated
    from roterfaden.study.suggest.reading import text_under

    dimension = project.codebook.dimension(name)
    codings = project.codings.get(dimension.id, {})
    decisions = [one for one in project.decisions if one.dimension == dimension.id]
    final = adjudicated(dimension, codings, decisions)
    read = {
        one.id: text_under(one.text, one.rubrics, dimension.rubrics) for one in project.documents
    }
    evaluation = suggesting.evaluate(dimension, read, final.codes, seed=seed)
    model = suggesting.train(dimension, read, final.codes, seed=seed)
    new = {name: text for name, text in read.items() if name not in final.codes}
    return evaluation, suggesting.suggest(model, new)


def _as_data(one: "Evaluation") -> dict[str, Any]:
    return {
        "documents": one.documents,
        "folds": one.folds,
        "sets": {
            name.value: found.as_json() for name, found in one.agreement.sets.estimates.items()
        },
        "categories": {
            category.id: {name.value: found.as_json() for name, found in category.estimates.items()}
            for category in one.agreement.categories
        },
        "brier": one.brier,
        "brier_of_shares": one.brier_of_shares,
        "not_learned": {missing.code: missing.why for missing in one.not_learned},
    }


def _as_text(one: "Evaluation", found: "Suggestions") -> str:
    from roterfaden.cli.study.agreement_text import by_category

    title = f"{one.dimension.title}: Modell und endgültige Codierung, {one.documents} Dokumente,"
    lines = [
        f"{title} {one.folds}-fach kreuzvalidiert",
        "",
        by_category(one.agreement),
        "",
        _calibration(one),
        *(f"Nicht gelernt: {missing.why}" for missing in one.not_learned),
        "",
        *_next(found),
    ]
    return "\n".join(lines)


def _calibration(one: "Evaluation") -> str:
    return (
        f"Fehler der Wahrscheinlichkeiten (Brier): {_german(one.brier)}; "
        f"wer nur die Häufigkeit kennt: {_german(one.brier_of_shares)}."
    )


def _next(found: "Suggestions") -> list[str]:
    if not found.order:
        return ["Alle Dokumente haben eine endgültige Codierung; nichts ist vorzuschlagen."]
    lines = [f"Als Nächstes codieren ({len(found.order)} offen, unsicherste zuerst):"]
    for document in found.order[:SHOWN]:
        proposed = "; ".join(
            f"{one.code} {one.probability:.0%} ({', '.join(one.words)})"
            for one in found.proposals[document]
        )
        lines.append(f"  {document}: {proposed or 'keine Kategorie'}")
    return lines


def _german(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
