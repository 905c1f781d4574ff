"""``roterfaden manage``: Django's management commands and our own, errors said our way."""

import os
import sys
from typing import TYPE_CHECKING

import click

from roterfaden.cli.database import open_database

if TYPE_CHECKING:
    from django.core.management import BaseCommand

OWN = {
    "create-jobcentre": "Legt ein Jobcenter an.",
    "create-team": "Legt ein Team an.",
    "create-staff": "Legt ein Konto für eine Fachkraft oder die Verwaltung an.",
    "research-role": "Legt die Datenbankrolle der Forschung an oder erneuert ihre Rechte.",
    "set-password": "Setzt ein Passwort für eine einzige Anmeldung.",
    "verify-files": "Prüft jede abgelegte Datei gegen ihre Prüfsumme.",
    "verify-audit": "Prüft, ob das Protokoll der Änderungen vollständig und unverändert ist.",
}
DJANGOS = {
    "migrate": "Bringt die Tabellen auf den Stand des Programms.",
    "clearsessions": "Löscht abgelaufene Sitzungen.",
    "check": "Prüft die Einstellungen (mit --deploy für den Betrieb).",
}
_NEED_NO_TABLES = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "shell"}
_NEED_NO_DATABASE = {"help", "compilemessages", "makemessages", "findstatic", "diffsettings"}


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="BEFEHL …")
@click.pass_context
def manage(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Verwaltet Datenbank, Jobcenter und Konten."""
    if not arguments or arguments[0] in {"--help", "-h"}:
        _show_help(ctx)
        return
    name, *rest = arguments
    name = name.replace("-", "_") if name in OWN else name
    command = _command(name)
    if not {"--help", "-h"} & set(rest) and name not in _NEED_NO_DATABASE:
        open_database(migrated=name not in _NEED_NO_TABLES)
    # With --traceback errors come out as exceptions, which our command line puts into words.
    command.run_from_argv(["roterfaden manage", name, "--traceback", *rest])


def _command(name: str) -> "BaseCommand":
    import django
    from django.core.management import CommandError, get_commands, load_command_class

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    django.setup()
    app = get_commands().get(name)
    if app is None:
        raise CommandError(
            f"Den Befehl {name} gibt es nicht. Abhilfe: `roterfaden manage --help` zeigt alle."
        )
    return load_command_class(app, name)


def _show_help(ctx: click.Context) -> None:
    formatter = ctx.make_formatter()
    formatter.write_usage(ctx.command_path, "BEFEHL [OPTIONEN]")
    formatter.write_paragraph()
    formatter.write_text("Verwaltet Datenbank, Jobcenter und Konten.")
    with formatter.section("Befehle"):
        formatter.write_dl(list(OWN.items()))
    with formatter.section("Befehle von Django, die der Betrieb braucht"):
        formatter.write_dl(list(DJANGOS.items()))
    formatter.write_paragraph()
    formatter.write_text("`roterfaden manage BEFEHL --help` zeigt, was ein Befehl kann.")
    sys.stdout.write(formatter.getvalue())
