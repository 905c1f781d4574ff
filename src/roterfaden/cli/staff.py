"""``roterfaden import staff``: people and their roles from a CSV file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.cli.rejects import jobcentre_of, keep_rejects, place_of_rejects, say, say_rejects
from roterfaden.troubles import Trouble

if TYPE_CHECKING:
    from roterfaden.organisations.actions.staff_files import StaffResult

NOTHING_DONE, WITH_REJECTS = 1, 3


@click.command(name="staff")
@click.argument("file", type=click.Path(path_type=Path), metavar="DATEI.csv")
@click.option(
    "--jobcentre", required=True, metavar="TRÄGERNUMMER", help="Wo die Personen arbeiten."
)
@click.option("--dry-run", is_flag=True, help="Zeigt, was geschähe, und schreibt nichts.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    metavar="DATEI",
    help="Wohin abgelehnte Zeilen kommen. Vorgabe: DATEI.csv.rejects.csv",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Art der Ausgabe."
)
def staff(file: Path, jobcentre: str, dry_run: bool, rejects: Path | None, form: str) -> int:
    """Liest Personen mit ihren Rollen ein: eine Zeile je Person, Spalten nach der Kopfzeile.

    Nötig sind anmeldename, nachname und vorname, für neue Personen auch rollen. Wer schon da ist,
    wird am Anmeldenamen erkannt und geändert. Neue Konten haben noch kein Passwort: set-password.

    Endet mit 0, mit 3 bei abgelehnten Zeilen, mit 1, wenn nichts getan wurde.
    """
    place = place_of_rejects(file, rejects)
    result = _import(file, jobcentre, dry_run=dry_run)
    trouble = keep_rejects(result.rejects, place)
    _tell(result, None if trouble else place, dry_run=dry_run)
    click.echo(
        json.dumps(result.counts())
        if form == "json"
        else f"{result.good} gut, {len(result.rejects)} abgelehnt"
    )
    if trouble:
        raise trouble
    return NOTHING_DONE if not result.read else WITH_REJECTS if result.rejects else 0


def _import(file: Path, traegernummer: str, *, dry_run: bool) -> StaffResult:
    from roterfaden.cli.database import open_database

    open_database()
    from roterfaden.core import clock
    from roterfaden.core.tables import FileProblem
    from roterfaden.organisations.actions.staff_files import import_staff
    from roterfaden.organisations.staff_table import read_staff

    at = clock.now()
    try:
        with read_staff(file, today=clock.day_of(at)) as rows:
            if rows.header.ignored:
                say(f"Nicht gelesen werden die Spalten: {', '.join(rows.header.ignored)}")
            office = jobcentre_of(traegernummer)
            return import_staff(rows, jobcentre=office, by=None, at=at, dry_run=dry_run)
    except FileProblem as problem:
        raise Trouble(problem.cause, problem.way_out) from problem


def _tell(result: StaffResult, place: Path | None, *, dry_run: bool) -> None:
    if dry_run:
        say("Probelauf: nichts wurde geschrieben.")
    if not result.read:
        say("Unter der Kopfzeile steht niemand. Nötig ist eine Zeile je Person.")
        return
    say(
        f"{result.read} Zeilen gelesen: {result.created} neu, {result.updated} geändert, "
        f"{result.unchanged} unverändert, {len(result.rejects)} abgelehnt."
    )
    say_rejects(result.rejects, place)
