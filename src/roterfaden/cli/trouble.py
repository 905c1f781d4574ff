"""What went wrong, in two lines: ``Fehler:`` and ``Abhilfe:``; the rest goes into the log."""

import re
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import click

from roterfaden.core.errors import Refused
from roterfaden.troubles import Trouble

FAILED, WRONG_CALL, INTERRUPTED = 1, 2, 130


def run(command: click.Command) -> None:
    """Run the command and end the process: 0, 1 for trouble, 2 for a wrong call or wrong data."""
    debug = "--debug" in sys.argv[1:2]
    try:
        code = command.main(prog_name="roterfaden", standalone_mode=False)
    except BrokenPipeError:
        code = FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("Abgebrochen.", err=True)
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  the last place before the person
        code = _report(error)
        if debug:
            traceback.print_exception(error)
    sys.exit(code if isinstance(code, int) else 0)


def _report(error: Exception) -> int:
    """Print cause and way out of any error and give its exit code."""
    if isinstance(error, click.UsageError):
        return _report_wrong_call(error)
    if isinstance(error, Trouble):
        _say(error.cause, error.way_out)
        return error.exit_code
    if isinstance(error, Refused):
        return _say(error.message)
    if isinstance(error, click.ClickException):
        return _say(error.format_message())
    return _report_other(error)


def _report_wrong_call(error: click.UsageError) -> int:
    path = error.ctx.command_path if error.ctx else "roterfaden"
    _say(_wrong_call(error), f"`{path} --help` zeigt, was geht.")
    return WRONG_CALL


def _wrong_call(error: click.UsageError) -> str:
    """Click's most common complaints in German."""
    match error:
        case click.NoSuchOption():
            hint = (
                f" Gemeint ist vielleicht {error.possibilities[0]}." if error.possibilities else ""
            )
            return f"Die Option {error.option_name} gibt es nicht.{hint}"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"Die Angabe {param.get_error_hint(error.ctx)} fehlt."
        case click.BadParameter(param=click.Parameter() as param):
            return f"{param.get_error_hint(error.ctx)}: {_in_german(error.message)}"
        case click.BadParameter(param_hint=str() as hint):
            return f"'{hint}': {_in_german(error.message)}"
    if error.message.startswith("No such command"):
        return f"Den Befehl {error.message.split(chr(39))[1]} gibt es nicht."
    if error.message.startswith("Missing command"):
        return "Der Befehl fehlt."
    return _in_german(error.message)


_GERMAN = (
    (r"'(.*)' is not a valid integer(?: range)?\.", r"„\1“ ist keine ganze Zahl."),
    (r"(\S+) is not in the range (\d+)<=x<=(\d+)\.", r"„\1“ liegt nicht zwischen \2 und \3."),
    (r"(\S+) is not in the range x>=(\d+)\.", r"„\1“ ist kleiner als \2."),
    (r"'(.*)' is not one of (.*)\.", r"„\1“ gibt es nicht; möglich sind \2."),
    (r"'(.*)' does not match the formats? .*", r"„\1“ ist kein Tag, den es gibt."),
    (r"(?:File|Path) '(.*)' is a directory\.", r"\1 ist ein Ordner, keine Datei."),
    (r"Option '(.*)' requires an argument\.", r"Die Option \1 verlangt eine Angabe."),
    (r"Option '(.*)' does not take a value\.", r"Die Option \1 verlangt keine Angabe."),
    (r"Got unexpected extra arguments? \((.*)\)", r"Zu viel angegeben: \1."),
)


def _in_german(message: str) -> str:
    for english, german in _GERMAN:
        if match := re.fullmatch(english, message):
            return match.expand(german)
    return message


def _report_other(error: Exception) -> int:
    django_command_error = type(error).__name__ == "CommandError"
    if django_command_error:
        return _say(*str(error).split(" Abhilfe: ", 1))
    if "psycopg" in type(error).__module__ or type(error).__name__ == "OperationalError":
        from roterfaden.cli.database import unreachable

        _log(error)
        trouble = unreachable(error)
        return _say(trouble.cause, trouble.way_out)
    log = _log(error)
    way_out = f"Das Protokoll {log} ansehen." if log else "Mit `roterfaden --debug …` wiederholen."
    return _say(f"Unerwartet: {type(error).__name__}: {error}", way_out)


def _say(cause: str, way_out: str = "") -> int:
    click.echo(f"Fehler: {cause}", err=True)
    if way_out:
        click.echo(f"Abhilfe: {way_out}", err=True)
    return FAILED


def _log(error: Exception) -> Path | None:
    """Write the traceback into the operators' log; None where there is no such place."""
    from roterfaden import environment, logs

    with suppress(OSError, Trouble):
        log = logs.path(environment.read().var)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
        return log
    return None
