"""Doors that attackers try first: sessions, redirects, host names, bodies, cookies, policies."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from roterfaden.organisations.permissions import Role
from tests.factories.house import PASSWORD, House
from tests.integration.security.headers import assert_safe, policy_of

pytestmark = pytest.mark.django_db

SIGN_IN = {"login": "counsellor", "password": PASSWORD}


def test_a_session_planted_before_sign_in_is_worth_nothing_after(house: House) -> None:
    """Session fixation: the attacker knows the cookie that the victim signs in with."""
    attacker, victim = Client(), Client()
    attacker.session.save()
    attacker.get("/anmelden/amt/zurueck/?state=x")
    session = attacker.session
    session["planted"] = True
    session.save()
    victim.cookies = attacker.cookies
    known = str(session.session_key)
    victim.post("/anmelden/", SIGN_IN)
    assert "_auth_user_id" in victim.session
    assert victim.session.session_key != known
    thief = Client()
    thief.cookies["sessionid"] = known
    assert thief.get("/konto/").status_code == 302


def test_a_session_that_has_ended_opens_nothing(browser: Client) -> None:
    assert browser.get("/konto/").status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert browser.get("/konto/").status_code == 302


def test_signing_out_ends_the_session_on_the_server(browser: Client) -> None:
    browser.get("/konto/")
    stolen = Client()
    stolen.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert stolen.get("/konto/").status_code == 200
    browser.post("/abmelden/")
    assert stolen.get("/konto/").status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://anderswo.example/",
        "//anderswo.example/",
        "/\\anderswo.example/",
        "https:anderswo.example",
        "javascript:alert(1)",
        "http://testserver@anderswo.example/",
    ],
)
def test_sign_in_leads_nowhere_else(client: Client, house: House, elsewhere: str) -> None:
    response = client.post("/anmelden/", SIGN_IN | {"next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_sign_in_leads_to_the_page_that_was_asked_for(client: Client, house: House) -> None:
    assert client.post("/anmelden/", SIGN_IN | {"next": "/faelle/"})["Location"] == "/faelle/"


@pytest.mark.parametrize("host", ["anderswo.example", "testserver.anderswo.example", "x y"])
def test_another_host_name_is_refused(client: Client, host: str) -> None:
    response = client.get("/anmelden/", headers={"host": host})
    assert response.status_code == 400
    assert "anderswo" not in response.content.decode()


def test_a_forwarded_host_is_not_believed(client: Client) -> None:
    response = client.get("/konto/", headers={"x-forwarded-host": "anderswo.example"})
    assert response["Location"] == "/anmelden/?next=/konto/"


def test_a_form_without_token_changes_nothing(house: House) -> None:
    client = Client(enforce_csrf_checks=True)
    assert house.counsellor.user
    client.force_login(house.counsellor.user)
    response = client.post("/konto/darstellung/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Die Seite war zu lange offen" in response.content.decode()
    assert_safe(response)


def test_a_form_larger_than_any_form_meets_a_page(browser: Client) -> None:
    response = browser.post("/konto/", {"language": "x" * 1_100_000})
    assert response.status_code == 413
    assert "Diese Datei ist zu groß" in response.content.decode()
    assert_safe(response)


def test_a_body_beyond_the_limit_is_not_read(house: House, settings: Settings) -> None:
    settings.LARGEST_BODY = 1000
    client = Client()
    user = house.staff[Role.ADMINISTRATOR].user
    assert user
    client.force_login(user)
    sent = {"file": SimpleUploadedFile("faelle.csv", b"x" * 2000)}
    response = client.post("/verwaltung/einlesen/", sent)
    assert response.status_code == 413
    assert "Diese Datei ist zu groß" in response.content.decode()


def test_more_fields_than_any_form_has_are_refused(browser: Client) -> None:
    response = browser.post("/konto/", {f"f{number}": "" for number in range(600)})
    assert response.status_code == 400


def test_the_policy_names_no_way_around_it(client: Client) -> None:
    policy = policy_of(client.get("/anmelden/"))
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in str(policy)
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


def test_missing_pages_and_statics_differ_in_what_a_browser_keeps(client: Client) -> None:
    assert_safe(client.get("/gibt-es-nicht/"))
    static = client.get("/static/roterfaden/js/main.js")
    assert static.status_code == 200
    assert "no-store" not in static["Cache-Control"]
    assert static["X-Content-Type-Options"] == "nosniff"
    static.close()


_ASKED = """
import json, django
from django.conf import settings
django.setup()
names = ("SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY CSRF_COOKIE_HTTPONLY "
    "SESSION_COOKIE_SAMESITE SESSION_COOKIE_NAME SECURE_HSTS_SECONDS ALLAUTH_TRUSTED_PROXY_COUNT "
    "REQUIRE_SECOND_FACTOR PASSWORD_HASHERS ALLOWED_HOSTS DEBUG")
from django.test import RequestFactory
from django.middleware.security import SecurityMiddleware
from django.http import HttpResponse
answer = SecurityMiddleware(lambda request: HttpResponse())(RequestFactory().get("/", secure=True))
said = {name: getattr(settings, name) for name in names.split()}
said["HSTS"] = answer.get("Strict-Transport-Security")
print(json.dumps(said))
"""


def _settings(base_url: str, **more: str) -> dict[str, Any]:
    """The product's settings at this address, from a process of its own."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "DJANGO_SETTINGS_MODULE": "roterfaden.settings",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        "ROTERFADEN_SECRET_KEY": "k" * 60,
        "ROTERFADEN_BASE_URL": base_url,
        **more,
    }
    asked = subprocess.run(
        [sys.executable, "-c", _ASKED], env=environment, capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(asked.stdout)
    return told


def test_behind_tls_cookies_are_secure_and_browsers_stay_with_https() -> None:
    told = _settings("https://plan.example.org", ROTERFADEN_REQUIRE_SECOND_FACTOR="1")
    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    assert told["SESSION_COOKIE_HTTPONLY"] is told["CSRF_COOKIE_HTTPONLY"] is True
    assert told["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert told["HSTS"] == "max-age=31536000"
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert told["REQUIRE_SECOND_FACTOR"] is True
    assert told["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert "plan.example.org" in told["ALLOWED_HOSTS"]
    assert told["DEBUG"] is False


def test_on_plain_loopback_cookies_work_without_tls() -> None:
    told = _settings("http://127.0.0.1:8000")
    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is False
    assert told["HSTS"] is None
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


def test_secure_cookies_are_marked_so(client: Client, house: House, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get("/anmelden/", secure=True)
    client.post("/anmelden/", SIGN_IN, secure=True)
    client.post("/konto/darstellung/", {"theme": "dark"}, secure=True)
    assert {"sessionid", "csrftoken", "theme"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["secure"], cookie.key
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
