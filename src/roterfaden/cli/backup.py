"""``roterfaden backup`` and ``roterfaden restore``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.cli.database import with_database

if TYPE_CHECKING:
    from roterfaden.core.backups import Report

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE, metavar="DATEI")
def backup(file: Path) -> None:
    """Sichert alle Daten in eine Datei, mit Prüfsumme.

    Der Dienst darf dabei laufen. Die Datei enthält Sozialdaten: verschlüsselt aufbewahren.

    \b
    Beispiel:
      roterfaden backup /var/backups/roterfaden-2026-11-24.tar
    """
    with with_database():
        from roterfaden.core import backups

        report = backups.back_up(file)
    click.echo(f"Gesichert: {_in_words(report)} in {file}")


@click.command()
@click.argument("file", type=FILE, metavar="DATEI")
def restore(file: Path) -> None:
    """Spielt eine Sicherung in eine leere Datenbank.

    Ganz oder gar nicht; eine Datenbank mit Tabellen darin wird nie überschrieben.
    """
    with with_database(migrated=False):
        from roterfaden.core import backups

        report = backups.restore(file)
    click.echo(f"Zurückgespielt: {_in_words(report)} aus {file}")


def _in_words(report: "Report") -> str:
    rows = f"{report.rows:,}".replace(",", ".")
    return f"{rows} Zeilen aus {report.tables} Tabellen"
