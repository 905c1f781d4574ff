"""A real ``roterfaden serve`` on its own database; both may be killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from roterfaden.core import embedded
from tests.integration.platform.conftest import run_roterfaden, surroundings
from tests.integration.platform.service import Service, await_

ROOT = Path(__file__).parents[3]


class Installation:
    """One installation with its service; both the service and the database can be killed."""

    world = "tests.e2e.real.world"
    """The program that fills it and prints as JSON what to begin with."""

    def __init__(self, var: Path) -> None:
        self.var = var
        migration = run_roterfaden("manage", "migrate", "--verbosity=0", var=var)
        assert migration.returncode == 0, migration.stderr
        self.drafts: Any = json.loads(self._run(self.world))
        self.service = Service(var)
        self.port = self.service.port

    @property
    def address(self) -> str:
        return self.service.address

    def _run(self, module: str) -> str:
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run(
            [sys.executable, "-m", module],
            env=surroundings(self.var, PYTHONPATH=path),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def kill(self) -> None:
        """As when the plug is pulled: the service and all its parts, without a word."""
        children = self.service.children()
        self.service.process.kill()
        self.service.process.communicate()
        await_(lambda: not any(Path(f"/proc/{child}").exists() for child in children))

    def start(self) -> None:
        """The service again, at the same address; does nothing while it runs."""
        if self.service.process.poll() is not None:
            self.service = Service(self.var, self.port)

    def kill_database(self) -> int:
        """Kill the postmaster; returns its id."""
        pid = self._postmaster()
        os.kill(pid, signal.SIGKILL)
        return pid

    def _postmaster(self) -> int:
        pid_file = embedded.Place(self.var).data / "postmaster.pid"
        return int(pid_file.read_text().split()[0])

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """What is stored; asks again while the database is away."""
        ends = time.monotonic() + 60
        while True:
            try:
                with psycopg.connect(embedded.url(self.var), autocommit=True) as connection:
                    found = connection.execute(question.encode(), values)
                    return found.fetchall() if found.description else []
            except psycopg.OperationalError:
                assert time.monotonic() < ends
                time.sleep(0.1)

    def texts(self, draft: str, owner: str = "recipient") -> list[str]:
        """What the steps of a draft say, as they are stored."""
        return [
            text
            for (text,) in self.ask(
                "SELECT text FROM plans_entry WHERE version_id = %s AND owner = %s "
                "AND removed_at IS NULL ORDER BY position, id",
                draft,
                owner,
            )
        ]

    def end_sessions(self) -> None:
        """As after half an hour."""
        self.ask("DELETE FROM django_session")

    def end(self) -> None:
        self.start()
        self.service.stop(signal.SIGTERM)
        if self.service.process.stdout:
            self.service.process.stdout.close()
