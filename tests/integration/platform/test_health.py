"""``/healthz`` tells proxies and monitors whether the program can work."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from roterfaden.core import health


@pytest.fixture(autouse=True)
def nothing_seen_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_seen_complete", False)


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "any.name.example"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_missing_migrations_make_it_unwell(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "pending_migrations", lambda: 1)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["reason"] == "migrations pending"


def test_a_lost_database_makes_it_unwell(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(*args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", lose)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["reason"] == "database unreachable"
