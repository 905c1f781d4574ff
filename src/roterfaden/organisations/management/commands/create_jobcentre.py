"""``roterfaden manage create-jobcentre``."""

from typing import Any

from django.core.management.base import CommandParser

from roterfaden.core import clock
from roterfaden.core.commands import GermanCommand
from roterfaden.organisations.actions.offices import create_jobcentre
from roterfaden.organisations.management.base import CREATE_JOBCENTRE, german_errors
from roterfaden.organisations.models import Jobcentre


class Command(GermanCommand):
    help = "Legt ein Jobcenter an. Danach folgen create-team und create-staff."
    own_name = "create-jobcentre"
    example = CREATE_JOBCENTRE.format("12345")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("traegernummer", metavar="TRÄGERNUMMER", help="fünf Ziffern")
        parser.add_argument("--name", required=True, help='zum Beispiel "Jobcenter Musterstadt"')
        parser.add_argument(
            "--kind",
            required=True,
            choices=Jobcentre.Kind.values,
            help="municipal: zugelassener kommunaler Träger; joint: gemeinsame Einrichtung",
        )
        parser.add_argument("--land", required=True, help="Kürzel des Landes, zum Beispiel NW")
        parser.add_argument("--municipality", default="", help="Gemeindeschlüssel, acht Ziffern")
        parser.add_argument("--comparison-type", default="", help="SGB-II-Vergleichstyp")
        parser.add_argument("--street", default="", help="Straße und Hausnummer")
        parser.add_argument("--postcode", default="", help="Postleitzahl")
        parser.add_argument("--city", default="", help="Ort")
        parser.add_argument("--phone", default="", help="Telefon, wie es auf dem Plan steht")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the jobcentre."""
        names = ("traegernummer", "name", "kind", "land", "municipality", "comparison_type")
        address = ("street", "postcode", "city", "phone")
        given = {name: options[name] for name in (*names, *address)}
        with german_errors("Die Trägernummer hat fünf Ziffern, das Land zwei große Buchstaben."):
            made = create_jobcentre(**given, at=clock.now())
        self.stdout.write(f"Angelegt: {made.name} ({made.traegernummer}).")
        self.stdout.write(
            f"Weiter mit: roterfaden manage create-staff verwaltung --jobcentre "
            f"{made.traegernummer} --role administrator --first-name Eva --last-name Klein"
        )
