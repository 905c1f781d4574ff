"""``roterfaden plan``: plan files alone, without a database; only the leaflet asks for one."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from roterfaden.cli.leaflet import leaflet

if TYPE_CHECKING:
    from roterfaden.plans.sheet import Plan, TooLong

UNREADABLE = 2
TOO_LONG = 3


@click.group()
def plan() -> None:
    """Kooperationspläne als Datei: setzen und prüfen."""


plan.add_command(leaflet)


@plan.command()
@click.argument("source", metavar="PLAN.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT.pdf",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Wohin das PDF geschrieben wird; „-“ schreibt auf die Standardausgabe.",
)
@click.option("--large-print", is_flag=True, help="Großdruck: 18 Punkt, so viele Seiten wie nötig.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Meldung: für Menschen oder für Programme.",
)
def pdf(source: Path, output: Path, *, large_print: bool, form: str) -> None:
    """Setzt PLAN.json als Blatt: PDF/UA-1 und PDF/A-3a, eine Seite A4.

    PLAN.json folgt dem Schema docs/reference/plan.schema.json; „-“ liest von der Standardeingabe.

    Ende mit 0: geschrieben. 2: Die Datei ist nicht lesbar oder kein Plan. 3: Der Text passt auch
    bei 10 Punkt nicht auf eine Seite; die überzähligen Wörter stehen auf der Fehlerausgabe.

    SOURCE_DATE_EPOCH (Sekunden) legt den Zeitpunkt fest: gleicher Plan, gleiche Bytes.
    """
    from roterfaden.plans import sheet

    as_json = form == "json"
    checked = _read(source, as_json=as_json)
    try:
        result = sheet.typeset(checked, large_print=large_print, timestamp=_moment())
    except sheet.TooLong as error:
        _refuse_too_long(error, as_json=as_json)
    except sheet.UnreadablePlan as error:
        _refuse(f"{_name(source)}, {error.place}", error.reason, error.remedy, as_json=as_json)
    _write(output, result.pdf, as_json=as_json)
    facts = {"pages": result.pages, "size_pt": result.size_pt, "spare_lines": result.spare_lines}
    if as_json:
        click.echo(json.dumps({"output": str(output)} | facts), err=str(output) == "-")
    elif str(output) != "-":
        click.echo(f"{output}: {_pages(result.pages)}, Schrift {_points(result.size_pt)} Punkt")


@plan.command()
@click.argument("source", metavar="PLAN.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--on",
    metavar="TT.MM.JJJJ",
    type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
    help="Tag, dessen Recht gilt; ohne Angabe der Tag des Plans.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Hinweise: für Menschen oder für Programme.",
)
def check(source: Path, *, on: datetime | None, form: str) -> None:
    """Gibt Hinweise zu PLAN.json: was man noch einmal ansehen sollte, warum, und was hilft.

    Hinweise halten nichts auf. PLAN.json folgt dem Schema docs/reference/plan.schema.json; „-“
    liest von der Standardeingabe. Mit --format json kommt eine Liste aus code, where und reason.

    Ende mit 0: geprüft, mit oder ohne Hinweise. 2: Die Datei ist nicht lesbar oder kein Plan.
    """
    as_json = form == "json"
    checked = _read(source, as_json=as_json)
    _speak_german()
    from roterfaden.cli.hints import as_text
    from roterfaden.plans import hints

    day = on.date() if on else checked.agreed_on or checked.dated_on
    found = hints.check(checked.data, on=day)
    if as_json:
        facts = [{"code": h.code, "where": h.where, "reason": str(h.reason)} for h in found]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(found, checked))


def _speak_german() -> None:
    """Reasons are lazily translated; the command line is German and needs no catalogue."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)


def _read(source: Path, *, as_json: bool) -> "Plan":
    from roterfaden.plans import sheet

    try:
        content = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        _refuse(
            _name(source),
            _why(error, "Die Datei ist nicht lesbar"),
            "Pfad und Rechte prüfen.",
            as_json=as_json,
        )
    try:
        return sheet.read(content)
    except sheet.UnreadablePlan as error:
        _refuse(f"{_name(source)}, {error.place}", error.reason, error.remedy, as_json=as_json)


def _write(output: Path, content: bytes, *, as_json: bool) -> None:
    try:
        if str(output) == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            output.write_bytes(content)
    except OSError as error:
        _refuse(
            str(output),
            _why(error, "Die Datei lässt sich nicht schreiben"),
            "Einen vorhandenen Ordner mit Schreibrecht angeben.",
            as_json=as_json,
        )


def _refuse(place: str, reason: str, remedy: str, *, as_json: bool) -> NoReturn:
    if as_json:
        _echo_json({"error": "unreadable", "place": place, "reason": reason, "remedy": remedy})
    else:
        click.echo(f"Fehler: {place}: {reason}\nAbhilfe: {remedy}", err=True)
    raise click.exceptions.Exit(UNREADABLE)


def _refuse_too_long(error: "TooLong", *, as_json: bool) -> NoReturn:
    places = [{"place": one.place, "words": one.words} for one in error.places]
    if as_json:
        _echo_json({"error": "too_long", "surplus_words": error.surplus_words, "places": places})
    else:
        click.echo(f"Fehler: {error}", err=True)
        for one in places:
            click.echo(f"  {one['place']}: {one['words']}", err=True)
        click.echo("Abhilfe: diese Wörter streichen oder andere Einträge kürzen.", err=True)
    raise click.exceptions.Exit(TOO_LONG)


def _moment() -> datetime:
    """Now, or the moment that ``SOURCE_DATE_EPOCH`` sets so that a run can be repeated exactly."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def _name(source: Path) -> str:
    return "Standardeingabe" if str(source) == "-" else str(source)


def _why(error: OSError, what: str) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{what}, weil es sie oder ihren Ordner nicht gibt."
    if isinstance(error, PermissionError):
        return f"{what}, weil das Recht dazu fehlt."
    return f"{what} ({error.strerror})."


def _echo_json(facts: dict[str, Any]) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False), err=True)


def _pages(number: int) -> str:
    return "1 Seite" if number == 1 else f"{number} Seiten"


def _points(size: float) -> str:
    return f"{size:g}".replace(".", ",")
