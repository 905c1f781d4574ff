"""The app on the telephone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.test import Client

from roterfaden.organisations.models import User


def code_of(secret: str) -> str:
    """What the app shows now."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def set_up(client: Client) -> str:
    """Set up the second factor of who is signed in; returns the secret in the app."""
    client.get("/konto/zwei-faktor/einrichten/")
    secret = str(client.session[auth.SECRET_SESSION_KEY])
    response = client.post("/konto/zwei-faktor/einrichten/", {"code": code_of(secret)})
    assert response.status_code == 302, response.content.decode()
    return secret


def has_app(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def recovery_codes(user: User) -> list[str]:
    """The codes that are still good."""
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return list(RecoveryCodes(kept).get_unused_codes())
