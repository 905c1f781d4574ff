"""Real browsers at a real ``roterfaden serve`` on its own database, which may be killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from roterfaden.core import embedded
from tests.e2e.conftest import sign_in
from tests.integration.platform.conftest import fresh_var, remove, run_roterfaden, surroundings
from tests.integration.platform.service import Service, await_
from tests.settings import ROOT

PATIENCE = 30_000
"""Milliseconds within which what is awaited comes, on the busiest machine."""
expect.set_options(timeout=PATIENCE)


class Installation:
    """One installation with its service; both the service and the database can be killed."""

    def __init__(self, var: Path) -> None:
        self.var = var
        migration = run_roterfaden("manage", "migrate", "--verbosity=0", var=var)
        assert migration.returncode == 0, migration.stderr
        self.drafts: list[str] = json.loads(self._run("tests.e2e.real.world"))
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


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    var = fresh_var()
    made = Installation(var)
    yield made
    made.end()
    remove(var)


@pytest.fixture
def service(installation: Installation) -> Installation:
    """The installation with its service running."""
    installation.start()
    return installation


@pytest.fixture
def draft(service: Installation) -> str:
    """A draft of this test's own, with a goal, a step of the recipient and one of the office."""
    return service.drafts.pop()


@pytest.fixture
def profile(chromium: Browser, service: Installation) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers with a memory of their own."""
    made: list[BrowserContext] = []

    def make() -> BrowserContext:
        context = chromium.new_context(
            base_url=service.address, locale="de-DE", viewport={"width": 1440, "height": 900}
        )
        context.set_default_timeout(PATIENCE)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def context(profile: Callable[..., BrowserContext]) -> BrowserContext:
    """The browser of the counsellor."""
    return profile()


@pytest.fixture
def page(context: BrowserContext, draft: str) -> Page:
    """Her tab, with the draft in the editor."""
    page = context.new_page()
    open_draft(page, draft)
    return page


def open_draft(page: Page, draft: str, username: str = "counsellor") -> None:
    """Sign in and open the editor."""
    sign_in(page, username)
    page.goto(f"/plaene/{draft}/")
