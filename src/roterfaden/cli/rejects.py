"""Where rejected rows go on the command line, and what people are told about a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.core.tables import Reject, write_rejects
from roterfaden.core.tables.rejects import HEADER
from roterfaden.troubles import Trouble

if TYPE_CHECKING:
    from roterfaden.organisations.models import Jobcentre

SHOWN_REJECTS = 5


def place_of_rejects(file: Path, wanted: Path | None) -> Path:
    """Where the rejects of a file go; raises ``Trouble`` before anything is read in."""
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


def keep_rejects(rejects: list[Reject], place: Path) -> Trouble | None:
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


def jobcentre_of(traegernummer: str) -> Jobcentre:
    """The jobcentre of this number; raises ``Trouble`` naming those there are."""
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


def say(text: str) -> None:
    """A line for people, on the error stream: the output is for programs."""
    click.echo(text, err=True)


def say_rejects(rejects: list[Reject], place: Path | None) -> None:
    """The first rejected rows with their reasons, and where all of them are."""
    for reject in rejects[:SHOWN_REJECTS]:
        say(f"Zeile {reject.line}: {reject.reason}")
    if (more := len(rejects) - SHOWN_REJECTS) > 0:
        say(f"… und {more} weitere.")
    if rejects and place:
        say(f"Die abgelehnten Zeilen mit Grund stehen in {place}")
