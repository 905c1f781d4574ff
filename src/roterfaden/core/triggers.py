"""Database guards that migrations install: rows that never change, kept by PostgreSQL itself."""

from django.db import migrations

_FORBID = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
END $$;
CREATE TRIGGER {function} BEFORE {events} ON {table}
    FOR EACH {level} EXECUTE FUNCTION {function}();
"""


def guard(
    *, function: str, table: str, events: str, body: str, level: str = "ROW"
) -> migrations.RunSQL:
    """A trigger ``function`` on ``table`` whose PL/pgSQL ``body`` returns a row or raises."""
    return migrations.RunSQL(
        sql=_FORBID.format(function=function, table=table, events=events, body=body, level=level),
        reverse_sql=f"DROP TRIGGER {function} ON {table}; DROP FUNCTION {function}();",
    )


def append_only(table: str, *, allow_delete_setting: str | None = None) -> list[migrations.RunSQL]:
    """Rows of ``table`` are written once; no change, no emptying.

    ``allow_delete_setting`` names a session setting under which rows may be deleted (the
    retention run sets it for its own transaction).
    """
    refusal = f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation';"
    body = refusal
    if allow_delete_setting:
        body = (
            f"IF TG_OP = 'DELETE' AND current_setting('{allow_delete_setting}', true) = 'on' "
            f"THEN RETURN OLD; END IF; {refusal}"
        )
    return [
        guard(function=f"{table}_append_only", table=table, events="UPDATE OR DELETE", body=body),
        guard(
            function=f"{table}_keep",
            table=table,
            events="TRUNCATE",
            body=refusal,
            level="STATEMENT",
        ),
    ]
