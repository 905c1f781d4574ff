"""``roterfaden manage create-staff``."""

import secrets
import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.management.base import CommandError, CommandParser

from roterfaden.core import clock
from roterfaden.core.commands import GermanCommand
from roterfaden.organisations.actions.offices import create_staff
from roterfaden.organisations.management.base import german_errors, jobcentre
from roterfaden.organisations.models import Jobcentre, StaffMember, Team, User
from roterfaden.organisations.permissions import ROLES, Role

_FIELDS = ("short_name", "first_name", "last_name", "salutation", "phone", "email", "room")


class Command(GermanCommand):
    help = (
        "Legt eine Person mit Konto an. Das Passwort wird erfragt, mit --password-stdin gelesen, "
        "oder ohne Terminal gemacht und einmal gezeigt."
    )
    own_name = "create-staff"
    example = (
        "roterfaden manage create-staff reuter --jobcentre 12345 --role counsellor "
        "--first-name Anna --last-name Reuter"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        roles = ", ".join(f"{role} ({about.name})" for role, about in ROLES.items())
        parser.add_argument(
            "short_name", metavar="KÜRZEL", help="Anmeldename, auch in der Spalte fachkraft"
        )
        parser.add_argument("--jobcentre", required=True, metavar="TRÄGERNUMMER")
        parser.add_argument(
            "--role",
            dest="roles",
            action="append",
            required=True,
            choices=[str(role) for role in Role],
            metavar="ROLLE",
            help=f"mehrmals möglich: {roles}",
        )
        parser.add_argument("--first-name", required=True, help="Vorname")
        parser.add_argument("--last-name", required=True, help="Nachname")
        parser.add_argument(
            "--salutation", default="", choices=StaffMember.Salutation.values, help="Anrede"
        )
        parser.add_argument("--team", default="", help="Name des Teams")
        parser.add_argument("--phone", default="", help="Telefon, wie es auf dem Plan steht")
        parser.add_argument("--email", default="", help="E-Mail")
        parser.add_argument("--room", default="", help="Raum")
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--password-stdin", action="store_true", help="Liest das Passwort von der Eingabe."
        )
        how.add_argument(
            "--no-password", action="store_true", help="Anmeldung nur über das Hauskonto (OIDC)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the person and the account."""
        office = jobcentre(options["jobcentre"])
        short_name = options["short_name"]
        if User.objects.filter(username=short_name).exists():
            raise CommandError(
                f"Den Anmeldenamen {short_name} gibt es schon. Abhilfe: Einen anderen wählen."
            )
        team = _team(office, options["team"])
        password, is_made = _password(options)
        with german_errors("Die Angabe berichtigen; create-staff --help zeigt die Form."):
            if password is not None:
                validate_password(password)
            create_staff(
                jobcentre=office,
                roles=[Role(role) for role in dict.fromkeys(options["roles"])],
                team=team,
                password=password,
                must_change_password=is_made,
                at=clock.now(),
                **{name: options[name] for name in _FIELDS},
            )
        self.stdout.write(f"Angelegt: {short_name} in {office.name}.")
        if is_made:
            self.stdout.write(f"Passwort (nur jetzt zu sehen): {password}")


def _team(office: Jobcentre, name: str) -> Team | None:
    if not name:
        return None
    team = office.teams.filter(name=name).first()
    if team is None:
        raise CommandError(
            f"Das Team „{name}“ gibt es in {office.name} nicht. Abhilfe: "
            f'roterfaden manage create-team "{name}" --jobcentre {office.traegernummer}'
        )
    return team


def _password(options: dict[str, Any]) -> tuple[str | None, bool]:
    """The password, and whether it was made here; None for single sign-on."""
    if options["no_password"]:
        return None, False
    if options["password_stdin"]:
        return _not_empty(sys.stdin.readline().rstrip("\r\n")), False
    if not sys.stdin.isatty():
        return secrets.token_urlsafe(12), True
    password = _not_empty(getpass("Passwort: "))
    if getpass("Noch einmal: ") != password:
        raise CommandError("Die Passwörter sind verschieden. Abhilfe: Noch einmal aufrufen.")
    return password, False


def _not_empty(password: str) -> str:
    if not password:
        raise CommandError("Das Passwort ist leer. Abhilfe: Ein Passwort eingeben.")
    return password
