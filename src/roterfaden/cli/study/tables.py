"""``roterfaden study tables``: frequencies and relations of a coded table."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from roterfaden.study.tables import Coded, Counted, Printed

FORMATS = ("json", "csv", "md", "html", "xlsx", "tex")


@click.command()
@click.argument("coded", metavar="CODED.csv", type=click.Path(path_type=Path))
@click.option(
    "--documents",
    metavar="N|FILE",
    help="Zahl der analysierten Dokumente oder eine Datei, die sie aufzählt.",
)
@click.option(
    "--order",
    metavar="CODEBOOK.yml",
    type=click.Path(path_type=Path),
    help="Kategoriensystem: gibt Reihenfolge und Titel vor; Unbekanntes wird abgelehnt.",
)
@click.option(
    "--dimension",
    metavar="ID",
    help="Die Dimension; steht sie in einer Spalte dimension, zählen nur ihre Zeilen.",
)
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Relationen, die seltener sind, werden nur gezählt.",
)
@click.option(
    "--smallest",
    type=click.IntRange(min=1),
    help="Geheimhaltung: kleinere Anzahlen und was sie verriete, werden nicht ausgewiesen.",
)
@click.option("--caption", metavar="TEXT", default="", help="Überschrift der Tabellen.")
@click.option("--source", metavar="TEXT", help="Quellenzeile unter den Tabellen.")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default="-",
    help="Wohin geschrieben wird; ohne Angabe auf die Standardausgabe.",
)
@click.option(
    "--pictures",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Zeichnet Balken, Relationen und gemeinsames Vorkommen als SVG und PNG in einen Ordner.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Form der Ausgabe; ohne Angabe nach der Endung von OUT, sonst md.",
)
def tables(
    coded: Path,
    documents: str | None,
    order: Path | None,
    dimension: str | None,
    min_count: int,
    smallest: int | None,
    caption: str,
    source: str | None,
    output: str,
    pictures: Path | None,
    form: str | None,
) -> None:
    """Zählt, wie viele Dokumente jede Kategorie und jede Kombination von Kategorien haben.

    CODED.csv (oder .parquet) hat die Spalten document_id und code, je Zuordnung eine Zeile; ein
    leerer code heißt: dieses Dokument hat keine Kategorie. Die Tabellen sind die des
    Forschungsberichts: fallend, bei gleicher Zahl nach dem Kategoriensystem, „Sonstiges“ zuletzt,
    mit Anmerkung und Quelle.

    Ende mit 0: gezählt. 2: Die Daten sind falsch; Datei, Zeile und Ausweg stehen dabei.
    """
    from roterfaden.study import codebook
    from roterfaden.study import tables as library

    ending = Path(output).suffix.casefold().removeprefix(".")
    form = form or (ending if ending in FORMATS else "md")
    read = library.read_coded(
        coded,
        documents=_documents(documents),
        codebook=codebook.read(order) if order else None,
        dimension=dimension,
    )
    counted = library.count(
        read.histogram,
        read.order,
        residual=read.residual,
        documents=read.documents,
        min_count=min_count,
        disclosure=library.Disclosure(smallest) if smallest else None,
    )
    both = library.printed(
        counted,
        dimension=read.dimension,
        names=read.names,
        caption=caption,
        source=source or library.SOURCE,
    )
    if pictures:
        _draw(pictures, read, counted, both)
    if form == "json":
        _write(output, (json.dumps(as_data(counted), ensure_ascii=False, indent=2) + "\n").encode())
        return
    _write(output, rendered(both, form))


def _draw(folder: Path, read: Coded, counted: Counted, both: tuple[Printed, ...]) -> None:
    """Write each picture twice into a new folder, whole or not at all."""
    from roterfaden.study import pictures
    from roterfaden.study.writing import written

    frequency, relations = both
    title = frequency.caption.rpartition(":")[0]
    drawn = [
        pictures.bars(frequency),
        pictures.upset(counted, read.names, relations),
        pictures.together(read.histogram, read.order, read.names, caption=title, counted=counted),
    ]
    with written(folder) as part:
        part.mkdir()
        for one in drawn:
            (part / f"{one.name}.svg").write_text(pictures.plain(one.svg), "utf-8")
            (part / f"{one.name}.png").write_bytes(pictures.as_png(one.svg))


def as_data(counted: Counted) -> dict[str, Any]:
    """The tables as plain values, in the order in which they are printed."""
    return {
        "documents": counted.documents,
        "documents_with_entries": counted.documents_with_entries,
        "frequency": [{"code": f.code, "documents": f.documents} for f in counted.frequency],
        "combinations": [
            {"codes": list(c.codes), "documents": c.documents} for c in counted.combinations
        ],
        "further": [
            {"documents": f.documents, "combinations": f.combinations} for f in counted.further
        ],
    } | ({"withheld": counted.withheld} if counted.disclosure else {})


def rendered(tables: tuple[Printed, ...], form: str) -> bytes:
    """The tables in one of the printed formats."""
    from roterfaden.study import tables as library

    if form == "xlsx":
        return library.as_xlsx(tables)
    writers: dict[str, Callable[[Sequence[Printed]], str]] = {
        "csv": library.as_csv,
        "md": library.as_markdown,
        "html": library.as_html,
        "tex": library.as_latex,
    }
    return writers[form](tables).encode()


def _documents(given: str | None) -> int | Path | None:
    from roterfaden.study import tabular

    if given is None:
        return None
    number = tabular.whole(given)
    return Path(given) if number is None else number


def _write(output: str, content: bytes) -> None:
    from roterfaden.study.writing import written

    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    with written(Path(output)) as part:
        part.write_bytes(content)
