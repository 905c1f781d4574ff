"""How long 10,000 evaluations of the law take in one process, from typed inputs to the answer.

Ten rules take turns with days all over the calendar, so that holidays and lengths vary. Processor
time, which is the same on a busy machine: nothing here waits for anything.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice

from benchmarks.figures import Figure
from roterfaden.law.applying import apply_texts

EVALUATIONS, ROUNDS, TARGET_SECONDS = 10_000, 3, 1
FIRST, LAST = date(2026, 7, 1), date(2030, 12, 31)

EXAMPLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("plan-update-due", "agreed_on", {"land": "NW"}),
    ("notification", "posted_on", {"channel": "post"}),
    ("deadline-end", "notified_on", {"days": "14", "municipality": "09761000"}),
    ("objection", "notified_on", {"instruction": "given", "land": "BY"}),
    (
        "reduction",
        "breach_on",
        {"kind": "breach", "notified_on": "2031-01-31", "standard_need": "563"},
    ),
    ("determination-limit", "breach_on", {}),
    ("childcare-exempt", "on", {"born_on": "2026-05-31"}),
    ("counselling-offer-due", "notified_on", {"born_on": "2004-02-29"}),
    ("missed-appointments", "missed", {"kept": "2026-07-01"}),
    ("not-reachable", "determined_on", {}),
)


def run() -> dict[str, Figure]:
    """Seconds for all evaluations, best of several rounds."""
    asked = list(islice(_asked(), EVALUATIONS))
    ours = _best(lambda: [apply_texts(name, texts) for name, texts in asked])
    return {"law, 10,000 evaluations": Figure(ours, "s", target=TARGET_SECONDS)}


def _asked() -> Iterator[tuple[str, dict[str, str]]]:
    for (name, event, others), day in zip(cycle(EXAMPLES), cycle(_days()), strict=False):
        yield name, {event: day.isoformat(), **others}


def _days() -> list[date]:
    return [FIRST + timedelta(days=number) for number in range(1, (LAST - FIRST).days)]


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
