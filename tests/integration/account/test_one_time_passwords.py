"""A one-time password is good for a week; the own one for as long as its owner likes."""

from datetime import timedelta

from django.test import Client

from roterfaden.core import clock
from roterfaden.organisations.actions import accounts
from roterfaden.organisations.models import User
from tests.integration.account.conftest import events, is_signed_in, sign_in

WORD = "liegengeblieben"


def give(account: User, age: timedelta) -> None:
    accounts.set_one_time_password(user=account, password=WORD, at=clock.now() - age)


def test_one_that_was_left_lying_opens_nothing(client: Client, account: User) -> None:
    give(account, accounts.ONE_TIME_PASSWORD_LIVES)
    response = sign_in(client, password=WORD)
    assert "Dieses Einmal-Passwort ist abgelaufen" in response.content.decode()
    assert not is_signed_in(client)
    assert events("sign-in-failed")[-1].facts == {"way": "password-expired"}


def test_one_of_the_same_week_opens(client: Client, account: User) -> None:
    give(account, accounts.ONE_TIME_PASSWORD_LIVES - timedelta(hours=1))
    sign_in(client, password=WORD)
    assert is_signed_in(client)


def test_a_wrong_password_does_not_tell_that_another_has_expired(
    client: Client, account: User
) -> None:
    give(account, accounts.ONE_TIME_PASSWORD_LIVES)
    assert "abgelaufen" not in sign_in(client, password="geraten").content.decode()


def test_the_own_password_never_expires(client: Client, account: User) -> None:
    give(account, accounts.ONE_TIME_PASSWORD_LIVES)
    accounts.change_password(user=account, password="mein eigenes Passwort", at=clock.now())
    sign_in(client, password="mein eigenes Passwort")
    assert is_signed_in(client)
