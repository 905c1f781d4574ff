"""``roterfaden study report`` and ``verify``: the results of a project, and their check."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

DIFFERS = 4


@click.command()
@click.argument("folder", metavar="PROJECT", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Wohin geschrieben wird; ohne Angabe nach PROJECT/report.",
)
def report(folder: Path, output: Path | None) -> None:
    """Schreibt den Ergebnisteil: HTML, PDF, Tabellen, Bilder und results.json mit jeder Zahl.

    PROJECT enthält project.yml, codebook.yml, codings/NAME.csv und, soweit vorhanden, frame.csv,
    sample.csv, walk.csv, documents/, adjudication.csv und audit.jsonl. Ein früherer Bericht wird
    erst ersetzt, wenn der neue ganz geschrieben ist.

    Ende mit 0: geschrieben. 2: Die Daten sind falsch; Datei, Zeile und Ausweg stehen dabei.
    """
    from roterfaden.study import project

    target = project.write_report(project.read(folder), made_at=_moment(), into=output)
    click.echo(f"{target / 'report.html'}\n{target / 'report.pdf'}")


@click.command()
@click.argument("folder", metavar="PROJECT", type=click.Path(path_type=Path))
@click.option(
    "--report",
    "written",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Wo der Bericht liegt; ohne Angabe in PROJECT/report.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Ausgabe: für Menschen oder für Programme.",
)
def verify(folder: Path, written: Path | None, form: str) -> None:
    """Rechnet jede Zahl von PROJECT nach: Stichprobe, Tabellen, Übereinstimmung, Prüfpfad, Bericht.

    Ende mit 0: alles stimmt. 2: Die Daten sind falsch. 4: Mindestens eine Zahl weicht ab; jede wird
    mit ihrem Ort genannt.
    """
    from roterfaden.study import project

    result = project.verify(project.read(folder), report=written)
    if form == "json":
        _echo_json(result)
    else:
        for one in result.checked:
            click.echo(f"Geprüft: {one}")
        for difference in result.differences:
            click.echo(f"Abweichung: {difference}", err=True)
        if not result.has_report:
            click.echo("Ein Bericht liegt hier noch nicht; `roterfaden study report` schreibt ihn.")
        elif not result.differences:
            click.echo(f"Alles stimmt: {result.numbers} Angaben nachgerechnet.")
    if result.differences:
        raise click.exceptions.Exit(DIFFERS)


@click.command()
@click.argument("folder", metavar="PROJECT", type=click.Path(path_type=Path))
@click.option("--dimension", metavar="ID", help="Nur diese Dimension.")
@click.option("--category", metavar="ID", help="Nur diese Kategorie; verlangt --dimension.")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Wohin geschrieben wird; ohne Angabe auf die Standardausgabe.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "csv", "html", "json"]),
    default="md",
    show_default=True,
    help="Form der Ausgabe.",
)
def quotes(
    folder: Path, dimension: str | None, category: str | None, output: Path | None, form: str
) -> None:
    """Sammelt die markierten Stellen von PROJECT je Kategorie, mit Dokument und Sprecher."""
    from roterfaden.study import project
    from roterfaden.study.project import quotes as library
    from roterfaden.study.writing import written

    if category and not dimension:
        raise click.BadParameter("verlangt --dimension.", param_hint="--category")
    read = project.read(folder)
    found = library.collect(read, dimension=dimension, category=category)
    if form == "html":
        text = library.as_html(found, title=f"Zitate: {read.settings.title}")
    else:
        writers = {"md": library.as_markdown, "csv": library.as_csv, "json": library.as_json}
        text = writers[form](found)
    if output is None:
        click.echo(text, nl=False)
        return
    with written(output) as part:
        part.write_text(text, "utf-8")


def _echo_json(result: object) -> None:
    from dataclasses import asdict

    facts = asdict(result)  # type: ignore[call-overload]
    click.echo(json.dumps({"ok": not facts["differences"]} | facts, ensure_ascii=False))


def _moment() -> datetime:
    """Now, or the moment that ``SOURCE_DATE_EPOCH`` sets so that a run can be repeated exactly."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
