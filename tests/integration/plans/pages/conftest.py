"""A browser without scripts."""

import pytest
from django.test import Client

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from tests.integration.plans.conftest import NOON


@pytest.fixture
def browser(client: Client, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The counsellor's browser at noon of the first day."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    return client
