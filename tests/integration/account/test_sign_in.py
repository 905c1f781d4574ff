"""Signing in, staying signed in, the own account."""

import json

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from roterfaden.environment import WrongEnvironment
from roterfaden.organisations.models import User
from roterfaden.web.account import single_sign_on
from roterfaden.web.account.sessions import SEEN_AT

pytestmark = pytest.mark.django_db

PASSWORD = "drei-gelbe-fahrraeder"
OIDC = {
    "ROTERFADEN_OIDC_ISSUER": "https://login.amt.example/realm",
    "ROTERFADEN_OIDC_CLIENT_ID": "roter-faden",
    "ROTERFADEN_OIDC_CLIENT_SECRET": "geheim",
}


@pytest.fixture
def user() -> User:
    cache.clear()
    return User.objects.create_user("reuter", PASSWORD, email="reuter@example.org")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def sign_in(client: Client, password: str = PASSWORD) -> int:
    sent = {"login": "reuter", "password": password}
    return client.post("/anmelden/", sent).status_code


def test_name_and_password_sign_in(client: Client, user: User) -> None:
    assert sign_in(client) == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_gives_no_hint_which_part_was_wrong(client: Client, user: User) -> None:
    response = client.post("/anmelden/", {"login": "reuter", "password": "falsch"})
    assert "Benutzername oder Passwort stimmen nicht." in response.text
    response = client.post("/anmelden/", {"login": "niemand", "password": "falsch"})
    assert "Benutzername oder Passwort stimmen nicht." in response.text


def test_after_five_failures_even_the_right_password_must_wait(client: Client, user: User) -> None:
    for _ in range(5):
        sign_in(client, "falsch")
    response = client.post("/anmelden/", {"login": "reuter", "password": PASSWORD})
    assert "Bitte warten Sie fünf Minuten." in response.text
    assert "_auth_user_id" not in client.session


def test_nobody_can_make_an_account(client: Client) -> None:
    assert client.get("/anmelden/neu/").status_code == 404


def test_the_demo_lists_names_but_no_password(client: Client) -> None:
    page = client.get("/anmelden/").text
    assert "fachkraft" in page
    assert "teamleitung" in page


def test_pages_lead_to_sign_in_and_back(client: Client) -> None:
    response = client.get("/konto/")
    assert (response.status_code, response["Location"]) == (302, "/anmelden/?next=/konto/")


