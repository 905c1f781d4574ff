"""The demo, loaded once for all tests here and rolled back after the last."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from roterfaden.demo.loading import load
from roterfaden.demo.presence import Loaded

PASSWORD = "wald-wiese-bach-weg"


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Loaded]:
    """What loading said; the database stays open to the tests of this folder."""
    own = replace(settings.ENVIRONMENT, var=tmp_path_factory.mktemp("var"), demo_password=PASSWORD)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "ENVIRONMENT", own)
        yield load()
        transaction.set_rollback(True)
