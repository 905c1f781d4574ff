"""``roterfaden manage create-team``."""

from typing import Any

from django.core.management.base import CommandParser

from roterfaden.core import clock
from roterfaden.core.commands import GermanCommand
from roterfaden.organisations.actions.offices import create_team
from roterfaden.organisations.management.base import german_errors, jobcentre


class Command(GermanCommand):
    help = "Legt ein Team in einem Jobcenter an."
    own_name = "create-team"
    example = 'roterfaden manage create-team "Team 1" --jobcentre 12345'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help='zum Beispiel "Team 1"')
        parser.add_argument("--jobcentre", required=True, metavar="TRÄGERNUMMER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the team."""
        office = jobcentre(options["jobcentre"])
        with german_errors("Einen anderen Namen wählen."):
            made = create_team(jobcentre=office, name=options["name"], at=clock.now())
        self.stdout.write(f"Angelegt: {made.name} in {office.name}.")
