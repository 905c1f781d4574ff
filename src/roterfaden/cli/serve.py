"""``roterfaden serve``: the whole service with one command."""

import os

import click

from roterfaden import environment, serving
from roterfaden.cli.database import open_database
from roterfaden.core import embedded


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der er hört.")
@click.option("--port", type=click.IntRange(1, 65534), default=8000, show_default=True)
@click.option("--base-url", help="Adresse im Browser, wenn ein Proxy davor steht (https://…).")
@click.option("--events-port", type=click.IntRange(1, 65535), help="Vorgabe: Port + 1.")
@click.option("--workers", type=click.IntRange(1, 64), help="Prozesse für die Seiten.")
def serve(
    host: str, port: int, base_url: str | None, events_port: int | None, workers: int | None
) -> None:
    """Startet die Seiten, die Nachrichten und den Worker.

    Hinter einem Proxy mit TLS: --base-url angeben und /events/ auf den Port der
    Nachrichten leiten (siehe docs/how-to/operate.md).

    \b
    Beispiele:
      roterfaden serve
      roterfaden serve --port 8100 --base-url https://plan.example.de
    """
    events_port = events_port or port + 1
    if events_port == port:
        raise serving.ServingTrouble(
            f"Seiten und Nachrichten können sich den Port {port} nicht teilen.",
            "Mit --events-port einen anderen Port nennen.",
        )
    _set_addresses(host, port, base_url, events_port)
    serving.check_port_is_free(host, port, "--port")
    serving.check_port_is_free(host, events_port, "--events-port")
    surroundings = environment.read()
    if surroundings.database_url is None:
        embedded.ensure_running(surroundings.var)
    service = serving.parts(
        host=host, port=port, events_port=events_port, workers=workers or _workers()
    )
    serving.serve(
        service,
        health=f"http://{_reachable(host)}:{port}/healthz",
        when_ready=lambda: _say_ready(surroundings),
        when_unwell=open_database,
    )
    click.echo("Beendet.")


def _set_addresses(host: str, port: int, base_url: str | None, events_port: int) -> None:
    """Tell all parts by which addresses browsers reach them."""
    given = base_url or os.environ.get("ROTERFADEN_BASE_URL")
    os.environ["ROTERFADEN_BASE_URL"] = given or f"http://{_reachable(host)}:{port}"
    surroundings = environment.read()
    if surroundings.loopback:
        os.environ["ROTERFADEN_EVENTS_PORT"] = str(events_port)
    elif surroundings.base_url.startswith("http://"):
        raise serving.ServingTrouble(
            f"Über {surroundings.base_url} käme niemand hinein: Angemeldet bleibt man nur mit TLS.",
            "Einen Proxy mit TLS davor setzen und --base-url https://… angeben, oder auf diesem "
            "Rechner --host 127.0.0.1 nehmen.",
        )


def _reachable(host: str) -> str:
    """The address under which this machine reaches what listens on ``host``."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  read, not bound
    return f"[{name}]" if ":" in name else name


def _workers() -> int:
    return min(4, max(2, os.cpu_count() or 2))


def _say_ready(surroundings: environment.Environment) -> None:
    click.echo(f"Roter Faden läuft: {surroundings.base_url}  (beenden mit Strg+C)")
    if surroundings.database_url is None:
        click.echo("Nicht für den Produktivbetrieb: eingebettete Datenbank unter var/.")
