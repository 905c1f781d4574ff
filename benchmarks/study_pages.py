"""The workbench with a large study: 20,000 documents coded twice in three dimensions.

Pages are asked for in process, by the same client as in tests, on a database of their own. Beside
them, in the same run, the same counts as a query for each row. Pages that print every number of the
study may take longer the first time; the next ones come from what was computed.

``DATABASE_URL=… python -m benchmarks.study_pages`` measures an empty database in this process.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure
from benchmarks.loading import database, studying

ROOT = Path(__file__).parents[1]
TARGET_MS, FIRST_MS, MOST_QUERIES, FILE_SECONDS, MEGABYTES = 300, 1500, 20, 60, 1000
COUNTING_MS = 15_000
"""The tables, counted from all codings for the first time; a page says so meanwhile."""
TIMES, ROWS = 20, 500
BY_LEAD = (
    *("study", "documents", "document", "queue", "book", "field", "sample", "trail", "method"),
    *("comparison", "tables", "quotes"),
)
BY_CODER = ("study", "queue", "desk", "trail")
FILES = (
    *("quotes_file", "trail_file", "whole"),
    *(("table_file", "xlsx"), ("report", "html"), ("report", "pdf")),
    "refi",
)
"""The last one is built as a whole tree of XML: its memory has no target."""
QUERIES = {
    "list": "",
    "documents": "page=300",
    "trail": "page=1000",
    "quotes": "page=40",
    "tables": "jetzt=1",
}


def run() -> dict[str, Figure]:
    """Milliseconds and queries a page, seconds a file; measured in a process of its own."""
    with database.own("study_pages") as url:
        measured = subprocess.run(
            [sys.executable, "-m", "benchmarks.study_pages"],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url, "ROTERFADEN_DEMO": "1"},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    return {name: Figure(**one) for name, one in json.loads(measured).items()}


def main() -> None:
    """Fill, measure, and print the figures as JSON."""
    from roterfaden.cli.database import open_database

    open_database(migrated=False)
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    figures = _figures(studying.fill())
    json.dump({name: vars(figure) for name, figure in figures.items()}, sys.stdout)


def _figures(filled: studying.Filled) -> dict[str, Figure]:
    naive = _naive_ms(filled)
    figures: dict[str, Figure] = {}
    most = (0, "")
    for who, names in ((filled.lead, BY_LEAD), (filled.coder, BY_CODER)):
        part = "lead" if who is filled.lead else "coder"
        ask = _asking(who, filled)
        for name in names:
            first, times, queries = _measured(lambda ask=ask, name=name: ask(name))  # type: ignore[misc]
            baseline = naive if name == "queue" else None
            page = f"large study, {name} ({part})"
            p95 = statistics.quantiles(times, n=20)[-1]
            limit = COUNTING_MS if name == "tables" else FIRST_MS
            figures[f"{page}, first"] = Figure(first, "ms", target=limit)
            figures[f"{page}, p50"] = Figure(statistics.median(times), "ms")
            figures[f"{page}, p95"] = Figure(
                p95, "ms", baseline, "a query a row" if baseline else "", target=TARGET_MS
            )
            _say(f"{page}: {first:.0f} first, p95 {p95:.0f} ms, {queries} queries")
            most = max(most, (queries, page))
    figures[f"large study, most queries a page ({most[1]})"] = Figure(
        most[0], "queries", target=MOST_QUERIES
    )
    return figures | _keystrokes(filled) | _files(filled)


def _asking(staff: Any, filled: studying.Filled) -> Callable[..., Any]:
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.force_login(staff.user)

    def ask(name: str, *parts: Any) -> Any:
        numbered = [studying.DOCUMENTS // 2] if name in {"document", "desk"} else []
        url = reverse(f"research:{name}", args=[filled.project.pk, *numbered, *parts])
        response = client.get(f"{url}?{QUERIES.get(name, '')}")
        assert response.status_code == 200, (name, response.status_code)
        return response

    return ask


def _measured(work: Callable[[], Any]) -> tuple[float, list[float], int]:
    """Milliseconds of the first time and of the others, and how many queries one takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = _ms(work)
    with CaptureQueriesContext(connection) as asked:
        work()
        queries = len(asked)
    return first, [_ms(work) for _ in range(TIMES)], queries


def _keystrokes(filled: studying.Filled) -> dict[str, Figure]:
    """A category given and taken back, and the way to the next document."""
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.force_login(filled.coder.user)

    def press(act: str, number: int) -> None:
        url = reverse("research:code", args=[filled.project.pk, number, act])
        sent = {"dimension": "jobcentre_steps", "code": "advice"}
        assert client.post(url, sent, follow=True).status_code == 200

    waiting = range(studying.DOCUMENTS - studying.OPEN + 1, studying.DOCUMENTS + 1)
    figures = {}
    for act in ("vergeben", "fertig"):
        times = [_ms(lambda n=n, act=act: press(act, n)) for n in waiting[:TIMES]]  # type: ignore[misc]
        p95 = statistics.quantiles(times, n=20)[-1]
        figures[f"large study, {act} and the next page, p95"] = Figure(p95, "ms", target=TARGET_MS)
        _say(f"{act}: p95 {p95:.0f} ms")
    return figures


def _files(filled: studying.Filled) -> dict[str, Figure]:
    """Seconds of each file, and the most memory that this process ever took."""
    ask, figures = _asking(filled.lead, filled), {}
    for one in FILES:
        name, *kind = [one] if isinstance(one, str) else one
        begun = perf_counter()
        response = ask(name, *kind)
        size = sum(map(len, response)) if response.streaming else len(response.content)
        seconds, memory = perf_counter() - begun, getrusage(RUSAGE_SELF).ru_maxrss / 1024
        label = f"large study, {' '.join([name, *kind])}"
        figures[label] = Figure(seconds, "s", target=FILE_SECONDS)
        figures[f"{label}, memory at most"] = Figure(
            memory, "MB", target=None if name == "refi" else MEGABYTES
        )
        _say(f"{label}: {seconds:.1f} s, {size / 1e6:.1f} MB, {memory:.0f} MB")
    return figures


def _naive_ms(filled: studying.Filled) -> float:
    """The queue with a query for each document of it; some rows, then all by their number."""
    from roterfaden.research.models import Coding

    member = filled.project.members.get(staff=filled.coder)
    tasks = list(member.tasks.select_related("document")[:ROWS])

    def count() -> None:
        for task in tasks:
            own = Coding.objects.filter(member=member, document=task.document)
            own.filter(finished_at__isnull=False).count()

    return _ms(count) / ROWS * studying.DOCUMENTS


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _ms(work: Callable[[], Any]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
