"""``roterfaden capture``: how one line of what was said is understood, without any database."""

import json
from datetime import date
from typing import NoReturn

import click

from roterfaden.core.german import BERLIN, rhythm_words, short_day
from roterfaden.talk.capture import Captured, Kind, Owner, Part, read

UNREADABLE = 2

_KINDS = {Kind.GOAL: "Ziel", Kind.INTERIM_GOAL: "Zwischenziel", Kind.ASPECT: "Sonst wichtig"}
_OWNERS = {Owner.RECIPIENT: "leistungsberechtigte Person", Owner.JOBCENTRE: "Jobcenter"}
_PARTS = {
    Part.KIND: "Was",
    Part.OWNER: "Wer",
    Part.TEXT: "Text",
    Part.DUE_ON: "Bis",
    Part.RHYTHM: "Rhythmus",
    Part.COUNT: "Anzahl",
    Part.PROOF: "Nachweis",
}


@click.command()
@click.argument("text", metavar="TEXT")
@click.option(
    "--on",
    "said_on",
    metavar="JJJJ-MM-TT",
    help="Tag, an dem es gesagt wurde; ohne Angabe heute.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Antwort: für Menschen oder für Programme.",
)
def capture(text: str, *, said_on: str | None, form: str) -> None:
    """Zeigt, wie eine Zeile verstanden wird: wer, was, bis wann, wie oft, Nachweis.

    Ein Semikolon trennt mehrere Einträge. Nichts wird gespeichert.

    \b
    Beispiele:
      roterfaden capture "sprachkurs anmelden bis 15.3. nachweis anmeldung"
      roterfaden capture "@jc stellenvorschläge schicken" --format json

    Mit --format json kommt eine Liste aus kind, owner, owner_name, text, due_on, rhythm (RFC 5545),
    count, proof, is_kept und unsure: die Teile, die zu prüfen sind.

    Ende mit 0: verstanden. 2: Der Text ist leer oder der Tag nicht lesbar.
    """
    found = read(text, _day(said_on, as_json=form == "json"))
    if not found:
        _refuse(
            "Der Text ist leer.", "Schreiben Sie, was besprochen wurde.", as_json=form == "json"
        )
    if form == "json":
        click.echo(json.dumps([entry.as_data() for entry in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(_in_words(entry) for entry in found))


def _day(said_on: str | None, *, as_json: bool) -> date:
    if said_on is None:
        from datetime import datetime

        return datetime.now(BERLIN).date()
    try:
        return _read_day(said_on.strip())
    except ValueError:
        reason = f"„{said_on}“ ist kein Tag."
        _refuse(reason, "Schreiben Sie ihn so: 2026-11-24 oder 24.11.2026.", as_json=as_json)


def _read_day(text: str) -> date:
    if "." in text:
        day, month, year = (int(part) for part in text.split("."))
        return date(year, month, day)
    return date.fromisoformat(text)


def _in_words(entry: Captured) -> str:
    rows = {
        "Wer": _OWNERS.get(entry.owner, entry.owner_name) if entry.owner else "",
        "Was": _KINDS.get(entry.kind, "Schritt"),
        "Bis": f"{short_day(entry.due_on)}{entry.due_on.year}" if entry.due_on else "",
        "Rhythmus": rhythm_words(entry.rhythm) if entry.rhythm else "",
        "Anzahl": str(entry.count or ""),
        "Nachweis": entry.proof,
        "Erledigt": f"{short_day(entry.kept_on)}{entry.kept_on.year}" if entry.kept_on else "",
    }
    lines = [entry.text, *(f"  {name}: {words}" for name, words in rows.items() if words)]
    lines += [f"  Bitte prüfen: {_PARTS[doubt.part]}. {doubt.why}" for doubt in entry.doubts]
    return "\n".join(lines)


def _refuse(reason: str, remedy: str, *, as_json: bool) -> NoReturn:
    if as_json:
        facts = {"error": "unreadable", "reason": reason, "remedy": remedy}
        click.echo(json.dumps(facts, ensure_ascii=False), err=True)
    else:
        click.echo(f"Fehler: {reason}\nAbhilfe: {remedy}", err=True)
    raise click.exceptions.Exit(UNREADABLE)
