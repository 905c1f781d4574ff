"""Opens the stored data for a command: starts the embedded database, checks what it finds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from roterfaden import environment
from roterfaden.troubles import Trouble

OLDEST_SERVER = 15


class DatabaseTrouble(Trouble):
    """The database cannot be used as it is."""


@contextmanager
def with_database(*, migrated: bool = True) -> Iterator[None]:
    """Set up Django on a database that answers; a ``with`` block or a decorator.

    Without ``DATABASE_URL`` the embedded database is started. With ``migrated`` false the tables
    may be missing or old: for commands that make them. Raises :class:`Trouble`.
    """
    open_database(migrated=migrated)
    yield


def open_database(*, migrated: bool = True) -> None:
    """As :func:`with_database`, for the rest of the process."""
    surroundings = environment.read()
    if surroundings.database_url is None:
        from roterfaden.core import embedded

        embedded.ensure_running(surroundings.var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    import django

    django.setup()
    check_server()
    if migrated:
        check_migrations()


def check_server() -> None:
    """Refuse a server that does not answer or is too old."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise unreachable(error) from error
    version = connection.pg_version // 10_000  # type: ignore[attr-defined]
    if version < OLDEST_SERVER:
        raise DatabaseTrouble(
            f"Der Server hat PostgreSQL {version}; nötig ist mindestens {OLDEST_SERVER}.",
            "DATABASE_URL auf einen neueren Server setzen.",
        )


def check_migrations() -> None:
    """Refuse tables that are older or newer than the program."""
    from roterfaden.core.health import pending_migrations

    missing = pending_migrations()
    if missing:
        raise DatabaseTrouble(
            f"Die Tabellen der Datenbank sind nicht auf dem Stand des Programms "
            f"({missing} Schritte fehlen).",
            "`roterfaden manage migrate` ausführen; vorher mit `roterfaden backup` sichern.",
        )


def unreachable(error: Exception) -> Trouble:
    """The trouble for a server that does not answer; names it without the password."""
    first_line = (str(error).strip() or type(error).__name__).splitlines()[0]
    reason = first_line.rsplit("failed: ", 1)[-1]
    return DatabaseTrouble(
        f"Die Datenbank {_address()} antwortet nicht: {reason}",
        "Prüfen, ob der Server läuft und ob Rechner, Port, Konto und Passwort in DATABASE_URL "
        "stimmen. Ohne DATABASE_URL startet eine eigene Datenbank zum Probieren.",
    )


def _address() -> str:
    from django.conf import settings

    database = settings.DATABASES["default"]
    host = database.get("HOST") or "auf diesem Rechner"
    port = f":{database['PORT']}" if database.get("PORT") else ""
    return f"„{database['NAME']}“ ({host}{port})"
