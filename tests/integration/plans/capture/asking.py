"""What the field "Was haben Sie besprochen?" sends, and what it gets."""

from typing import Any

from django.test import Client
from django.urls import reverse

from roterfaden.plans.models import (
    Entry,
    PlanVersion,
)

SCRIPT = {"X-Fragment": "capture"}
OPTIONS = {"X-Fragment": "options"}


def address(name: str, version: PlanVersion) -> str:
    return reverse(f"plans:{name}", args=[version.pk])


def options(browser: Client, version: PlanVersion, words: str = "", **more: str) -> str:
    answer = browser.get(address("blocks", version), {"q": words, **more}, headers=OPTIONS)
    assert answer.status_code == 200
    return str(answer.content.decode())


def take(browser: Client, version: PlanVersion, **sent: Any) -> Any:
    """What the page's script gets for what it sends."""
    return browser.post(address("take", version), sent, headers=SCRIPT)


def newest(version: PlanVersion) -> Entry:
    found: Entry = version.entries.present().order_by("-position")[0]
    return found


GOAL = "Ich möchte als {beruf} arbeiten."
DATE = "Ich bringe meine Zeugnisse zum nächsten Gespräch mit."
TICKET = "Mein Jobcenter bezahlt meine Fahrkarte zum Deutschkurs."
