"""``roterfaden study agreement``: seven coefficients of a table of ratings."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from roterfaden.study.agreement import Bootstrap

_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_SETS = ("jaccard", "masi")


@click.command()
@click.argument("path", metavar="RATINGS.csv|PROJEKT/", type=click.Path(path_type=Path))
@click.option(
    "--level",
    type=click.Choice(_LEVELS),
    default="nominal",
    show_default=True,
    help="Messniveau; ändert nur Alpha.",
)
@click.option(
    "--sets",
    type=click.Choice(_SETS),
    help="Werte sind Mengen, mit „|“ verbunden; leer ist die leere Menge.",
)
@click.option(
    "--categories",
    "said",
    metavar="LISTE|DATEI",
    help="Alle möglichen Kategorien: eine CSV-Zeile oder eine Datei.",
)
@click.option(
    "--bootstrap",
    "resamples",
    metavar="ANZAHL",
    type=click.IntRange(100, 1_000_000),
    help="Intervalle durch so viele Wiederholungen statt aus der Formel.",
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
def agreement(
    path: Path,
    *,
    level: str,
    sets: str | None,
    said: str | None,
    resamples: int | None,
    seed: int,
    form: str,
) -> None:
    """Misst, wie einig die Codierenden sind.

    Die Datei hat die Spalten unit, coder und value. Eine fehlende Zeile ist eine fehlende
    Codierung. Bei einem Projekt kommt jede Kategorie, jede Dimension und alles zusammen.

    \b
    Beispiele:
      roterfaden study agreement codierungen.csv
      roterfaden study agreement codierungen.csv --sets masi --format json
      roterfaden study agreement codierungen.csv --categories 'ja,nein,"weiß nicht"'
      roterfaden study agreement projekt/ --sets jaccard

    Was nicht definiert ist, bleibt leer und nennt den Grund.
    """
    if sets and level != "nominal":
        raise click.UsageError("Mengen (--sets) haben kein Messniveau (--level).")
    if path.is_dir():
        if said is not None or level != "nominal":
            raise click.UsageError("Ein Projekt bringt Kategorien und Niveau selbst mit.")
        from roterfaden.cli.study.agreement_of_project import show

        show(path, sets, resamples, seed, as_json=form == "json")
        return
    _show_ratings(path, level, sets, said, _bootstrap(resamples, seed), as_json=form == "json")


def _bootstrap(resamples: int | None, seed: int) -> "Bootstrap | None":
    from roterfaden.study.agreement import Bootstrap

    return Bootstrap(resamples, seed) if resamples else None


def _show_ratings(
    path: Path,
    level: str,
    sets: str | None,
    said: str | None,
    bootstrap: "Bootstrap | None",
    *,
    as_json: bool,
) -> None:
    from roterfaden.cli.study.agreement_text import as_data, as_text
    from roterfaden.study.agreement import measure, named, reading

    categories = named.categories(said) if said is not None else None
    found = reading.read(path, level=level, sets=sets, categories=categories)
    estimates = measure(found.ratings, found.distance, bootstrap=bootstrap)
    if as_json:
        click.echo(json.dumps(as_data(estimates), ensure_ascii=False, allow_nan=False, indent=2))
        return
    click.echo(as_text(estimates, found.ratings))
