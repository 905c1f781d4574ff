"""A real browser against a real server.

Every page a test looks at goes through :meth:`Eyes.look`: axe, no sideways scrolling, no console
errors, and a picture under ``test-results`` for people.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    TimeoutError,  # noqa: A004  the one that is raised here
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from roterfaden.organisations.models import StaffMember
from tests.factories.browsers import client_of
from tests.factories.house import PASSWORD, House, build_house

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "test-results"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000
"""Milliseconds within which what is awaited comes, on the busiest machine."""
expect.set_options(timeout=PATIENCE)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window, for the tests of one file.

    Its event loop must not outlive them. The whole browser draws a window for each tab, which takes
    twice as long.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = shutil.which("chromium-headless-shell")
    assert path, "Chromium fehlt: apt-get install chromium-headless-shell"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def house(transactional_db: None) -> House:
    """A jobcentre with people, for the browser's server to show."""
    return build_house()


class Eyes:
    """Looks at pages as people do, and as axe does."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def look(self, what: str, *, full: bool = True) -> None:
        """Check the page as it stands and keep a picture of it."""
        quiet(self.page)
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{self.name}-{what}.png", full_page=full)
        self._is_accessible()
        self._does_not_scroll_sideways()
        assert self.complaints == []

    def _is_accessible(self) -> None:
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}}
        found = Axe().run(self.page, options=options)
        assert found.violations_count == 0, found.generate_report()

    def _does_not_scroll_sideways(self) -> None:
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"]  # type: ignore[index]


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A fresh German browser profile."""
    context = chromium.new_context(
        base_url=live_server.url, locale="de-DE", viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    # The live events are another process, which tests/e2e/real has.
    context.route("**/events/**", lambda route: route.fulfill(status=204))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()


@pytest.fixture
def eyes(page: Page, request: pytest.FixtureRequest) -> Eyes:
    """Looks at the tab of this test."""
    return Eyes(page, re.sub(r"[^\w-]+", "-", request.node.name.removeprefix("test_")).strip("-"))


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Sign in as a person would."""
    page.goto("/anmelden/")
    page.get_by_label("Benutzername").fill(username)
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)


def quiet(page: Page) -> None:
    """Wait until the page asks the server for nothing.

    Not for ever: a question that the page itself broke off may count as open to the end.
    """
    with suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=10_000)


def let_in(page: Page, username: str) -> None:
    """Give the browser the session of a person who has just signed in.

    For tests that begin elsewhere: the page to sign in has tests of its own.
    """
    name = settings.SESSION_COOKIE_NAME
    session = client_of(StaffMember.objects.get(user__username=username)).cookies[name].value
    cookie = {"name": name, "value": session, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
