"""A jobcentre of 100,000 cases under twenty requests a second, as on a real day.

A database of its own is filled, the pages are served by granian as ``roterfaden serve`` does with
two workers, three people sign in and open their day, lists, deep pages, searches and cases at fixed
moments (open loop, so that a slow answer delays no later question). Waiting is measured by the
client over loopback, computing time from ``/proc`` for the serving processes without PostgreSQL.

The baseline builds the list as one writes it first: conditions on every case, a query for each row.
For the case page it is what was measured on an existing plan application: 131 ms and 51 queries for
a plan with five actions.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.loading import database, driving, serving
from benchmarks.loading.days import a_day

PLAN_APPLICATION = {"ms": 131, "queries": 51}
PER_SECOND, SECONDS = 20, 20
SECONDS_UNTIL_WARM = 10
"""Longer than a worker needs to load what hints look up (roterfaden.wsgi)."""
ROOT = Path(__file__).parents[1]


def run() -> dict[str, Figure]:
    """Milliseconds a person waits, milliseconds of computing, and queries a page."""
    with database.own("load") as url:
        office = _json_of("filling", url)
        asked = _json_of("asking", url)
        with serving.pages(url) as (address, group):
            sessions = {name: driving.sign_in(address, name) for name in office["people"]}
            warming = a_day(office, sessions, PER_SECOND * SECONDS_UNTIL_WARM)
            driving.drive(address, warming, per_second=PER_SECOND)
            before = serving.cpu_seconds(group)
            answers = driving.drive(
                address, a_day(office, sessions, PER_SECOND * SECONDS), per_second=PER_SECOND
            )
            cpu = (serving.cpu_seconds(group) - before) / len(answers) * 1000
    assert all(answer.status == 200 for answer in answers), [a for a in answers if a.status != 200]
    return _figures(answers, cpu, asked)


def _figures(
    answers: list[driving.Answer], cpu: float, asked: dict[str, dict[str, float]]
) -> dict[str, Figure]:
    naive = asked.pop("naive")
    everything = [answer.milliseconds for answer in answers]
    cases = [answer.milliseconds for answer in answers if answer.kind == "case"]
    lists = [answer.milliseconds for answer in answers if answer.kind == "list"]
    most = max(page["queries"] for page in asked.values())
    case = asked["case"]["queries"]
    plan = PLAN_APPLICATION
    row = "a query a row"
    stated = "a plan application, stated"
    return {
        "100,000 cases, 20/s: any page, p50": Figure(_part(everything, 50), "ms"),
        "100,000 cases, 20/s: any page, p95": Figure(_part(everything, 95), "ms", target=100),
        "100,000 cases, 20/s: lists, p95": Figure(
            _part(lists, 95), "ms", naive["milliseconds"], f"{row}, alone", target=100
        ),
        "100,000 cases, 20/s: case, p95": Figure(
            _part(cases, 95), "ms", plan["ms"], stated, target=100
        ),
        "100,000 cases, 20/s: CPU a request": Figure(cpu, "ms", naive["cpu"], row, target=25),
        "queries, most of any page": Figure(most, "", naive["queries"], row, target=12),
        "queries, case page": Figure(case, "", plan["queries"], stated, target=12),
    }


def _part(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1], 1)


def _json_of(module: str, url: str) -> dict[str, dict[str, float]]:
    """What a helper prints that needs a Django of its own."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.loading.{module}"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "ROTERFADEN_DEMO": "1"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found
