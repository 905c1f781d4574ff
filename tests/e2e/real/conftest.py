"""Real browsers at a real ``roterfaden serve`` on its own database, which may be killed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.conftest import PATIENCE, sign_in
from tests.e2e.real.installation import Installation
from tests.integration.platform.conftest import fresh_var, remove


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
    mine: str = service.drafts.pop()
    return mine


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
