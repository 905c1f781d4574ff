"""The office's own identity provider (OpenID Connect), from the environment."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from roterfaden.environment import WrongEnvironment

PROVIDER_ID = "amt"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS`` from ``ROTERFADEN_OIDC_*``; empty without an issuer.

    ``_ISSUER``, ``_CLIENT_ID`` and ``_CLIENT_SECRET`` are needed together; ``_NAME`` stands on the
    button; ``_TRUST_EMAIL=1`` is for providers that never say whether an e-mail is verified. Raises
    :class:`WrongEnvironment`.
    """
    issuer = environment.get("ROTERFADEN_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    _check(issuer)
    app = {
        "provider_id": PROVIDER_ID,
        "name": environment.get("ROTERFADEN_OIDC_NAME") or "Amtskonto",
        "client_id": _needed(environment, "ROTERFADEN_OIDC_CLIENT_ID"),
        "secret": _needed(environment, "ROTERFADEN_OIDC_CLIENT_SECRET"),
        "settings": {
            "server_url": issuer,
            "verified_email": environment.get("ROTERFADEN_OIDC_TRUST_EMAIL") == "1",
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}


def origins(configured: Mapping[str, Any]) -> list[str]:
    """Where the sign-in form may lead on to: browsers check redirects against ``form-action``."""
    apps = configured.get("openid_connect", {}).get("APPS", [])
    parts = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{part.scheme}://{part.netloc}" for part in parts]


def _check(issuer: str) -> None:
    """Only TLS proves whose token it is: it comes straight from the provider."""
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise WrongEnvironment(
            f"ROTERFADEN_OIDC_ISSUER={issuer} ist keine Adresse mit https.",
            "Den Aussteller mit https angeben, zum Beispiel https://login.example.de/realms/amt.",
        )


def _needed(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise WrongEnvironment(
            f"{name} fehlt; ROTERFADEN_OIDC_ISSUER allein genügt nicht.",
            "Kennung und Geheimnis setzen, die der Aussteller für dieses Programm vergeben hat.",
        )
    return value
