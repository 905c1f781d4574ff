"""Single sign-on against a real provider: known staff get in, nobody else, and nothing leaks."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from roterfaden.audit.verify import findings
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember, User
from tests.factories.house import PASSWORD, House
from tests.integration.account.conftest import events, is_signed_in
from tests.integration.account.provider import (
    Provider,
    answered,
    asked,
    query,
    running,
    signed_in_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running_provider() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider: Provider, settings: Settings) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = running_provider.configured()
    return running_provider


@pytest.fixture
def known(account: User) -> User:
    account.email = "reuter@amt.example"
    account.save()
    return account


def test_staff_with_the_verified_email_sign_in(
    client: Client, provider: Provider, known: User
) -> None:
    response = signed_in_as(client, "reuter", then="/hilfe/")
    assert (response.status_code, response["Location"]) == (302, "/hilfe/")
    assert client.session["_auth_user_id"] == str(known.pk)


def test_the_second_time_the_provider_s_account_is_known(
    client: Client, provider: Provider, known: User
) -> None:
    signed_in_as(client, "reuter")
    known.email = "neu@amt.example"
    known.save()
    again = Client()
    signed_in_as(again, "reuter")
    assert is_signed_in(again)
    assert SocialAccount.objects.filter(user=known).count() == 1


def test_the_password_stays_and_nothing_else_is_kept(
    client: Client, provider: Provider, known: User
) -> None:
    signed_in_as(client, "reuter")
    known.refresh_from_db()
    assert known.check_password(PASSWORD)
    assert SocialAccount.objects.get(user=known).extra_data == {}


def test_connecting_and_signing_in_are_in_the_log(
    client: Client, provider: Provider, staff: StaffMember, known: User
) -> None:
    signed_in_as(client, "reuter")
    connected, signed_in = events("single-sign-on-connected", "signed-in")
    assert connected.actor == f"staffmember:{staff.pk}"
    assert signed_in.facts == {"ways": "socialaccount"}
    assert signed_in.target_id == str(known.pk)
    assert list(findings()) == []


@pytest.mark.parametrize(
    ("sub", "words"),
    [
        ("stranger", "gehört hier kein Konto"),
        ("unverified", "noch nicht bestätigt"),
        ("in-words", "noch nicht bestätigt"),
        ("silent", "noch nicht bestätigt"),
    ],
)
def test_others_are_refused_with_words(
    client: Client, provider: Provider, known: User, sub: str, words: str
) -> None:
    response = signed_in_as(client, sub)
    assert response.status_code == 403
    assert words in response.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_the_office_may_vouch_for_the_emails_of_its_directory(
    client: Client, provider: Provider, known: User, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = provider.configured(ROTERFADEN_OIDC_TRUST_EMAIL="1")
    signed_in_as(client, "silent")
    assert is_signed_in(client)


def test_an_email_that_two_accounts_share_opens_neither(
    client: Client, provider: Provider, known: User
) -> None:
    User.objects.create_user("zwilling", None, email="Reuter@Amt.example")
    assert signed_in_as(client, "reuter").status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize("connected", [True, False])
def test_a_closed_account_stays_closed(
    client: Client, provider: Provider, known: User, *, connected: bool
) -> None:
    if connected:
        signed_in_as(Client(), "reuter")
    User.objects.update(is_active=False)
    assert signed_in_as(client, "reuter")["Location"] == "/anmelden/gesperrt/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("connected", [True, False])
def test_who_has_left_stays_out(
    client: Client, provider: Provider, staff: StaffMember, known: User, *, connected: bool
) -> None:
    if connected:
        signed_in_as(Client(), "reuter")
    StaffMember.objects.update(active_until_on=clock.today().replace(year=2020))
    assert signed_in_as(client, "reuter")["Location"] == "/anmelden/gesperrt/"
    assert not is_signed_in(client)
    assert events("sign-in-failed")[0].facts == {"way": "not-employed"}


def test_the_proof_key_is_shown_only_when_the_code_is_redeemed(
    client: Client, provider: Provider, known: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    send = requests.Session.send

    def watched(session: Any, request: requests.PreparedRequest, **kwargs: Any) -> Any:
        sent.append(str(request.body or ""))
        return send(session, request, **kwargs)

    address = asked(client)
    back = answered(address, "reuter")
    monkeypatch.setattr(requests.Session, "send", watched)
    client.get(back)
    verifier = next(parse_qs(body)["code_verifier"][0] for body in sent if "code_verifier" in body)
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert query(address)["code_challenge"] == digest
    assert verifier not in address


def test_an_answer_to_another_browser_is_refused(provider: Provider, known: User) -> None:
    """Somebody gets the victim to open the answer to his own sign-in."""
    attacker, victim = Client(), Client()
    asked(victim)
    back = answered(asked(attacker), "reuter")
    response = victim.get(back)
    assert response.status_code == 401
    assert "Die Anmeldung hat nicht geklappt" in response.content.decode()
    assert not is_signed_in(victim)


@pytest.mark.parametrize("change", ["state", "code"])
def test_a_changed_answer_is_refused(
    client: Client, provider: Provider, known: User, change: str
) -> None:
    back = answered(asked(client), "reuter")
    value = query(back)[change]
    assert client.get(back.replace(value, f"x{value}")).status_code == 401
    assert not is_signed_in(client)


def test_an_answer_counts_once(client: Client, provider: Provider, known: User) -> None:
    back = answered(asked(client), "reuter")
    client.get(back)
    client.post("/abmelden/")
    assert client.get(back).status_code == 401
    assert not is_signed_in(client)


def test_a_signed_in_person_cannot_hang_a_second_identity_on_the_account(
    provider: Provider, house: House, known: User
) -> None:
    """Else an unattended page would be enough to stay inside for ever."""
    client = Client()
    client.force_login(known)
    address = client.post("/anmelden/amt/?process=connect")["Location"]
    assert client.get(answered(address, "stranger"))["Location"] == "/anmelden/amt/fehler/"
    assert not SocialAccount.objects.exists()


def test_cancelling_leads_to_a_page_that_says_so(client: Client, provider: Provider) -> None:
    state = query(asked(client))["state"]
    response = client.get(f"/anmelden/amt/zurueck/?error=access_denied&state={state}", follow=True)
    assert "Die Anmeldung ist abgebrochen" in response.content.decode()


def test_the_way_back_stays_in_the_house(client: Client, provider: Provider, known: User) -> None:
    response = signed_in_as(client, "reuter", then="https://anderswo.example/")
    assert response["Location"] == "/"


def test_a_provider_that_does_not_answer_is_named(client: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = Provider("http://127.0.0.1:9").configured()
    response = client.post("/anmelden/amt/")
    assert response.status_code == 401
    assert "hat nicht richtig geantwortet" in response.content.decode()


def test_single_sign_on_leaves_a_fresh_session(
    client: Client, provider: Provider, known: User
) -> None:
    address = asked(client)
    before = client.session.session_key
    client.get(answered(address, "reuter"))
    assert client.session.session_key != before
