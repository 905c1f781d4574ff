"""What every management command of ours shares: German help, and errors with their way out."""

from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser


class GermanCommand(BaseCommand):
    """A command whose help and errors are German; Django's own options stay, but are not shown."""

    requires_system_checks = []
    suppressed_base_arguments = {
        *("--version", "--verbosity", "--settings", "--pythonpath"),
        *("--traceback", "--no-color", "--force-color", "--skip-checks"),
    }
    own_name = ""
    example = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that says its few fixed words in German and raises instead of printing."""
        kwargs |= {"add_help": False, "epilog": self.example and f"Beispiel: {self.example}"}
        parser = super().create_parser(prog_name, self.own_name, **kwargs)
        parser._positionals.title, parser._optionals.title = "Angaben", "Optionen"
        parser.add_argument("-h", "--help", action="help", help="Zeigt diese Hilfe.")
        parser.error = self._refuse  # type: ignore[method-assign]
        return parser

    def _refuse(self, message: str) -> NoReturn:
        for english, german in _WORDS:
            message = message.replace(english, german)
        raise CommandError(
            f"{message}. Abhilfe: `roterfaden manage {self.own_name} --help` zeigt, was geht."
        )


_WORDS = (
    ("the following arguments are required", "Es fehlt"),
    ("unrecognized arguments", "Unbekannt ist"),
    ("expected one argument", "hier fehlt der Wert"),
    ("invalid choice", "nicht möglich ist"),
    ("choose from", "möglich:"),
    ("argument ", ""),
)
