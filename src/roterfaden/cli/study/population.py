"""``roterfaden study demo-population``: an invented population to practise on."""

from pathlib import Path

import click

PEOPLE = 2_838_025


@click.command(name="demo-population")
@click.option(
    "--people",
    type=click.IntRange(min=1, max=100_000_000),
    default=PEOPLE,
    show_default=True,
    help="Wie viele erfundene Menschen.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Die Zahl, mit der sich alles wiederholt.",
)
@click.option(
    "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Ein neuer Ordner."
)
def demo_population(people: int, seed: int, out: Path) -> None:
    """Erfindet eine Grundgesamtheit: frame.csv, has.csv, population.parquet, codebook.yml.

    Kategorien und Kombinationen kommen so oft vor wie im Forschungsbericht; niemand darin
    existiert. frame.csv ist die Auswahlgesamtheit für `study sample`, has.csv sagt `study walk`,
    wer einen Plan hat, population.parquet hält je Mensch die Codierungen von zwei Personen.
    """
    from roterfaden.study import population
    from roterfaden.study.writing import refuse_filled

    refuse_filled(out)
    population.write(population.invent(people, seed), out)
    click.echo(f"{out}: {people} erfundene Menschen, seed {seed}")


@click.command(name="demo-project")
@click.argument("population", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--size",
    type=click.IntRange(min=1),
    default=400,
    show_default=True,
    help="Wie viele gezogen werden.",
)
@click.option("--seed", type=int, default=7, show_default=True, help="Die Zahl der Ziehung.")
@click.option(
    "--stop",
    type=click.IntRange(min=2),
    default=100,
    show_default=True,
    help="Bei so vielen Plänen ist Schluss.",
)
@click.option(
    "--out",
    required=True,
    metavar="PROJECT",
    type=click.Path(path_type=Path),
    help="Ein neuer Ordner.",
)
def demo_project(population: Path, size: int, seed: int, stop: int, out: Path) -> None:
    """Zieht aus der erfundenen Grundgesamtheit in DIR und füllt ein Projekt zum Üben.

    Stichprobe, Gang, Dokumente, Codierungen von zwei Personen, Einigungen und Prüfpfad liegen
    danach in PROJECT; weiter geht es mit `study report PROJECT` und `study verify PROJECT`.
    """
    from roterfaden.study.population import practising

    practising.write(population, out, size=size, seed=seed, stop=stop)
    click.echo(f"{out}: {stop} erfundene Pläne, zwei Codierende, seed {seed}")
