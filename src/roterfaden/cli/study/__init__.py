"""``roterfaden study``: the whole method on files, without any server or database."""

from typing import Any

import click

from roterfaden.cli.lazy import LazyGroup
from roterfaden.study.extras import needed
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import reason

_HERE = "roterfaden.cli.study"

COMMANDS = {
    "sample": (f"{_HERE}.sampling:sample", "Zieht eine Stichprobe, die sich wiederholen lässt."),
    "walk": (f"{_HERE}.sampling:walk", "Geht die Liste ab, bis genug Pläne gefunden sind."),
    "sites": (f"{_HERE}.sites:sites", "Schlägt Jobcenter vor, die sich unterscheiden."),
    "pseudonymise": (f"{_HERE}.pseudonyms:pseudonymise", "Entfernt Namen und Kennzeichen."),
    "key": (f"{_HERE}.pseudonyms:key", "Liest die verschlüsselte Zuordnung der Pseudonyme."),
    "benchmark-pseudonyms": (
        f"{_HERE}.pseudonyms:benchmark",
        "Misst, was dabei gefunden und was zu viel entfernt wird.",
    ),
    "agreement": (f"{_HERE}.agreement:agreement", "Misst, wie einig die Codierenden sind."),
    "tables": (f"{_HERE}.tables:tables", "Zählt Häufigkeiten und Relationen."),
    "quotes": (f"{_HERE}.project:quotes", "Sammelt die markierten Stellen je Kategorie."),
    "report": (f"{_HERE}.project:report", "Schreibt den Ergebnisteil als HTML und PDF."),
    "verify": (f"{_HERE}.project:verify", "Rechnet jede Zahl eines Projekts nach."),
    "convert": (f"{_HERE}.exchange:convert", "Wandelt zwischen REFI-QDA, Tabellen und Texten um."),
    "suggest": (f"{_HERE}.suggesting:suggest", "Schlägt Codierungen vor; ein Mensch entscheidet."),
    "demo-population": (
        f"{_HERE}.population:demo_population",
        "Erfindet eine Grundgesamtheit zum Üben.",
    ),
    "demo-project": (
        f"{_HERE}.population:demo_project",
        "Füllt daraus ein Projekt zum Üben.",
    ),
}


class StudyGroup(LazyGroup):
    """Says what to install where packages are missing, and which file the system refuses."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with needed():
                return super().invoke(ctx)
        except OSError as error:
            if not error.filename:
                raise
            raise WrongData(
                f"Die Datei ist nicht zugänglich ({reason(error)}).",
                "Pfad und Rechte prüfen.",
                file=str(error.filename),
            ) from error


@click.group(cls=StudyGroup, commands_at=COMMANDS)
def study() -> None:
    """Pläne wissenschaftlich untersuchen, Schritt für Schritt und nachrechenbar.

    Bei falschen Daten endet jeder Befehl mit 2, nennt Datei, Zeile und Ausweg und schreibt nichts.
    """
