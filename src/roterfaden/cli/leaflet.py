"""``roterfaden plan leaflet``: the leaflet of an office as PDF, as it goes with plans today."""

import sys
from pathlib import Path

import click

from roterfaden.cli.rejects import jobcentre_of
from roterfaden.troubles import Trouble


@click.command()
@click.option("--jobcentre", required=True, metavar="TRÄGERNUMMER", help="Wessen Merkblatt.")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT.pdf",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Wohin das PDF geschrieben wird; „-“ schreibt auf die Standardausgabe.",
)
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--large-print", is_flag=True, help="Großdruck: 18 Punkt, so viele Seiten wie nötig.")
def leaflet(jobcentre: str, output: Path, *, language: str, large_print: bool) -> None:
    """Setzt das Merkblatt, das heute gilt: PDF/UA-1 und PDF/A-3a, eine Seite A4.

    Gleicher Text, gleiche Bytes: dieselbe Datei liegt neben jedem Plan des Tages in der Akte.
    """
    from roterfaden.cli.database import open_database

    open_database()
    from roterfaden.core import clock
    from roterfaden.plans.leaflets import typeset_on

    office = jobcentre_of(jobcentre)
    result = typeset_on(office, clock.today(), language=language, large_print=large_print)
    _write(output, result.pdf)
    if str(output) != "-":
        size = f"{result.size_pt:g}".replace(".", ",")
        pages = "1 Seite" if result.pages == 1 else f"{result.pages} Seiten"
        click.echo(f"{output}: {pages}, Schrift {size} Punkt")


def _write(output: Path, content: bytes) -> None:
    try:
        if str(output) == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            output.write_bytes(content)
    except OSError as error:
        raise Trouble(
            f"{output} lässt sich nicht schreiben: {error.strerror}.",
            "Einen vorhandenen Ordner mit Schreibrecht angeben.",
        ) from error
