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

    population.write(population.invent(people, seed), out)
    click.echo(f"{out}: {people} erfundene Menschen, seed {seed}")
