"""Brings the database up to date and loads the demo where there is no jobcentre yet.

The last step of ``make setup``; does nothing when all is there.
"""

import sys

import click

from roterfaden.cli import trouble
from roterfaden.cli.database import open_database


@click.command()
def prepare() -> None:
    """Migrate, then load the demo into an empty database."""
    open_database(migrated=False)
    _migrate()
    _load_demo()


def _migrate() -> None:
    from django.core.management import call_command

    from roterfaden.core.health import pending_migrations

    if pending_migrations():
        click.echo("4/5 Tabellen der Datenbank")
        call_command("migrate", verbosity=0)


def _load_demo() -> None:
    from roterfaden.cli.demo import demo

    from roterfaden.organisations.models import Jobcentre

    if not Jobcentre.objects.exists():
        click.echo("5/5 Demo-Jobcenter (etwa eine Minute)")
        demo.main(args=[], standalone_mode=False)


if __name__ == "__main__":
    trouble.run(prepare)
    sys.exit()
