"""The demo, loaded once for all tests here and rolled back after the last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from roterfaden.demo import password
from roterfaden.demo.loading import load
from roterfaden.demo.presence import Loaded

PASSWORD = "wald-wiese-bach-weg"


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Loaded]:
    """What loading said; the database stays open to the tests of this module."""
    var: Path = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv(password.GIVEN_BY, PASSWORD)
        patch.setattr(password, "_path", lambda _var: var / "demo-password")
        yield load()
        transaction.set_rollback(True)
