"""``roterfaden import``: cases from a CSV file."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.core.tables.rejects import HEADER
from roterfaden.recipients.importing import FileProblem, Reading, Reject, read, write_rejects
from roterfaden.troubles import Trouble

if TYPE_CHECKING:
    from roterfaden.organisations.models import Jobcentre
    from roterfaden.recipients.actions.importing import ImportResult

NOTHING_DONE, WITH_REJECTS = 1, 3
SHOWN_REJECTS = 5
QUIET_SECONDS = 1.0


@click.group(name="import")
def import_() -> None:
    """Liest Daten aus Dateien ein."""


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
        place = _place_of_rejects(file, rejects)
        if rows.header.ignored:
            _say(f"Nicht gelesen werden die Spalten: {', '.join(rows.header.ignored)}")
        result = _import(rows, jobcentre, dry_run=dry_run, all_or_nothing=all_or_nothing)
    trouble = _keep_rejects(result.rejects, place)
    _tell(result, None if trouble else place, dry_run=dry_run)
    undone = _why_undone(result, all_or_nothing=all_or_nothing)
    if undone:
        _say(undone)
    click.echo(json.dumps(result.counts()) if form == "json" else _last_line(result))
    if trouble:
        raise trouble
    return NOTHING_DONE if undone else WITH_REJECTS if result.rejects else 0


def _place_of_rejects(file: Path, wanted: Path | None) -> Path:
    place = wanted or Path(f"{file}.rejects.csv")
    try:
        is_input = place.exists() and place.samefile(file)
        if not is_input:
            _try_to_write(place)
    except OSError as error:
        raise _no_place(place, error) from error
    if is_input:
        raise Trouble(
            "Die abgelehnten Zeilen würden die Eingabe überschreiben.",
            "Mit --rejects eine andere Datei nennen.",
        )
    return place


def _try_to_write(place: Path) -> None:
    """Find out before the import what would spoil its end; changes nothing."""
    if place.exists() and not place.is_file() and not place.is_dir():
        return
    is_new = not place.exists()
    with place.open("ab"):
        pass
    if is_new:
        place.unlink()


def _no_place(place: Path, error: OSError) -> Trouble:
    return Trouble(
        f"In {place} lassen sich keine abgelehnten Zeilen schreiben: {error.strerror}.",
        "Mit --rejects eine Datei in einem vorhandenen, beschreibbaren Ordner nennen und noch "
        "einmal starten; nichts wird doppelt.",
    )


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
        jobcentre=_jobcentre(traegernummer),
        by=None,
        at=clock.now(),
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
        progress=progress,
    )
    progress.end()
    return result


def _jobcentre(traegernummer: str) -> Jobcentre:
    from roterfaden.organisations.models import Jobcentre

    found = Jobcentre.objects.filter(traegernummer=traegernummer).first()
    if found is None:
        known = [f"{one.traegernummer} ({one.name})" for one in Jobcentre.objects.all()[:5]]
        there = f" Es gibt: {', '.join(known)}." if known else ""
        raise Trouble(
            f"Ein Jobcenter mit der Trägernummer {traegernummer} gibt es hier nicht.{there}",
            f"Die Nummer prüfen, oder das Jobcenter anlegen: roterfaden manage create-jobcentre "
            f'{traegernummer} --name "Jobcenter Musterstadt" --kind municipal --land NW',
        )
    return found


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


def _keep_rejects(rejects: list[Reject], place: Path) -> Trouble | None:
    """Write the rejects; where there are none, take away those of the last time.

    They hold names, so a new file is for this account only. The import is over by then: what goes
    wrong is returned, to be told after its figures.
    """
    try:
        if rejects:
            place.touch(mode=0o600)
            with place.open("w", newline="", encoding="utf-8") as stream:
                write_rejects(rejects, stream)
        elif _holds_rejects(place):
            place.unlink()
    except OSError as error:
        return _no_place(place, error)
    return None


def _holds_rejects(place: Path) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as stream:
        return stream.readline().strip() == ",".join(HEADER).encode()


def _tell(result: ImportResult, place: Path | None, *, dry_run: bool) -> None:
    if dry_run:
        _say("Probelauf: nichts wurde geschrieben.")
    _say(
        f"{result.read} Zeilen gelesen: {result.created} neu, {result.updated} geändert, "
        f"{result.unchanged} unverändert, {result.rejected} abgelehnt."
    )
    for reject in result.rejects[:SHOWN_REJECTS]:
        _say(f"Zeile {reject.line}: {reject.reason}")
    if (more := result.rejected - SHOWN_REJECTS) > 0:
        _say(f"… und {more} weitere.")
    if result.rejects and place:
        _say(f"Die abgelehnten Zeilen mit Grund stehen in {place}")


def _why_undone(result: ImportResult, *, all_or_nothing: bool) -> str:
    """Why nothing was done, or nothing to say."""
    if result.read == 0:
        return "Unter der Kopfzeile steht kein Fall. Nötig ist eine Zeile je Fall."
    if all_or_nothing and result.rejects:
        return "Nichts wurde eingelesen, weil nicht alle Zeilen gut sind."
    return ""


def _last_line(result: ImportResult) -> str:
    return f"{result.good} gut, {result.rejected} abgelehnt"


def _say(text: str) -> None:
    click.echo(text, err=True)
