"""``roterfaden study sites``: which jobcentres to ask, so that they contrast."""

import json
from pathlib import Path

import click

from roterfaden.cli.study.sampling import FORMAT


@click.command()
@click.argument("listed", metavar="SITES.csv", type=click.Path(path_type=Path))
@click.option("--number", required=True, type=click.IntRange(min=1), help="Wie viele gesucht sind.")
@click.option("--seed", required=True, type=int, help="Entscheidet, wo mehrere gleich gut passen.")
@FORMAT
def sites(listed: Path, number: int, seed: int, form: str) -> None:
    """Schlägt Jobcenter vor, die sich nach Vergleichstyp und Merkmalen möglichst unterscheiden.

    SITES.csv hat die Spalten id und comparison_type; jede weitere ist ein Merkmal, etwa Größe oder
    Trägerschaft. In reply steht asked, joined oder declined: Angefragte werden nicht noch einmal
    vorgeschlagen, und wer mitmacht, zählt beim Vergleich mit.
    """
    from roterfaden.study import field

    known = field.read_sites(listed)
    joined = [one for one in known if one.reply == field.Reply.JOINED]
    proposed = field.contrasting(known, number, seed=seed, chosen=joined)
    if form == "json":
        facts = [{"id": one.id, "comparison_type": one.comparison_type} for one in proposed]
        click.echo(json.dumps({"seed": seed, "proposed": facts}, ensure_ascii=False))
        return
    for one in proposed:
        click.echo(f"{one.id}: Vergleichstyp {one.comparison_type}")
