"""How often one may try, counted for all processes, by the address of the browser."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from roterfaden.organisations.models import User
from tests.factories.house import PASSWORD
from tests.integration.account.conftest import is_signed_in, sign_in

pytestmark = pytest.mark.django_db


def test_the_table_behind_the_limits_comes_with_the_others(db: None) -> None:
    assert "cache" in connection.introspection.table_names()


def test_an_account_has_five_tries_whoever_asks(client: Client, account: User) -> None:
    for number in range(5):
        guesser = Client(REMOTE_ADDR=f"10.0.0.{number}")
        assert sign_in(guesser, password="falsch").status_code == 200
    response = sign_in(client)
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert "Zu viele Versuche. Bitte warten Sie fünf Minuten." in response.content.decode()
    assert not is_signed_in(client)


def test_others_sign_in_meanwhile(client: Client, account: User) -> None:
    for _ in range(6):
        sign_in(Client(), password="falsch")
    sign_in(client, "colleague")
    assert is_signed_in(client)


def test_an_address_that_floods_meets_a_page(account: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    answers = [sign_in(Client(), f"name-{number}", "x") for number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    page = answers[3].content.decode()
    assert "Zu viele Versuche" in page
    assert "Bitte warten Sie fünf Minuten" in page


@pytest.mark.parametrize(
    ("forwarded", "status"),
    [("203.0.113.9", 429), ("198.51.100.7", 200), ("203.0.113.9, 198.51.100.7", 200)],
)
def test_behind_a_proxy_the_browser_counts_not_the_proxy(
    account: User, settings: Settings, forwarded: str, status: int
) -> None:
    """And only the last address, which the proxy adds; what stands before, anybody may claim."""
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        sign_in(_behind_proxy("203.0.113.9"), f"name-{number}", "x")
    assert sign_in(_behind_proxy(forwarded), "anyone", "x").status_code == status


def test_on_loopback_nobody_believes_the_header(account: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for number in range(3):
        sign_in(_behind_proxy(f"203.0.113.{number}"), f"name-{number}", "x")
    assert sign_in(_behind_proxy("203.0.113.9"), "anyone", "x").status_code == 429


def test_a_right_password_does_not_wipe_the_count(account: User) -> None:
    for password in ("a", "b", "c", "d", PASSWORD, "e"):
        last = sign_in(Client(), password=password)
    assert last.status_code == 200
    assert sign_in(Client()).status_code == 429


def _behind_proxy(forwarded: str) -> Client:
    return Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
