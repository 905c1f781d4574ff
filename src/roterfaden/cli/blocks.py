"""``roterfaden blocks``: text blocks as a table, out and in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.troubles import Trouble

if TYPE_CHECKING:
    from roterfaden.organisations.models import Jobcentre
    from roterfaden.plans.actions.text_block_import import ImportResult

NOTHING_DONE, WITH_REJECTS = 1, 3
SHOWN_REJECTS = 10


@click.group(name="blocks")
def blocks() -> None:
    """Gibt Textbausteine als Tabelle aus und liest sie ein."""


@blocks.command(name="export")
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="DATEI.csv"
)
@click.option(
    "--jobcentre",
    metavar="TRÄGERNUMMER",
    help="Die eigenen Bausteine dieses Jobcenters; ohne Angabe die mitgelieferten.",
)
def export(file: Path, jobcentre: str | None) -> None:
    """Schreibt Textbausteine als CSV in DATEI; „-“ schreibt auf die Standardausgabe.

    Eine Zeile je Baustein, für jede Sprache eine Spalte mit dem Wortlaut und eine mit seinem
    Zustand. Dieselbe Datei lässt sich wieder einlesen.
    """
    _open_database()
    from roterfaden.plans.models import TextBlock
    from roterfaden.plans.text_blocks.table import as_csv

    owner = _jobcentre(jobcentre) if jobcentre else None
    found = TextBlock.objects.filter(jobcentre=owner).order_by("rubric", "topic", "key")
    rows = list(found.prefetch_related("translations"))
    _write(file, as_csv(rows))
    if str(file) != "-":
        click.echo(f"{file}: {len(rows)} Bausteine")


@blocks.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), metavar="DATEI.csv")
@click.option(
    "--jobcentre", required=True, metavar="TRÄGERNUMMER", help="Das Jobcenter der Bausteine."
)
@click.option("--dry-run", is_flag=True, help="Zeigt, was geschähe, und schreibt nichts.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="DATEI",
    help="Wohin abgelehnte Zeilen kommen. Vorgabe: DATEI.csv.rejects.csv",
)
def import_(file: Path, jobcentre: str, dry_run: bool, rejects: Path | None) -> int:
    """Liest Textbausteine eines Jobcenters ein, nach ihrem Schlüssel.

    Gute Zeilen werden eingelesen, falsche kommen mit Grund in eine eigene Datei. Dieselbe Datei
    noch einmal einzulesen ändert nichts.

    Endet mit 0, mit 3 bei abgelehnten Zeilen, mit 1, wenn nichts getan wurde.
    """
    _open_database()
    result = _import(file, _jobcentre(jobcentre), dry_run=dry_run)
    place = rejects or Path(f"{file}.rejects.csv")
    _tell(result, dry_run=dry_run)
    if result.rejects:
        _keep_rejects(result, place)
        _say(f"Die abgelehnten Zeilen mit Grund stehen in {place}")
    if result.read == 0:
        _say("Unter der Kopfzeile steht kein Baustein. Nötig ist eine Zeile je Baustein.")
        return NOTHING_DONE
    return WITH_REJECTS if result.rejects else 0


def _import(file: Path, jobcentre: Jobcentre, *, dry_run: bool) -> ImportResult:
    from roterfaden.core import clock
    from roterfaden.core.tables.source import FileProblem
    from roterfaden.plans.actions.text_block_import import import_blocks
    from roterfaden.plans.text_blocks.table import BlockTable

    try:
        with BlockTable(file, today=clock.today()) as rows:
            if rows.header.ignored:
                _say(f"Nicht gelesen werden die Spalten: {', '.join(rows.header.ignored)}")
            return import_blocks(
                rows, jobcentre=jobcentre, by=None, at=clock.now(), dry_run=dry_run
            )
    except FileProblem as problem:
        raise Trouble(problem.cause, problem.way_out) from problem


def _tell(result: ImportResult, *, dry_run: bool) -> None:
    if dry_run:
        _say("Probelauf: nichts wurde geschrieben.")
    for reject in result.rejects[:SHOWN_REJECTS]:
        _say(f"Zeile {reject.line}: {reject.reason}")
    if (more := len(result.rejects) - SHOWN_REJECTS) > 0:
        _say(f"… und {more} weitere.")
    click.echo(
        f"{result.read} Zeilen gelesen: {result.created} neu, {result.changed} geändert, "
        f"{result.unchanged} unverändert, {len(result.rejects)} abgelehnt"
    )


def _keep_rejects(result: ImportResult, place: Path) -> None:
    from roterfaden.core.tables.rejects import write_rejects

    try:
        with place.open("w", newline="", encoding="utf-8") as stream:
            write_rejects(result.rejects, stream)
    except OSError as error:
        raise _unwritable(place, error) from error


def _write(file: Path, content: bytes) -> None:
    try:
        if str(file) == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            file.write_bytes(content)
    except OSError as error:
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> Trouble:
    return Trouble(
        f"{file} lässt sich nicht schreiben: {error.strerror}.",
        "Eine Datei in einem vorhandenen, beschreibbaren Ordner nennen.",
    )


def _open_database() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    from roterfaden.cli.database import open_database

    open_database()


def _jobcentre(traegernummer: str) -> Jobcentre:
    from roterfaden.organisations.models import Jobcentre

    found = Jobcentre.objects.filter(traegernummer=traegernummer).first()
    if found is None:
        known = ", ".join(
            f"{one.traegernummer} ({one.name})" for one in Jobcentre.objects.all()[:5]
        )
        raise Trouble(
            f"Ein Jobcenter mit der Trägernummer {traegernummer} gibt es hier nicht.",
            f"Die Nummer prüfen. Es gibt: {known or 'noch keins'}.",
        )
    return found


def _say(text: str) -> None:
    click.echo(text, err=True)
