"""``roterfaden manage research-role``: the database role of the research side."""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser
from django.db import connection, transaction
from psycopg import sql

from roterfaden.core.commands import GermanCommand

ROLE = "roterfaden_research"
LINKING = frozenset({"PseudonymKey"})
"""Tables that could lead back to a case; the role never reads them."""


class Command(GermanCommand):
    help = (
        "Legt die Datenbankrolle der Forschung an oder erneuert ihre Rechte: Sie liest die "
        "Tabellen der Studien, keine Schlüssel und sonst nichts, und schreibt nie."
    )
    own_name = "research-role"
    example = "roterfaden manage research-role"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default=ROLE, metavar="ROLLE", help=f"üblich: {ROLE}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the role, or take all from it, and grant what it may read."""
        role = str(options["name"])
        with transaction.atomic():
            grant(role)
        self.stdout.write(f"Die Rolle {role} liest {len(readable())} Tabellen der Studien.")


def readable() -> list[str]:
    """The tables of studies without those that link to cases."""
    models = apps.get_app_config("research").get_models()
    return sorted(one._meta.db_table for one in models if one.__name__ not in LINKING)


def grant(role: str) -> None:
    """Give the role exactly these rights; it cannot sign in by itself."""
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(map(sql.Identifier, readable()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            _run(cursor, sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
        _run(cursor, sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name))
        _run(cursor, sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        _run(cursor, sql.SQL("GRANT SELECT ON {} TO {}").format(tables, name))


def _run(cursor: Any, statement: sql.Composed) -> None:
    cursor.execute(statement.as_string(connection.connection))
