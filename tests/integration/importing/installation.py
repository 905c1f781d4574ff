"""An installation of its own, driven by the command as people drive it."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.platform.conftest import COMMAND, Run, run_roterfaden, surroundings

OFFICE, OTHER_OFFICE = "99999", "88888"
_SET_UP = f"""
from roterfaden.cli.database import open_database
open_database(migrated=False)
from django.core.management import call_command
call_command("migrate", verbosity=0)
for office in {(OFFICE, OTHER_OFFICE)}:
    call_command("create_jobcentre", office, name="Jobcenter Test", kind="municipal", land="NW")
    for team in ("Team Nord", "Team Süd", "U25"):
        call_command("create_team", team, jobcentre=office)
"""
_KEEP_RUNNING = """
import sys
from roterfaden.cli.database import open_database
open_database(migrated=False)
print("ready", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Installation:
    """A data folder of its own with two jobcentres and their teams."""

    var: Path

    def run(self, *arguments: str) -> Run:
        return run_roterfaden(*arguments, var=self.var)

    def set_up(self) -> None:
        """Make tables, jobcentres and teams."""
        subprocess.run([sys.executable, "-c", _SET_UP], env=surroundings(self.var), check=True)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep the database there for questions beside the command."""
        with subprocess.Popen(
            [sys.executable, "-c", _KEEP_RUNNING],
            env=surroundings(self.var),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as keeper:
            if keeper.stdout is None or keeper.stdout.readline() != b"ready\n":
                raise RuntimeError("The database does not start.")
            yield
            keeper.communicate(timeout=20)

    def import_cases(self, file: Path, *options: str, office: str = OFFICE) -> Run:
        return self.run("import", "cases", str(file), "--jobcentre", office, *options)

    def import_json(self, file: Path, office: str) -> dict[str, int]:
        """The figures of an import."""
        done = self.import_cases(file, "--format", "json", office=office)
        figures: dict[str, int] = json.loads(done.stdout)
        return figures

    def killed_import(self, file: Path, office: str, is_time: Callable[[], bool]) -> int:
        """Start an import, kill it without warning when it is time; gives its exit code."""
        command = [*COMMAND, "import", "cases", str(file), "--jobcentre", office]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, env=surroundings(self.var), **quiet) as process:
            while process.poll() is None and not is_time():
                time.sleep(0.01)
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
            return process.wait()


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
