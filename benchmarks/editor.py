"""How soon the sheet follows the typing, in a real browser at the real service.

Baseline in the same run: loading the whole editor anew, which is what a page without live preview
does. Target: the sheet is drawn 300 ms after the last key or sooner, its pause of 120 ms included.
"""

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.figures import Figure

TARGET_MS = 300
KEYS = 60
RELOADS = 15
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_TYPE = """async (keys) => {
    const field = document.querySelector("textarea");
    const sheet = document.getElementById("blatt");
    const times = [];
    for (let key = 0; key < keys; key += 1) {
        const former = sheet.src;
        const start = performance.now();
        field.value += "abcdefgh "[key % 9];
        field.dispatchEvent(new Event("input", { bubbles: true }));
        while (sheet.src === former) await new Promise((done) => setTimeout(done, 2));
        times.push(performance.now() - start);
    }
    return times;
}"""


def run() -> dict[str, Figure]:
    """Milliseconds from a key to the sheet that shows it."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from benchmarks.installation import running

    with running() as (address, drafts), sync_playwright() as playwright:
        chromium = shutil.which("chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page(base_url=address, locale="de-DE")
        _sign_in(page)
        page.goto(f"/plaene/{drafts[0]}/")
        reloads = [_reload(page) for _ in range(RELOADS)]
        page.locator("a[hx-get$='/eintraege/neu/step_recipient/']").click()
        page.locator("textarea:focus").wait_for()
        times = page.evaluate(_TYPE, KEYS)
        browser.close()
    reload = statistics.median(reloads)
    return {
        "sheet after a key, median": Figure(
            statistics.median(times), "ms", reload, "loading the page anew", target=TARGET_MS
        ),
        "sheet after a key, p95": Figure(statistics.quantiles(times, n=20)[-1], "ms"),
    }


def _sign_in(page: Page) -> None:
    from tests.factories.house import PASSWORD

    page.goto("/anmelden/")
    page.get_by_label("Benutzername").fill("counsellor")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)


def _reload(page: Page) -> float:
    page.reload(wait_until="load")
    took: float = page.evaluate("performance.getEntriesByType('navigation')[0].duration")
    return took
