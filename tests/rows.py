"""The rows of the database as text, and statements that put them back."""

from django.db import connection
from psycopg import sql

_COLUMNS = """
SELECT quote_ident(table_name), string_agg(quote_ident(column_name), ', ')
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
GROUP BY table_name ORDER BY table_name
"""
_DELETE = """
DO $$
DECLARE name text; filled bool;
BEGIN
  FOREACH name IN ARRAY ARRAY[{names}] LOOP
    EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO filled;
    IF filled THEN EXECUTE 'DELETE FROM ' || name; END IF;
  END LOOP;
END $$
"""

Rows = dict[tuple[str, str], list[str]]
"""Rows as JSON, by table and its columns."""


def read_all() -> Rows:
    """Every row there is."""
    rows = {}
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, columns in cursor.fetchall():
            cursor.execute(f"SELECT to_json(row)::text FROM (SELECT {columns} FROM {table}) AS row")
            rows[table, columns] = [row for (row,) in cursor.fetchall()]
    return rows


def inserting(after: Rows, before: Rows) -> str:
    """Statements that insert what has come since."""
    statements = []
    for (table, columns), rows in after.items():
        known = set(before.get((table, columns), []))
        new = [row for row in rows if row not in known]
        if new:
            array = _quoted(f"[{','.join(new)}]")
            statements.append(
                f"INSERT INTO {table} ({columns}) SELECT {columns} "
                f"FROM json_populate_recordset(NULL::{table}, {array})"
            )
    return ";\n".join(statements)


def restoring(rows: Rows) -> str:
    """Statements after which these rows are all there is, past the guards that forbid it.

    The locks wait for requests that are still being answered: what they write goes, too. Deleting
    the few rows of a test is many times quicker than ``TRUNCATE``, which makes new files.
    """
    tables = [table for table, _ in rows]
    return ";\n".join(
        [
            f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE",
            "SET LOCAL session_replication_role = replica",
            _DELETE.format(names=", ".join(_quoted(table) for table in tables)),
            inserting(rows, {}),
        ]
    )


def run(statements: str) -> None:
    """Run them in one go."""
    with connection.cursor() as cursor:
        cursor.execute(statements)


def _quoted(text: str) -> str:
    connection.ensure_connection()
    return sql.Literal(text).as_string(connection.connection)
