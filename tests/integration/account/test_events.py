"""What the audit log says about accounts, and what it does not."""

import pytest
from django.test import Client

from roterfaden.audit.models import AuditEvent
from roterfaden.audit.verify import findings
from roterfaden.organisations.models import StaffMember, User
from tests.factories.house import PASSWORD
from tests.integration.account import codes
from tests.integration.account.conftest import events, sign_in

pytestmark = pytest.mark.django_db

NEW = "vier-blaue-fahrraeder"


def test_sign_in_and_sign_out_are_events_of_the_jobcentre(
    client: Client, staff: StaffMember, account: User
) -> None:
    sign_in(client)
    client.post("/abmelden/")
    signed_in, signed_out = events("signed-in", "signed-out")
    assert signed_in.jobcentre_id == staff.jobcentre_id
    assert signed_in.actor == signed_out.actor == f"staffmember:{staff.pk}"
    assert signed_in.target_id == signed_out.target_id == str(account.pk)
    assert signed_in.facts == {"ways": "password"}


@pytest.mark.parametrize("typed", ["counsellor", "COUNSELLOR"])
def test_a_failed_sign_in_names_the_account_but_nobody_who_did_it(
    client: Client, account: User, typed: str
) -> None:
    sign_in(client, typed, "geheimes-falsches-wort")
    (failed,) = events("sign-in-failed")
    assert (failed.actor, failed.target_id) == ("system", str(account.pk))
    assert failed.facts == {"way": "password"}


def test_a_name_that_no_account_has_is_kept_nowhere(client: Client, account: User) -> None:
    """Often it is a password, typed into the wrong field."""
    before = AuditEvent.objects.count()
    sign_in(client, "mein-geheimes-passwort", "x")
    assert AuditEvent.objects.count() == before


def test_a_closed_account_leaves_one_trace_of_the_try(client: Client, account: User) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client)["Location"] == "/anmelden/gesperrt/"
    assert len(events("sign-in-failed")) == 1
    assert not events("signed-in")


def test_a_new_password_is_an_event(client: Client, staff: StaffMember, account: User) -> None:
    sign_in(client)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/konto/passwort/", sent)
    (changed,) = events("password-changed")
    assert (changed.actor, changed.target_id) == (f"staffmember:{staff.pk}", str(account.pk))


def test_the_life_of_a_second_factor_is_told(client: Client, account: User) -> None:
    sign_in(client)
    secret = codes.set_up(client)
    client.post("/abmelden/")
    sign_in(client)
    client.post("/anmelden/code/", {"code": "000000"})
    client.post("/anmelden/code/", {"code": codes.code_of(secret)})
    client.post("/konto/zwei-faktor/ersatzcodes/neu/")
    client.post("/konto/zwei-faktor/abschalten/")
    told = events(
        "second-factor-set-up", "recovery-codes-made", "sign-in-failed", "second-factor-removed"
    )
    assert [event.type for event in told] == [
        "second-factor-set-up",
        "recovery-codes-made",
        "sign-in-failed",
        "recovery-codes-made",
        "second-factor-removed",
    ]
    assert told[2].facts == {"way": "mfa"}
    assert events("signed-in")[-1].facts == {"ways": "password+mfa"}
    assert list(findings()) == []


def test_setting_up_fails_with_its_event(
    client: Client, account: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No second factor without a word in the log."""
    sign_in(client)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("log")

    monkeypatch.setattr("roterfaden.audit.log.record", broken)
    with pytest.raises(RuntimeError):
        codes.set_up(client)
    assert not codes.has_app(account)
