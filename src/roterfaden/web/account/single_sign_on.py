"""The office's own identity provider (OpenID Connect), from the environment."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

PROVIDER_ID = "amt"


def providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS`` from ``ROTERFADEN_OIDC_*``; empty without an issuer.

    ``_ISSUER``, ``_CLIENT_ID`` and ``_CLIENT_SECRET`` are needed together; ``_NAME`` stands on the
    button.
    """
    issuer = environment.get("ROTERFADEN_OIDC_ISSUER", "")
    if not issuer:
        return {}
    app = {
        "provider_id": PROVIDER_ID,
        "name": environment.get("ROTERFADEN_OIDC_NAME", "Amtskonto"),
        "client_id": environment.get("ROTERFADEN_OIDC_CLIENT_ID", ""),
        "secret": environment.get("ROTERFADEN_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def origins(configured: Mapping[str, Any]) -> list[str]:
    """Where the sign-in form may lead on to: browsers check redirects against ``form-action``."""
    apps = configured.get("openid_connect", {}).get("APPS", [])
    parts = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{part.scheme}://{part.netloc}" for part in parts]
