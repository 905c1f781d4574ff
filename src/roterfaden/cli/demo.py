"""``roterfaden demo``: loads the invented jobcentre and says how to get in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from roterfaden.cli.database import with_database

if TYPE_CHECKING:
    from roterfaden.demo.presence import Loaded


@click.command(short_help="Lädt das erfundene Jobcenter mit Beispielen.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Ausgabe.",
)
def demo(form: str) -> None:
    """Lädt das erfundene „Jobcenter Ahrenfeld“ mit 200 erfundenen Personen.

    Alle Tage zählen von heute an; ROTERFADEN_NOW stellt die Uhr. Ein zweiter Aufruf ändert nichts.
    Das Passwort der Konten kommt aus ROTERFADEN_DEMO_PASSWORD oder wird gewürfelt; es steht danach
    in var/demo-password.
    """
    with with_database():
        loaded = _loaded()
        if form == "json":
            click.echo(json.dumps(_as_data(loaded), ensure_ascii=False, indent=2))
        else:
            click.echo(_as_text(loaded))


def _loaded() -> Loaded:
    """Load the demo; where it is loaded already, what loads it is not even imported."""
    from roterfaden.demo.presence import look

    if found := look():
        return found
    from roterfaden.demo.loading import load

    return load(_progress)


def _progress(done: int, whole: int) -> None:
    """A line on stderr for each tenth."""
    if done == 1:
        click.echo("Die Demo wird geladen. Das dauert etwa eine halbe Minute.", err=True)
    if done * 10 // whole > (done - 1) * 10 // whole:
        click.echo(f"{done} von {whole} Schritten", err=True)


def _as_data(loaded: Loaded) -> dict[str, object]:
    from django.conf import settings

    from roterfaden.demo.office import NAME, TRAEGERNUMMER

    return {
        "loaded": loaded.state == "made",
        "jobcentre": {"traegernummer": TRAEGERNUMMER, "name": NAME},
        "people": loaded.people,
        "address": settings.BASE_URL,
        "password": loaded.password,
        "sign_ins": _sign_ins(),
    }


def _as_text(loaded: Loaded) -> str:
    from django.conf import settings

    from roterfaden.demo.office import NAME

    state = "ist geladen" if loaded.state == "made" else "war schon geladen; nichts wurde geändert"
    rows = [(s["sign_in"], s["name"], s["role"]) for s in _sign_ins()]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"  {a:<{widths[0]}}  {b:<{widths[1]}}  {c}" for a, b, c in rows]
    unknown = "beim Laden gewählt (ROTERFADEN_DEMO_PASSWORD)"
    return "\n".join(
        [
            f"{NAME} {state}: {loaded.people} erfundene Personen.",
            "",
            f"Adresse:   {settings.BASE_URL}",
            f"Passwort:  {loaded.password or unknown}",
            "Konten:",
            *lines,
        ]
    )


def _sign_ins() -> list[dict[str, str]]:
    from roterfaden.demo.office import COLLEAGUES
    from roterfaden.organisations.permissions import ROLES

    return [
        {
            "sign_in": colleague.short_name,
            "name": f"{colleague.first_name} {colleague.last_name}",
            "role": str(ROLES[colleague.role].name),
        }
        for colleague in COLLEAGUES
        if colleague.signs_in
    ]
