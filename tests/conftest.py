"""What every test gets: a database of its own and no order that nobody asked for.

An undefined variable in a template and every warning fail the test (see ``pyproject.toml``).
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import QuerySet
from django.utils import translation
from psycopg.errors import DeadlockDetected

from roterfaden.core import embedded
from tests.parts import Parts

# How quickly a machine makes examples says nothing about what they are tried on.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

ALONE_IN_ORDER = {"pdf": "java", "wheel": "wheel"}


def pytest_configure(config: pytest.Config) -> None:
    """Print the time of each part at the end."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Parts())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep in one process what shares a browser (by file), a loaded demo or a virtual machine."""
    for item in items:
        folder, here = item.nodeid.split("/")[1], item.path.parent.name
        shared = item.path.stem if folder == "e2e" else "demo" if here == "demo" else None
        group = shared or ALONE_IN_ORDER.get(folder)
        if group:
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the embedded PostgreSQL when the first test asks for a database."""
    embedded.ensure_running(Path(settings.ENVIRONMENT.var))


@pytest.fixture(autouse=True)
def in_german() -> None:
    """Each test begins in German, whatever language the last page before it spoke."""
    translation.activate("de")


@pytest.fixture(autouse=True, scope="session")
def emptied_past_the_guards() -> Iterator[None]:
    """Let the emptying after a transactional test pass the triggers that forbid it.

    A browser's last request may still be answered then; where it and the emptying wait for each
    other, the database ends one of them, and the emptying comes again.
    """
    flush = DatabaseOperations.execute_sql_flush

    def flush_past_guards(operations: DatabaseOperations, statements: list[str]) -> None:
        unguarded = "SET LOCAL session_replication_role = replica"
        try:
            flush(operations, [unguarded, *statements])
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
            flush(operations, [unguarded, *statements])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_past_guards)
        yield


@pytest.fixture(autouse=True)
def shuffled_where_unordered(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows without an order come in any order, so that no test passes by luck."""
    dice = Random(request.node.nodeid)  # noqa: S311  the same order at each run of a test
    fetch_all = QuerySet._fetch_all

    def fetch_and_shuffle(queryset: QuerySet[Any]) -> None:
        was_empty = queryset._result_cache is None
        fetch_all(queryset)
        if was_empty and isinstance(queryset._result_cache, list) and not queryset.ordered:
            dice.shuffle(queryset._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_and_shuffle)
