"""Prints how long each part of the checks took, just before pytest's own last line."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest


class Parts:
    """Adds up the time of the tests by their folder below ``tests/``."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        part = f"Tests: {report.nodeid.split('/')[1]}"
        self.seconds[part] += report.duration
        if report.failed:
            self.failed.add(part)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        checks = os.environ.get("ROTERFADEN_CHECKS")
        if checks is None:
            return
        rows = [
            (str(check["name"]), float(check["seconds"]), bool(check["code"]))
            for check in json.loads(Path(checks).read_text())
        ]
        rows += [(name, took, name in self.failed) for name, took in sorted(self.seconds.items())]
        terminalreporter.section("Time of each part")
        for name, seconds, failed in rows:
            terminalreporter.line(f"{name:<24}{seconds:>8.1f} s{'   FAILED' if failed else ''}")
