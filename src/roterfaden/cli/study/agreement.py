"""``roterfaden study agreement``: seven coefficients of a table of ratings."""

import json
from pathlib import Path
from typing import Any

import click

_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_SETS = ("jaccard", "masi")


@click.command()
@click.argument("path", metavar="RATINGS.csv", type=click.Path(path_type=Path))
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
    Codierung.

    \b
    Beispiele:
      roterfaden study agreement codierungen.csv
      roterfaden study agreement codierungen.csv --sets masi --format json
      roterfaden study agreement codierungen.csv --categories 'ja,nein,"weiß nicht"'

    Was nicht definiert ist, bleibt leer und nennt den Grund.
    """
    from roterfaden.study.agreement import reading
    from roterfaden.study.agreement.estimate import measure
    from roterfaden.study.agreement.intervals import Bootstrap

    if sets and level != "nominal":
        raise click.UsageError("Mengen (--sets) haben kein Messniveau (--level).")
    named = reading.categories(said) if said is not None else None
    found = reading.read(path, level=level, sets=sets, categories=named)
    how = Bootstrap(resamples, seed) if resamples else None
    estimates = measure(found.ratings, found.distance, bootstrap=how)
    if form == "json":
        figures: dict[str, Any] = {name.value: one.as_json() for name, one in estimates.items()}
        click.echo(json.dumps(figures, ensure_ascii=False, allow_nan=False, indent=2))
        return
    from roterfaden.cli.study.agreement_text import as_text

    click.echo(as_text(estimates, found.ratings))
