"""A genuine OpenID provider on loopback, and a person's way through it."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client

from roterfaden.web.account import single_sign_on

PEOPLE: dict[str, dict[str, object]] = {
    "reuter": {"email": "Reuter@amt.example", "email_verified": True, "name": "Jana Reuter"},
    "stranger": {"email": "fremd@amt.example", "email_verified": True},
    "unverified": {"email": "reuter@amt.example", "email_verified": False},
    "in-words": {"email": "reuter@amt.example", "email_verified": "false"},
    "silent": {"email": "reuter@amt.example"},
}
"""What the provider says about each of its own accounts."""


@dataclass(frozen=True)
class Provider:
    """The running provider."""

    url: str

    def configured(self, **more: str) -> dict[str, Any]:
        """The product's settings for this provider."""
        return single_sign_on.providers(
            {
                "ROTERFADEN_OIDC_ISSUER": self.url,
                "ROTERFADEN_OIDC_CLIENT_ID": "roter-faden",
                "ROTERFADEN_OIDC_CLIENT_SECRET": "geheim",
                **more,
            }
        )


@contextmanager
def running() -> Iterator[Provider]:
    """Start it as a process of its own on a free port; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = [f"--user-claims={json.dumps({'sub': sub, **said})}" for sub, said in PEOPLE.items()]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", f"--port={port}"]
    provider = Provider(f"http://127.0.0.1:{port}")
    process = subprocess.Popen([*command, *people], stderr=subprocess.DEVNULL)
    try:
        _wait_for(provider)
        yield provider
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(provider: Provider) -> None:
    for _ in range(200):
        try:
            requests.get(provider.url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(provider.url)


def asked(client: Client, then: str = "/") -> str:
    """Press the button; the address at the provider where the browser is led."""
    response = client.post(f"/anmelden/amt/?next={then}")
    assert response.status_code == 302, response.content
    return str(response["Location"])


def answered(address: str, sub: str) -> str:
    """Sign in at the provider; the address of ours to which it leads back."""
    assert re.search(r"code_challenge_method=S256", address)
    answer = requests.post(address, {"sub": sub}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == "/anmelden/amt/zurueck/"
    return f"{parts.path}?{parts.query}"


def signed_in_as(client: Client, sub: str, then: str = "/") -> HttpResponse:
    """The whole way there and back."""
    return cast(HttpResponse, client.get(answered(asked(client, then), sub)))


def query(address: str) -> dict[str, str]:
    """The parts of the query, each once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
