"""``roterfaden import``: cases from a CSV file."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.cli.rejects import jobcentre_of, keep_rejects, place_of_rejects, say, say_rejects
from roterfaden.cli.staff import staff
from roterfaden.recipients.importing import FileProblem, Reading, read
from roterfaden.troubles import Trouble

if TYPE_CHECKING:
    from roterfaden.recipients.actions.importing import ImportResult

NOTHING_DONE, WITH_REJECTS = 1, 3
QUIET_SECONDS = 1.0


@click.group(name="import")
def import_() -> None:
    """Liest Daten aus Dateien ein."""


import_.add_command(staff)


@import_.command(name="cases")
@click.argument("file", type=click.Path(path_type=Path), metavar="DATEI.csv")
@click.option("--jobcentre", required=True, metavar="TRÄGERNUMMER", help="Das Jobcenter der Fälle.")
@click.option("--dry-run", is_flag=True, help="Zeigt, was geschähe, und schreibt nichts.")
@click.option(
    "--all-or-nothing", is_flag=True, help="Liest nichts ein, wenn eine Zeile falsch ist."
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    metavar="DATEI",
    help="Wohin abgelehnte Zeilen kommen. Vorgabe: DATEI.csv.rejects.csv",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Art der Ausgabe."
)
def cases(
    file: Path, jobcentre: str, dry_run: bool, all_or_nothing: bool, rejects: Path | None, form: str
) -> int:
    """Liest Fälle ein: eine Zeile je Person, Spalten nach der Kopfzeile.

    Nötig sind kundennummer, nachname, vorname und geburtsdatum. Gute Zeilen werden eingelesen,
    falsche kommen mit Grund in eine eigene Datei. Wird das Einlesen unterbrochen, starten Sie es
    noch einmal: nichts geht verloren, nichts wird doppelt.

    Endet mit 0, mit 3 bei abgelehnten Zeilen, mit 1, wenn nichts getan wurde.
    """
    with _opened(file) as rows:
        place = place_of_rejects(file, rejects)
        if rows.header.ignored:
            say(f"Nicht gelesen werden die Spalten: {', '.join(rows.header.ignored)}")
        result = _import(rows, jobcentre, dry_run=dry_run, all_or_nothing=all_or_nothing)
    trouble = keep_rejects(result.rejects, place)
    _tell(result, None if trouble else place, dry_run=dry_run)
    undone = _why_undone(result, all_or_nothing=all_or_nothing)
    if undone:
        say(undone)
    click.echo(json.dumps(result.counts()) if form == "json" else _last_line(result))
    if trouble:
        raise trouble
    return NOTHING_DONE if undone else WITH_REJECTS if result.rejects else 0


def _opened(file: Path) -> Reading:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    from roterfaden.core import clock

    try:
        return read(file, today=clock.today())
    except FileProblem as problem:
        raise Trouble(problem.cause, problem.way_out) from problem


def _import(
    rows: Reading, traegernummer: str, *, dry_run: bool, all_or_nothing: bool
) -> ImportResult:
    from roterfaden.cli.database import open_database

    open_database()
    from roterfaden.core import clock
    from roterfaden.recipients.actions.importing import import_rows

    progress = _Progress()
    result = import_rows(
        rows,
        jobcentre=jobcentre_of(traegernummer),
        by=None,
        at=clock.now(),
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
        progress=progress,
    )
    progress.end()
    return result


class _Progress:
    """How far a long import is, on the error stream: one line that renews itself, or few lines."""

    def __init__(self) -> None:
        self._said_at = time.monotonic()
        # A program that was started with a closed error stream has none.
        self._renews = sys.stderr is not None and sys.stderr.isatty()
        self._pause = QUIET_SECONDS
        self._open_line = False

    def __call__(self, result: ImportResult) -> None:
        now = time.monotonic()
        if now - self._said_at < self._pause:
            return
        self._said_at, self._open_line = now, self._renews
        if not self._renews:
            self._pause *= 2
        text = f"{result.read} Zeilen gelesen, {result.rejected} abgelehnt …"
        click.echo(f"\r{text}" if self._renews else text, err=True, nl=not self._renews)

    def end(self) -> None:
        if self._open_line:
            click.echo(err=True)


def _why_undone(result: ImportResult, *, all_or_nothing: bool) -> str:
    """Why nothing was done, or nothing to say."""
    if result.read == 0:
        return "Unter der Kopfzeile steht kein Fall. Nötig ist eine Zeile je Fall."
    if all_or_nothing and result.rejects:
        return "Nichts wurde eingelesen, weil nicht alle Zeilen gut sind."
    return ""


def _tell(result: ImportResult, place: Path | None, *, dry_run: bool) -> None:
    if dry_run:
        say("Probelauf: nichts wurde geschrieben.")
    say(
        f"{result.read} Zeilen gelesen: {result.created} neu, {result.updated} geändert, "
        f"{result.unchanged} unverändert, {result.rejected} abgelehnt."
    )
    say_rejects(result.rejects, place)


def _last_line(result: ImportResult) -> str:
    return f"{result.good} gut, {result.rejected} abgelehnt"
