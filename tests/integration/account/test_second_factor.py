"""The second factor: demanded by the office, asked at sign-in, replaced when it is lost."""

import io

import pytest
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as OF_USER
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from roterfaden.organisations.models import User
from tests.factories.house import PASSWORD
from tests.integration.account import codes
from tests.integration.account.conftest import events, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

SET_UP = "/konto/zwei-faktor/einrichten/"


@pytest.fixture
def demanded(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def test_with_the_app_the_password_alone_opens_nothing(client: Client, account: User) -> None:
    sign_in(client)
    secret = codes.set_up(client)
    fresh = Client()
    assert sign_in(fresh)["Location"] == "/anmelden/code/"
    assert not is_signed_in(fresh)
    fresh.post("/anmelden/code/", {"code": codes.code_of(secret)})
    assert is_signed_in(fresh)


def test_a_wrong_code_is_told_and_a_recovery_code_counts_once(
    client: Client, account: User
) -> None:
    sign_in(client)
    codes.set_up(client)
    spare = codes.recovery_codes(account)[0]
    first, second = Client(), Client()
    sign_in(first)
    assert "Der Code stimmt nicht" in first.post("/anmelden/code/", {"code": "000000"}).text
    first.post("/anmelden/code/", {"code": spare})
    assert is_signed_in(first)
    sign_in(second)
    second.post("/anmelden/code/", {"code": spare})
    assert not is_signed_in(second)


def test_codes_cannot_be_tried_without_end(client: Client, account: User) -> None:
    sign_in(client)
    secret = codes.set_up(client)
    thief = Client()
    sign_in(thief)
    for _ in range(5):
        thief.post("/anmelden/code/", {"code": "000000"})
    response = thief.post("/anmelden/code/", {"code": codes.code_of(secret)})
    assert response.status_code == 429
    assert "Bitte warten Sie fünf Minuten." in response.content.decode()
    assert not is_signed_in(thief)


@pytest.mark.parametrize("path", ["/", "/konto/", "/faelle/", "/konto/zwei-faktor/"])
def test_where_it_is_demanded_every_page_leads_to_it(
    client: Client, account: User, demanded: None, path: str
) -> None:
    sign_in(client)
    assert client.get(path)["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "Ihr Jobcenter verlangt einen zweiten Schritt" in page
    assert "Abbrechen" not in page, "there is no way around it"


@pytest.mark.parametrize("path", ["/hilfe/", "/sitzung/", "/abmelden/", SET_UP])
def test_help_and_the_way_out_stay_open(
    client: Client, account: User, demanded: None, path: str
) -> None:
    sign_in(client)
    assert client.get(path).status_code == 200


def test_afterwards_work_begins_and_removing_it_stops_work(
    client: Client, account: User, demanded: None
) -> None:
    sign_in(client)
    codes.set_up(client)
    assert client.get("/").status_code == 200
    client.post("/konto/zwei-faktor/abschalten/")
    assert client.get("/")["Location"] == SET_UP


def test_who_comes_from_the_identity_provider_has_one_there(
    client: Client, account: User, demanded: None
) -> None:
    client.force_login(account)
    assert client.get("/").status_code == 302
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "socialaccount", "at": 0}]
    session[OF_USER] = str(account.pk)
    session.save()
    assert client.get("/").status_code == 200


def test_a_one_time_password_opens_only_the_page_for_an_own_one(
    client: Client, account: User
) -> None:
    old = Client()
    sign_in(old)
    told = io.StringIO()
    call_command("set_password", "counsellor", stdout=told)
    given = told.getvalue().strip().rpartition(" ")[2]
    account.refresh_from_db()
    assert account.password.startswith("argon2")

    assert old.get("/").status_code == 302, "open sessions end"
    assert not is_signed_in(client)
    sign_in(client, password=PASSWORD)
    assert not is_signed_in(client)
    sign_in(client, password=given)
    assert client.get("/faelle/")["Location"] == "/konto/passwort/"
    assert "gilt nur einmal" in client.get("/konto/passwort/").text
    own = "vier-blaue-fahrraeder"
    client.post("/konto/passwort/", {"oldpassword": given, "password1": own, "password2": own})
    assert client.get("/faelle/").status_code == 200
    assert [event.actor for event in events("one-time-password-set")] == ["system"]


def test_the_one_time_password_is_no_own_password(client: Client, account: User) -> None:
    told = io.StringIO()
    call_command("set_password", "counsellor", stdout=told)
    given = told.getvalue().strip().rpartition(" ")[2]
    sign_in(client, password=given)
    sent = {"oldpassword": given, "password1": given, "password2": given}
    page = client.post("/konto/passwort/", sent).content.decode()
    assert "Wählen Sie ein anderes Passwort als das jetzige." in page
    assert client.get("/faelle/")["Location"] == "/konto/passwort/"


def test_a_lost_telephone_is_forgotten_by_the_administration(client: Client, account: User) -> None:
    sign_in(client)
    codes.set_up(client)
    call_command("set_password", "counsellor", remove_second_factor=True, stdout=io.StringIO())
    assert not codes.has_app(account)
    assert events("second-factor-removed")[0].actor == "system"


def test_a_password_needs_a_name_that_exists(db: None) -> None:
    with pytest.raises(CommandError, match=r"niemand gibt es nicht.*Abhilfe"):
        call_command("set_password", "niemand")


def test_an_account_of_the_identity_provider_gets_no_second_way_in(
    client: Client, account: User
) -> None:
    account.set_unusable_password()
    account.save()
    client.force_login(account)
    response = client.get("/konto/passwort/", follow=True)
    assert response.status_code == 403
    assert "Ihr Konto hat hier kein Passwort" in response.content.decode()
    response = client.post("/konto/passwort/keines/", {"password1": "x" * 20})
    assert response.status_code in {403, 405}
