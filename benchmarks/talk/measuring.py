"""Plays the tasks against a served installation and tells the figures."""

import shutil
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from tests.e2e.real.installation import Installation

from benchmarks.figures import Figure
from benchmarks.talk import plain, plain_task
from benchmarks.talk.model import Trace
from benchmarks.talk.player import play
from benchmarks.talk.tasks import TASKS, Task
from benchmarks.talk.world import REPETITIONS

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZE: ViewportSize = {"width": 1280, "height": 800}


class TalkInstallation(Installation):
    """An installation of its own with the people of the tasks."""

    world = "benchmarks.talk.world"


@dataclass(frozen=True)
class Measured:
    """The run of a task whose time is the middle one; ``bar`` is None for the yardstick."""

    name: str
    words: str
    trace: Trace
    bar: float | None = None
    existing: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether it is quick enough."""
        return self.bar is None or self.trace.seconds <= self.bar


PLAIN = "T1 plain"


def measured() -> list[Measured]:
    """All tasks, each played several times; the first time warms up."""
    from tests.integration.platform.conftest import fresh_var, remove

    var = fresh_var()
    installation = TalkInstallation(var)
    try:
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium-headless-shell")
            browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
            found = [*_ours(browser, installation), _on_a_plain_form(browser)]
            browser.close()
    finally:
        installation.end()
        remove(var)
    return found


def figures(found: list[Measured]) -> dict[str, Figure]:
    """Operator time as figures; a new plan beside the plain form, others beside what there is."""
    plain = next(one.trace.seconds for one in found if one.name == PLAIN)
    return {
        f"talk {one.name}, {one.words}": Figure(
            one.trace.seconds, "s", *_baseline(one, plain), target=one.bar
        )
        for one in found
    }


def _baseline(one: Measured, plain: float) -> tuple[float | None, str]:
    if one.existing:
        return one.existing, "an existing plan application"
    return (plain, "a plain form") if one.name == "T1" else (None, "")


def _ours(browser: Browser, installation: TalkInstallation) -> list[Measured]:
    context = browser.new_context(base_url=installation.address, locale="de-DE", viewport=SIZE)
    _sign_in(context.new_page(), installation.drafts["password"])
    return [
        Measured(
            task.name,
            task.words,
            _middle(
                [_once(context, installation, task, b) for b in installation.drafts[task.name]]
            ),
            task.bar,
            task.existing,
        )
        for task in TASKS
    ]


def _once(context: BrowserContext, installation: TalkInstallation, task: Task, begun: str) -> Trace:
    """In a window of its own: what the last one still opens for printing breaks nothing off."""
    page = context.new_page()
    page.goto(task.starts.format(id=begun))
    page.locator(task.ready).wait_for()
    page.wait_for_load_state("networkidle")
    trace = play(page, task.script)
    task.stored(installation.ask, begun)
    page.close()
    return trace


def _on_a_plain_form(browser: Browser) -> Measured:
    traces = []
    for _time in range(REPETITIONS):
        with plain.serving() as (address, store):
            page = browser.new_page(base_url=address, locale="de-DE", viewport=SIZE)
            page.goto("/entry")
            page.locator(plain_task.FIRST_FIELD).wait_for()
            traces.append(play(page, plain_task.script()))
            plain_task.is_stored(store)
            page.close()
    return Measured(PLAIN, "new plan on a plain form", _middle(traces))


def _middle(traces: list[Trace]) -> Trace:
    """The one whose time is the median, without the first."""
    counted = sorted(traces[1:], key=lambda trace: trace.seconds)
    return counted[(len(counted) - 1) // 2]


def _sign_in(page: Page, password: str) -> None:
    page.goto("/anmelden/")
    page.get_by_label("Benutzername").fill("counsellor")
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)
