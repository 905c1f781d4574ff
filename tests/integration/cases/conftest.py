"""A jobcentre with a protected person in a household, and ways to look at pages as somebody."""

from collections.abc import Callable
from typing import Any, Protocol, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read
from tests.factories.house import House, build_house

HEADER = "kundennummer;nachname;vorname;geburtsdatum;bg_nummer;fachkraft;beginn;geschuetzt"
SECRET = "101A000005"
SECRET_IN_HOUSEHOLD = "101A000006"


class Ask(Protocol):
    """Gets an address as a member of staff."""

    def __call__(self, staff: StaffMember, url: str, **headers: str) -> HttpResponse: ...


def add_cases(house: House, *rows: str) -> None:
    """More cases, read in as the product does."""
    text = "\n".join([HEADER, *rows])
    with read(text.encode(), today=clock.day_of(house.at)) as lines:
        result = import_rows(lines, jobcentre=house.jobcentre, by=None, at=house.at)
    assert not result.rejected


@pytest.fixture
def house(db: None) -> House:
    house = build_house()
    add_cases(
        house, f"{SECRET_IN_HOUSEHOLD};Geheimnis;Gerd;05.05.1991;BG-1;colleague;01.03.2026;ja"
    )
    return house


@pytest.fixture
def ask() -> Ask:
    clients: dict[object, Client] = {}

    def get(staff: StaffMember, url: str, **headers: str) -> HttpResponse:
        if staff.pk not in clients:
            assert staff.user
            clients[staff.pk] = Client()
            clients[staff.pk].force_login(staff.user)
        response = clients[staff.pk].get(url, headers=headers)
        return _in_one_piece(response) if response.streaming else cast(HttpResponse, response)

    return get


def _in_one_piece(response: Any) -> HttpResponse:
    """A streamed answer as if it had come at once."""
    whole = HttpResponse(b"".join(response.streaming_content), status=response.status_code)
    for name, value in response.headers.items():
        whole[name] = value
    return whole


@pytest.fixture
def text_of(ask: Ask) -> Callable[..., str]:
    def words(staff: StaffMember, url: str, **headers: str) -> str:
        response = ask(staff, url, **headers)
        assert response.status_code == 200, (url, response.status_code)
        return " ".join(response.content.decode().split())

    return words
