"""Reading one line of what was said, beside dateutil, which is what one would take first.

The sentences are those of ``tests/cases/capture``. "Understood" is the share of sentences with a
day whose day comes out right; dateutil reads them with ``fuzzy=True`` and German months, weekdays
and day-first dates taught to it.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from dateutil import parser

from benchmarks.figures import Figure
from roterfaden.talk.capture import read

CASES = Path(__file__).parents[1] / "tests" / "cases" / "capture"
TUESDAY = date(2026, 11, 24)
ROUNDS, TARGET_MS, TARGET_SHARE = 5, 5, 0.95


class _German(parser.parserinfo):
    MONTHS = [
        ("jan", "januar"),
        ("feb", "februar"),
        ("mrz", "märz"),
        ("apr", "april"),
        ("mai", "mai"),
        ("jun", "juni"),
        ("jul", "juli"),
        ("aug", "august"),
        ("sep", "september"),
        ("okt", "oktober"),
        ("nov", "november"),
        ("dez", "dezember"),
    ]
    WEEKDAYS = [
        ("mo", "montag"),
        ("di", "dienstag"),
        ("mi", "mittwoch"),
        ("do", "donnerstag"),
        ("fr", "freitag"),
        ("sa", "samstag"),
        ("so", "sonntag"),
    ]


def run() -> dict[str, Figure]:
    """Milliseconds a line, and the share of days that come out right."""
    cases = [case for file in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(_of(file))]
    lines = [case["say"] for case in cases]
    ours, theirs = _times(lines, lambda line: read(line, TUESDAY)), _times(lines, _by_dateutil)
    return {
        "capture, median a line": _speed(statistics.median(ours), statistics.median(theirs)),
        "capture, p95 a line": _speed(_p95(ours), _p95(theirs)),
        "capture, slowest line": _speed(max(ours), max(theirs)),
        "capture, days understood": Figure(
            _right(cases, _our_day),
            "",
            _right(cases, _by_dateutil_on),
            "dateutil fuzzy",
            target=TARGET_SHARE,
            more_is_better=True,
        ),
    }


def _of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _speed(value: float, baseline: float) -> Figure:
    return Figure(round(value, 3), "ms", round(baseline, 3), "dateutil fuzzy", target=TARGET_MS)


def _p95(times: list[float]) -> float:
    return float(statistics.quantiles(times, n=20)[-1])


def _right(cases: list[dict[str, Any]], reading: Callable[[str, date], date | None]) -> float:
    """The share of sentences that name a day and whose day is found."""
    dated = [case for case in cases if case.get("due_on")]
    right = [reading(case["say"], case.get("said_on", TUESDAY)) == case["due_on"] for case in dated]
    return float(round(sum(right) / len(right), 3))


def _our_day(line: str, on: date) -> date | None:
    found = read(line, on)
    return found[0].due_on if found else None


def _by_dateutil(line: str) -> date | None:
    return _by_dateutil_on(line, TUESDAY)


def _by_dateutil_on(line: str, on: date) -> date | None:
    start = datetime(on.year, on.month, on.day)  # noqa: DTZ001  dateutil wants it without zone
    try:
        found = parser.parse(line, _German(dayfirst=True), fuzzy=True, default=start)
    except (ValueError, OverflowError):
        return None
    return found.date() if found >= start else found.replace(year=found.year + 1).date()


def _times(lines: list[str], work: Callable[[str], object]) -> list[float]:
    """The best of several rounds for each line, in milliseconds."""
    best = [float("inf")] * len(lines)
    for _ in range(ROUNDS):
        for place, line in enumerate(lines):
            began = time.perf_counter()
            work(line)
            best[place] = min(best[place], (time.perf_counter() - began) * 1000)
    return best
