"""``roterfaden manage set-password``."""

import secrets
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from roterfaden.core import clock
from roterfaden.core.commands import GermanCommand
from roterfaden.organisations.actions.accounts import remove_second_factor, set_one_time_password
from roterfaden.organisations.models import User


class Command(GermanCommand):
    help = (
        "Setzt ein neues Passwort und zeigt es einmal. Es gilt für eine Anmeldung: danach wählt "
        "die Person ein eigenes. Offene Sitzungen des Kontos enden."
    )
    own_name = "set-password"
    example = "roterfaden manage set-password reuter"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("short_name", metavar="KÜRZEL", help="Anmeldename")
        parser.add_argument(
            "--remove-second-factor",
            action="store_true",
            help="Entfernt auch den zweiten Schritt, wenn das Telefon verloren ist.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Set, show once."""
        user = User.objects.filter(username=options["short_name"]).first()
        if user is None:
            raise CommandError(
                f"Den Anmeldenamen {options['short_name']} gibt es nicht. "
                "Abhilfe: Den Namen prüfen, oder die Person mit create-staff anlegen."
            )
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            set_one_time_password(user=user, password=password, at=clock.now())
            if options["remove_second_factor"]:
                remove_second_factor(user=user, at=clock.now())
        self.stdout.write(f"Passwort für {user.username} (nur jetzt zu sehen): {password}")
