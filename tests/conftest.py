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
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.test import TransactionTestCase
from django.utils import translation
from psycopg.errors import DeadlockDetected
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from roterfaden.core import embedded
from tests import rows, template
from tests.parts import Parts

# How quickly a machine makes examples says nothing about what they are tried on.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

ALONE_IN_ORDER = {"pdf": "java", "wheel": "wheel"}
MADE_ONCE = {"loaded": "demo", "migrated": "migrated", "installation": "installation"}
"""Fixtures that take seconds, and the group of those who share them."""


def pytest_configure(config: pytest.Config) -> None:
    """Print the time of each part at the end."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Parts())


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep in one process what shares a browser (by file) or something that takes long to make."""
    for item in items:
        folder = item.nodeid.split("/")[1]
        group = item.path.stem if folder == "e2e" else ALONE_IN_ORDER.get(folder)
        for fixture, shared in MADE_ONCE.items():
            if not group and fixture in getattr(item, "fixturenames", ()):
                group = shared
        if group:
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """A database for this process in the embedded PostgreSQL, which starts at the first call."""
    var = Path(settings.ENVIRONMENT.var)
    embedded.ensure_running(var)
    with django_db_blocker.unblock():
        name = template.name_of_copy()
        template.copy_to(name, lock=var / "template.lock")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        beginning = rows.restoring(rows.read_all())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: put_back(beginning))
        yield
    with django_db_blocker.unblock():
        connection.close()
        template.drop(name)


def put_back(beginning: str) -> None:
    """Leave the database as a test finds it, past the triggers that forbid it.

    A browser's last request may still be answered then; where it and the deleting wait for each
    other, the database ends one of them, and the deleting comes again.
    """
    try:
        with transaction.atomic():
            rows.run(beginning)
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        put_back(beginning)


@pytest.fixture(autouse=True, scope="session")
def static_files_found_once() -> Iterator[None]:
    """Each new test client would look at every static file again, for longer than a page takes."""
    found: dict[str, Any] = {}
    find = WhiteNoiseMiddleware.add_files_from_finders

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


@pytest.fixture(autouse=True)
def in_german() -> None:
    """Each test begins in German, whatever language the last page before it spoke."""
    translation.activate("de")


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
