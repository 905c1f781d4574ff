"""What our management commands share: German help, and errors with their way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from roterfaden.organisations.models import Jobcentre

CREATE_JOBCENTRE = (
    "roterfaden manage create-jobcentre {} "
    '--name "Jobcenter Musterstadt" --kind municipal --land NW'
)


class GermanCommand(BaseCommand):
    """A command whose help and errors are German; Django's own options stay, but are not shown."""

    requires_system_checks = []
    suppressed_base_arguments = {
        *("--version", "--verbosity", "--settings", "--pythonpath"),
        *("--traceback", "--no-color", "--force-color", "--skip-checks"),
    }
    own_name = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that says its few fixed words in German and raises instead of printing."""
        parser = super().create_parser(prog_name, self.own_name, add_help=False, **kwargs)
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


def jobcentre(traegernummer: str) -> Jobcentre:
    """The jobcentre of this Trägernummer; raises ``CommandError`` naming how to make it."""
    found = Jobcentre.objects.filter(traegernummer=traegernummer).first()
    if found is None:
        raise CommandError(
            f"Ein Jobcenter mit der Trägernummer {traegernummer} gibt es hier nicht. "
            f"Abhilfe: {CREATE_JOBCENTRE.format(traegernummer)}"
        )
    return found


@contextmanager
def german_errors(way_out: str) -> Iterator[None]:
    """Turn a ``ValidationError`` into one sentence for each wrong value, with the way out."""
    try:
        with translation.override("de"):
            yield
    except ValidationError as error:
        raise CommandError(f"{_sentences(error)} Abhilfe: {way_out}") from error


def _sentences(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        " ".join(messages) if name == "__all__" else f"{name}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )
