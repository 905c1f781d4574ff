"""How long it takes to say "Bleibt so": the whole path, from the plan to the new agreed version.

The path is walked through the real pages and actions, typesetting and filing included. What the
person does is counted, and timed by the keystroke-level model (Card, Moran, Newell 1983): 0.28 s
a key, 1.3 s to point and click, 1.35 s to take a new page in. Talking is not counted: the plan is
looked back on in the talk anyway.
"""

import statistics
import time
from datetime import timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import reverse

from benchmarks.figures import Figure
from benchmarks.people import _file, _office
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import PlanVersion
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read
from roterfaden.recipients.models import Case

PATHS = 12
STEPS = (("jobcentre", 2), ("recipient", 3))
KEY, CLICK, LOOK = 0.28, 1.3, 1.35
TARGET_SECONDS = 10
MONTHS_AGO = timedelta(days=150)


def run() -> dict[str, Figure]:
    """Actions of the person, seconds of the server, and both together."""
    with transaction.atomic():
        versions = _versions()
        times = [_walk(version) for version in versions]
        transaction.set_rollback(True)
    server = statistics.median(times[2:])
    keys, clicks, pages = sum(count for _owner, count in STEPS) + 1, 2, 2
    person = keys * KEY + clicks * CLICK + pages * LOOK
    return {
        "Bleibt so, actions of the person": Figure(keys + clicks, "actions"),
        "Bleibt so, server for the whole path": Figure(server, "s"),
        "Bleibt so, whole path": Figure(person + server, "s", target=TARGET_SECONDS),
    }


def _walk(version: PlanVersion) -> float:
    """Seconds that the server needs: page, an outcome for each step, confirmation, new version."""
    client = Client(SERVER_NAME="127.0.0.1")
    assert version.started_by.user
    client.force_login(version.started_by.user)
    page = reverse("plans:confirm", args=[version.pk])
    steps: list[UUID] = list(
        version.entries.filter(kind="step").order_by("position").values_list("pk", flat=True)
    )
    client.get(reverse("plans:version", args=[version.pk]))
    began = time.perf_counter()
    assert client.get(page).status_code == 200
    for step in steps:
        url = reverse("plans:outcome", args=[version.pk, step])
        sent = {"kind": "open", "seite": "bleibt-so"}
        assert client.post(url, sent, headers={"HX-Request": "true"}).status_code == 200
    confirmed = client.post(page, {"sought_by": ["read_aloud"]}, follow=True)
    seconds = time.perf_counter() - began
    assert confirmed.status_code == 200
    version.refresh_from_db()
    assert version.state == "superseded"
    return seconds


def _versions() -> list[PlanVersion]:
    office, counsellor = _office("90005")
    with read(_file(PATHS, seed=5), today=clock.today()) as rows:
        import_rows(rows, jobcentre=office, by=None, at=clock.now() - MONTHS_AGO)
    cases = Case.objects.filter(jobcentre=office).order_by("recipient__kundennummer")
    dice = Random(5)  # noqa: S311  the same plans each time
    return [_agreed(case, counsellor, dice) for case in cases]


def _agreed(case: Case, by: StaffMember, dice: Random) -> PlanVersion:
    at = clock.now() - MONTHS_AGO
    version = drafts.start(case=case, by=by, at=at)
    contents = [
        EntryContent(kind="goal", text=f"Ich möchte {dice.randint(10, 40)} Stunden arbeiten.")
    ]
    contents += [
        EntryContent(kind="step", owner=owner, text=f"Schritt {number} von {owner}.")
        for owner, count in STEPS
        for number in range(count)
    ]
    entries.add_many(version=version, contents=contents, by=by, at=at)
    return answers.agree(version=version, sought_by=["read_aloud"], by=by, at=at)