def test_a_form_sent_too_late_leads_back_to_the_page_it_stood_on(client: Client) -> None:
    response = client.post(
        "/konto/darstellung/", headers={"referer": "http://testserver/hilfe/?q=1"}
    )
    assert response["Location"] == "/anmelden/?next=/hilfe/%3Fq%3D1"


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {"sec-fetch-mode": "cors"}])
def test_a_script_without_session_gets_401(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/konto/", headers=headers).status_code == 401


def test_signing_out_needs_a_post(signed_in: Client) -> None:
    signed_in.get("/abmelden/")
    assert "_auth_user_id" in signed_in.session
    signed_in.post("/abmelden/")
    assert "_auth_user_id" not in signed_in.session


def test_asking_for_the_session_does_not_extend_it(signed_in: Client, user: User) -> None:
    state = json.loads(signed_in.get("/sitzung/").content)
    assert state["user"] == str(user.pk)
    assert SEEN_AT not in signed_in.session


def test_work_extends_the_session(signed_in: Client) -> None:
    signed_in.get("/konto/")
    assert SEEN_AT in signed_in.session


def test_an_ended_session_cannot_be_extended(client: Client, signed_in: Client) -> None:
    assert signed_in.post("/sitzung/verlaengern/").status_code == 204
    assert Client().post("/sitzung/verlaengern/").status_code == 401
    assert json.loads(Client().get("/sitzung/").content) == {"user": None}


def test_preferences_are_kept_and_seen_at_once(signed_in: Client, user: User) -> None:
    response = signed_in.post("/konto/", {"language": "en", "theme": "dark"}, follow=True)
    user.refresh_from_db()
    assert (user.language, user.theme) == ("en", "dark")
    assert 'data-kern-theme="dark"' in response.text
    assert '<html lang="en"' in response.text


def test_the_device_decides_where_nothing_was_chosen(signed_in: Client) -> None:
    assert "data-kern-theme" not in signed_in.get("/konto/").text


def test_the_sign_in_page_remembers_the_theme_of_the_device(signed_in: Client) -> None:
    signed_in.post("/konto/darstellung/", {"theme": "dark"})
    signed_in.post("/abmelden/")
    assert 'data-kern-theme="dark"' in signed_in.get("/anmelden/").text


def test_the_menu_leads_back_but_never_to_another_site(signed_in: Client) -> None:
    sent = {"theme": "light", "next": "/hilfe/"}
    assert signed_in.post("/konto/darstellung/", sent)["Location"] == "/hilfe/"
    sent = {"theme": "light", "next": "https://anderswo.example/"}
    assert signed_in.post("/konto/darstellung/", sent)["Location"] == "/"


@pytest.mark.parametrize(("new", "kept"), [("kurz", True), ("vier-blaue-fahrraeder", False)])
def test_a_new_password_has_at_least_twelve_signs(
    signed_in: Client, user: User, new: str, *, kept: bool
) -> None:
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    signed_in.post("/konto/passwort/", sent)
    user.refresh_from_db()
    assert user.check_password(PASSWORD) is kept


def test_the_second_step_can_be_set_up(client: Client, user: User) -> None:
    from allauth.mfa.totp.internal import auth

    sign_in(client)
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    client.get("/konto/zwei-faktor/einrichten/")
    secret = client.session[auth.SECRET_SESSION_KEY]
    code = auth.format_hotp_value(
        auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time()))
    )
    client.post("/konto/zwei-faktor/einrichten/", {"code": code})
    assert "(eingerichtet)" in client.get("/konto/").text
    fresh = Client()
    response = fresh.post("/anmelden/", {"login": "reuter", "password": PASSWORD})
    assert response["Location"] == "/anmelden/code/"
    assert "_auth_user_id" not in fresh.session


@pytest.mark.parametrize(
    "path",
    [
        "konto/",
        "konto/passwort/",
        "konto/zwei-faktor/",
        "konto/zwei-faktor/einrichten/",
        "konto/bestaetigen/",
        "abmelden/",
    ],
)
def test_account_pages_open(client: Client, user: User, path: str) -> None:
    sign_in(client)
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    assert client.get(f"/{path}").status_code == 200


def test_the_office_may_bring_its_identity_provider() -> None:
    configured = single_sign_on.providers(OIDC | {"ROTERFADEN_OIDC_NAME": "Amt"})
    (app,) = configured["openid_connect"]["APPS"]
    assert app["name"] == "Amt"
    assert single_sign_on.origins(configured) == ["https://login.amt.example"]
    assert single_sign_on.providers({}) == {}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ROTERFADEN_OIDC_ISSUER": "http://login.amt.example"}, "keine Adresse mit https"),
        ({"ROTERFADEN_OIDC_CLIENT_ID": ""}, "ROTERFADEN_OIDC_CLIENT_ID fehlt"),
        ({"ROTERFADEN_OIDC_CLIENT_SECRET": ""}, "ROTERFADEN_OIDC_CLIENT_SECRET fehlt"),
    ],
)
def test_half_an_identity_provider_is_refused_at_the_start(
    changed: dict[str, str], words: str
) -> None:
    with pytest.raises(WrongEnvironment, match=words):
        single_sign_on.providers(OIDC | changed)


def test_the_identity_provider_has_a_button_of_its_own(client: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(OIDC)
    page = client.get("/anmelden/?next=/konto/").text
    assert "Mit Amtskonto anmelden" in page
    assert 'action="/anmelden/amt/?next=/konto/"' in page


def test_sessions_end_after_half_an_hour_and_cookies_are_closed_to_scripts() -> None:
    assert settings.SESSION_COOKIE_AGE == 1800
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
