"""All data of an installation in one file, and back into an empty database.

A backup is a tar file of two members: ``database.dump`` (pg_dump's own format, so that PostgreSQL's
tools can read it too) and ``manifest.json`` with its SHA-256 and the number of rows of each table,
both taken from one snapshot. Files of the case file lie in the database and go along.
"""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from roterfaden import __version__
from roterfaden.core import clock, embedded
from roterfaden.troubles import Trouble

SCHEMA = "roterfaden/backup/1"
_DUMP, _MANIFEST = "database.dump", "manifest.json"
_UNKNOWN_TO_OLD_SERVERS = b"SET transaction_timeout = 0;\n"


class BackupTrouble(Trouble):
    """A backup cannot be made or cannot be read back."""


@dataclass(frozen=True)
class Report:
    """What a backup holds: the number of tables and of rows in all."""

    tables: int
    rows: int


def back_up(target: Path) -> Report:
    """Write all data into ``target``, readable by the owner only; never over another file."""
    if target.exists():
        raise BackupTrouble(f"Die Datei {target} gibt es schon.", "Einen anderen Namen angeben.")
    if not target.parent.is_dir():
        raise BackupTrouble(f"Den Ordner {target.parent} gibt es nicht.", "Den Ordner anlegen.")
    try:
        rows = _write(target)
    except OSError as error:
        raise BackupTrouble(
            f"Die Sicherung {target} lässt sich nicht schreiben: {error.strerror}.",
            "Einen beschreibbaren Ordner mit genug Platz für zwei Sicherungen angeben.",
        ) from error
    return Report(tables=len(rows), rows=sum(rows.values()))


def _write(target: Path) -> dict[str, int]:
    """Make the backup aside and put it in its place when it is whole; returns rows by table."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump = Path(folder) / _DUMP
        rows = _dump(dump)
        part = Path(folder) / target.name
        _pack(part, dump, rows)
        part.rename(target)
    return rows


def restore(source: Path) -> Report:
    """Bring the data of ``source`` into the database, which must be empty; all or nothing."""
    _refuse_full_database()
    with tempfile.TemporaryDirectory() as folder:
        manifest = _unpack(source, Path(folder))
        _load(Path(folder) / _DUMP)
    with closing(psycopg.connect(**_parameters())) as reader:
        found = _count_rows(reader)
    wanted: dict[str, int] = manifest["rows"]
    if found != wanted:
        wrong = sorted({name for name, _ in found.items() ^ wanted.items()})
        raise BackupTrouble(
            f"Nach dem Zurückspielen stimmen die Zeilen nicht: {', '.join(wrong)}.",
            "Die Datenbank verwerfen und die Sicherung in eine neue leere spielen.",
        )
    return Report(tables=len(found), rows=sum(found.values()))


def _dump(target: Path) -> dict[str, int]:
    """Dump and count in one snapshot."""
    with closing(psycopg.connect(**_parameters())) as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = _first(reader.execute("SELECT pg_export_snapshot()"))
        command = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        with target.open("wb") as file:
            _run("pg_dump", *command, stdout=file)
        return _count_rows(reader)


def _load(dump: Path) -> None:
    """Turn the dump into SQL and run it as one transaction.

    Not pg_restore alone: a new one sets a parameter that older servers do not know.
    """
    with tempfile.TemporaryFile() as script:
        _run("pg_restore", "--no-owner", "--no-privileges", "--file=-", str(dump), stdout=script)
        script.seek(0)
        with tempfile.TemporaryFile() as cleaned:
            cleaned.writelines(line for line in script if line != _UNKNOWN_TO_OLD_SERVERS)
            cleaned.seek(0)
            strict = ["--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet"]
            _run("psql", *strict, stdin=cleaned, stdout=subprocess.DEVNULL)


def _run(program: str, *arguments: str, **streams: Any) -> None:
    """Run a program of PostgreSQL on our database; the password goes through the environment."""
    folder = os.environ.get("ROTERFADEN_PG_BIN")
    path = (Path(folder) if folder else embedded.programs()) / program
    connect = [] if program == "pg_restore" else [f"--dbname={_conninfo()}"]
    secret = str(_parameters().get("password", ""))
    try:
        subprocess.run(
            [path, *connect, *arguments],
            env=os.environ | {"PGPASSWORD": secret},
            stderr=subprocess.PIPE,
            check=True,
            **streams,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise BackupTrouble(
            f"{program} ist gescheitert: {said.decode(errors='replace').strip().splitlines()[-1]}",
            "Für einen neueren Server oder für TLS ROTERFADEN_PG_BIN auf den Ordner mit den "
            "Programmen des eigenen PostgreSQL setzen.",
        ) from error


def _parameters() -> dict[str, Any]:
    """How to reach Django's database with a connection of our own."""
    known = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert")
    given = connection.get_connection_params()
    return {name: given[name] for name in known if given.get(name)}


def _conninfo() -> str:
    without_secret = {k: str(v) for k, v in _parameters().items() if k != "password"}
    return psycopg.conninfo.make_conninfo("", **without_secret)


def _count_rows(reader: psycopg.Connection[Any]) -> dict[str, int]:
    names = reader.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    ).fetchall()
    counting = sql.SQL("SELECT count(*) FROM {}")
    return {
        name: _first(reader.execute(counting.format(sql.Identifier("public", name))))
        for (name,) in names
    }


def _first(cursor: psycopg.Cursor[Any]) -> Any:
    row = cursor.fetchone()
    return row[0] if row else None


def _refuse_full_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        if cursor.fetchone()[0]:
            raise BackupTrouble(
                "Die Datenbank ist nicht leer; überschrieben wird nie.",
                "Eine leere Datenbank anlegen (createdb) und DATABASE_URL darauf setzen, oder "
                "ohne DATABASE_URL mit ROTERFADEN_VAR einen neuen Ordner nennen.",
            )
    connection.close()


def _pack(target: Path, dump: Path, rows: dict[str, int]) -> None:
    manifest = {
        "schema": SCHEMA,
        "version": __version__,
        "made_at": clock.now().isoformat(),
        "sha256": _sha256(dump),
        "rows": rows,
    }
    described = dump.with_name(_MANIFEST)
    described.write_text(json.dumps(manifest, indent=2))
    target.touch(mode=0o600)
    with tarfile.open(target, "w") as tar:
        tar.add(described, _MANIFEST)
        tar.add(dump, _DUMP)


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Take the two members out and check the dump against its manifest."""
    try:
        with tarfile.open(source) as tar:
            for name in (_MANIFEST, _DUMP):
                tar.extract(name, folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text())
        whole = manifest["schema"] == SCHEMA and manifest["sha256"] == _sha256(folder / _DUMP)
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise BackupTrouble(
            f"{source} ist keine lesbare Sicherung: {error}",
            "Eine Datei angeben, die `roterfaden backup` geschrieben hat.",
        ) from error
    if not whole:
        raise BackupTrouble(
            f"Die Sicherung {source} ist beschädigt: die Prüfsumme stimmt nicht.",
            "Eine andere Kopie der Sicherung nehmen.",
        )
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
