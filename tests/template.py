"""A database with all tables, made once for the same code; each run gets a copy of it.

Migrations took longer than most folders of tests. The name of the template says for which code it
was made: a changed line of the product, or a changed package, makes it anew.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

import roterfaden

_PREFIX = "template_of_tests_"


def copy_to(name: str, *, lock: Path) -> None:
    """Make the database ``name`` as a fresh copy."""
    template = _PREFIX + _digest()
    with _alone(lock), _creation()._nodb_cursor() as cursor:
        if not _exists(cursor, template):
            _drop_former(cursor)
            _migrate(template)
        drop(name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def name_of_copy() -> str:
    """The name of this process's database."""
    return str(_creation()._get_test_db_name())


def drop(name: str) -> None:
    """Delete a database, whoever is still connected to it."""
    with _creation()._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _creation() -> Any:
    """Its private methods are what the test runner of Django uses; its types leave them out."""
    return connection.creation


def _digest() -> str:
    digest = hashlib.sha256()
    package = Path(roterfaden.__file__).parent
    for file in sorted(package.rglob("*")):
        if file.suffix in {".py", ".yaml", ".yml", ".json", ".csv", ".sql", ".txt"}:
            digest.update(bytes(file.relative_to(package)) + file.read_bytes())
    versions = sorted(f"{found.name} {found.version}" for found in distributions())
    digest.update("\n".join(versions).encode())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time make a template or copy it."""
    with path.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _exists(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _drop_former(cursor: CursorWrapper) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_PREFIX])
    for (name,) in cursor.fetchall():
        drop(name)


def _migrate(name: str) -> None:
    """Make the template under another name, so that one cut short is never taken for whole."""
    settings = connection.settings_dict
    own, settings["TEST"]["NAME"] = settings["NAME"], f"{_PREFIX}unfinished"
    try:
        _creation().create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        settings["NAME"] = own
    with _creation()._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{_PREFIX}unfinished" RENAME TO "{name}"')
