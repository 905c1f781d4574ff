"""How long the command takes to help, and the service to stop.

Baseline of the help: Python starting and importing Django in the same run. Targets: help in 2 s,
a clean stop in 5 s.
"""

import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from benchmarks.figures import Figure

HELPS = 7
STOPS = 3
_HELP = [sys.executable, "-c", "from roterfaden.cli import main; main()", "--help"]
_DJANGO = [sys.executable, "-c", "import django.core.management, django.forms, django.db.models"]


def run() -> dict[str, Figure]:
    """Seconds for ``roterfaden --help`` and for stopping ``roterfaden serve``."""
    from benchmarks.installation import migrated, serving

    with migrated() as var:
        stops = [_seconds(serving(var).stop, signal.SIGTERM) for _ in range(STOPS)]
    helps = [_seconds(_run, _HELP) for _ in range(HELPS)]
    baseline = statistics.median(_seconds(_run, _DJANGO) for _ in range(HELPS))
    return {
        "help of the command, median": Figure(
            statistics.median(helps), "s", baseline, "importing Django", target=2
        ),
        "clean stop of the service, longest": Figure(max(stops), "s", target=5),
    }


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began
