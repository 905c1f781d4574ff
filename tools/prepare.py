"""Brings the database up to date, loads the demo and keeps its sign-ins for later starts.

Usage: ``python tools/prepare.py SIGN_INS``. The last step of ``make setup``; what is there already
stays as it is. Writes what ``roterfaden demo`` says, but for the address, into the file SIGN_INS.
"""

import io
from contextlib import redirect_stdout
from pathlib import Path

import click

from roterfaden.cli import trouble
from roterfaden.cli.database import open_database


@click.command()
@click.argument("sign_ins", type=click.Path(path_type=Path))
def prepare(sign_ins: Path) -> None:
    """Migrate, then load the demo."""
    open_database(migrated=False)
    _migrate()
    said = _load_demo()
    sign_ins.parent.mkdir(parents=True, exist_ok=True)
    sign_ins.touch(mode=0o600)
    sign_ins.write_text(said)


def _migrate() -> None:
    from django.core.management import call_command

    from roterfaden.core.health import pending_migrations

    if pending_migrations():
        click.echo("4/5 Tabellen der Datenbank")
        call_command("migrate", verbosity=0)


def _load_demo() -> str:
    """Load the demo and return what it says; the address is up to ``roterfaden serve``."""
    from roterfaden.cli.demo import demo

    click.echo("5/5 Demo-Jobcenter")
    with redirect_stdout(io.StringIO()) as said:
        demo.main(args=[], standalone_mode=False)
    lines = said.getvalue().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("Adresse:"))


if __name__ == "__main__":
    trouble.run(prepare)
