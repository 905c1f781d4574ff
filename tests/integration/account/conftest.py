"""Somebody at the keyboard."""

from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client

from roterfaden.audit.models import AuditEvent
from roterfaden.organisations.models import StaffMember, User
from tests.factories.house import PASSWORD, House


@pytest.fixture
def staff(house: House) -> StaffMember:
    return house.counsellor


@pytest.fixture
def account(staff: StaffMember) -> User:
    assert staff.user
    return staff.user


def sign_in(client: Client, name: str = "counsellor", password: str = PASSWORD) -> HttpResponse:
    return cast(HttpResponse, client.post("/anmelden/", {"login": name, "password": password}))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def events(*types: str) -> list[AuditEvent]:
    """The events of these types, oldest first."""
    return list(AuditEvent.objects.filter(type__in=types).order_by("sequence"))
