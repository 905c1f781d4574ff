"""Plays the tasks against a served installation and tells the figures."""

import shutil
import statistics
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from benchmarks.figures import Figure
from benchmarks.talk.model import Operator, Trace
from benchmarks.talk.player import play
from benchmarks.talk.tasks import TASKS, Task
from tests.e2e.real.installation import Installation

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZE = {"width": 1280, "height": 800}


class TalkInstallation(Installation):
    """An installation of its own with the people of the tasks."""

    world = "benchmarks.talk.world"


@dataclass(frozen=True)
class Measured:
    """A task and the run of it whose time is the middle one."""

    task: Task
    trace: Trace


def measured() -> list[Measured]:
    """All tasks, each played several times; the first time warms up."""
    from tests.integration.platform.conftest import fresh_var, remove

    var = fresh_var()
    installation = TalkInstallation(var)
    try:
        return _played(installation)
    finally:
        installation.end()
        remove(var)


def figures(found: list[Measured]) -> dict[str, Figure]:
    """Operator time as figures."""
    return {
        f"talk {one.task.name}, {one.task.words}": Figure(
            one.trace.seconds,
            "s",
            one.task.existing,
            "an existing plan application" if one.task.existing else "",
            target=one.task.bar,
        )
        for one in found
    }


def table(found: list[Measured]) -> str:
    """Operator time, the counts behind it, and free words' own typing apart."""
    rows = [("task", "K", "P", "H", "M", "R s", "operator s", "bar s", "", "free keys", "their s")]
    rows += [_row(one) for one in found]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _row(one: Measured) -> tuple[str, ...]:
    trace = one.trace
    counts = [str(trace.count(operator)) for operator in (Operator.KEY, Operator.POINT)]
    counts += [str(trace.count(operator)) for operator in (Operator.HOME, Operator.MIND)]
    verdict = "met" if trace.seconds <= one.task.bar else "MISSED"
    return (
        *(one.task.name, *counts, f"{trace.response:.2f}", f"{trace.seconds:.1f}"),
        *(f"{one.task.bar:g}", verdict, str(trace.free_keys), f"{trace.free_seconds:.1f}"),
    )


def _played(installation: TalkInstallation) -> list[Measured]:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page(base_url=installation.address, locale="de-DE", viewport=SIZE)  # type: ignore[arg-type]
        _sign_in(page, installation.drafts["password"])
        found = [_task(page, installation, task) for task in TASKS]
        browser.close()
    return found


def _task(page: Page, installation: TalkInstallation, task: Task) -> Measured:
    traces = [_once(page, installation, task, begun) for begun in installation.drafts[task.name]]
    middle = statistics.median_low(sorted(trace.seconds for trace in traces[1:]))
    return Measured(task, next(trace for trace in traces[1:] if trace.seconds == middle))


def _once(page: Page, installation: TalkInstallation, task: Task, begun: str) -> Trace:
    page.goto(task.starts.format(id=begun))
    page.locator(task.ready).wait_for()
    page.wait_for_load_state("networkidle")
    trace = play(page, task.script)
    task.stored(installation.ask, begun)
    return trace


def _sign_in(page: Page, password: str) -> None:
    page.goto("/anmelden/")
    page.get_by_label("Benutzername").fill("counsellor")
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)
