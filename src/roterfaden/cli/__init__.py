"""The command ``roterfaden``.

Commands are imported only when called, so that the help is there at once.
"""

import click

from roterfaden import __version__
from roterfaden.cli.lazy import LazyGroup
from roterfaden.cli.trouble import run

COMMANDS = {
    "serve": ("roterfaden.cli.serve:serve", "Startet die Seiten, die Nachrichten und den Worker."),
    "demo": ("roterfaden.cli.demo:demo", "Lädt das erfundene Jobcenter mit Beispielen."),
    "import": ("roterfaden.cli.importing:import_", "Liest Fälle aus einer Datei ein."),
    "blocks": (
        "roterfaden.cli.blocks:blocks",
        "Gibt Textbausteine als Tabelle aus und liest sie ein.",
    ),
    "plan": ("roterfaden.cli.plan:plan", "Setzt einen Plan als PDF oder prüft ihn."),
    "capture": ("roterfaden.cli.capture:capture", "Zeigt, wie eine Zeile verstanden wird."),
    "law": ("roterfaden.cli.law:law", "Zeigt, was an einem Tag gilt, und rechnet Fristen."),
    "study": ("roterfaden.cli.study:study", "Untersucht Pläne: von der Stichprobe zum Bericht."),
    "manage": ("roterfaden.cli.manage:manage", "Verwaltet Datenbank, Jobcenter und Konten."),
    "backup": ("roterfaden.cli.backup:backup", "Sichert alle Daten in eine Datei."),
    "restore": ("roterfaden.cli.backup:restore", "Spielt eine Sicherung in eine leere Datenbank."),
}

EPILOG = """\b
Beispiele:
  roterfaden serve
  roterfaden import cases faelle.csv --jobcentre 99999 --dry-run
  roterfaden plan pdf plan.json -o plan.pdf
  roterfaden plan check plan.json
  roterfaden capture "sprachkurs anmelden bis 15.3. nachweis anmeldung"
  roterfaden law apply notification posted_on=2026-12-22 channel=post

Ohne DATABASE_URL arbeitet jeder Befehl mit einer eigenen Datenbank unter var/, nur zum Probieren.
"""


@click.group(cls=LazyGroup, commands_at=COMMANDS, epilog=EPILOG)
@click.version_option(__version__, prog_name="roterfaden", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Zeigt bei einem Fehler auch, wo er entstand.")
def roterfaden(debug: bool) -> None:
    """Der Kooperationsplan: gemeinsam gemacht, für beide Seiten da."""


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    run(roterfaden)
