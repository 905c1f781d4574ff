"""The pictures of the README, taken from the demo on a fixed day.

``make screenshots`` keeps them under ``docs/screenshots``; every other run takes and checks them
all the same and leaves the committed ones alone.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roterfaden.core import clock
from roterfaden.demo import loading
from roterfaden.environment import BERLIN
from tests.e2e.conftest import ROOT, Eyes, sign_in

DAY = datetime(2026, 11, 24, 10, 30, tzinfo=BERLIN)
PICTURES = ROOT / "docs" / "screenshots"
PASSWORD = "ein-fester-faden-haelt"
KEEPS = os.environ.get("ROTERFADEN_TAKE_SCREENSHOTS") == "1"


@pytest.fixture
def demo(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = replace(settings.ENVIRONMENT, fixed_now=DAY, var=tmp_path, demo_password=PASSWORD)
    monkeypatch.setattr(settings, "ENVIRONMENT", there)
    monkeypatch.setattr(clock, "now", lambda: DAY)
    cache.clear()
    loading.load()


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The recipient's own, set to Arabic."""
    context = chromium.new_context(
        base_url=live_server.url, locale="ar", viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(60_000)
    context.route("**/events/**", lambda route: route.fulfill(status=204))
    yield context.new_page()
    context.close()


def _take(page: Page, eyes: Eyes, name: str) -> None:
    eyes.look(name, full=False)
    if KEEPS:
        page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.usefixtures("demo")
def test_the_pages_of_the_tour(page: Page, eyes: Eyes, phone: Page) -> None:
    sign_in(page, "fachkraft", PASSWORD)
    _take(page, eyes, "today")
    page.get_by_role("link", name=re.compile("Gespräch vorbereiten")).first.click()
    page.wait_for_url("**/vorbereiten/")
    _take(page, eyes, "prepare")
    page.goto("/faelle/")
    _take(page, eyes, "cases")
    page.goto("/faelle/suche?q=haddad")
    page.get_by_role("main").get_by_role("link", name=re.compile("Samira Haddad")).first.click()
    _take(page, eyes, "case")
    page.emulate_media(color_scheme="dark")
    _take(page, eyes, "case-dark")
    page.emulate_media(color_scheme="light")
    page.get_by_role("link", name="Blatt ansehen").click()
    _take(page, eyes, "sheet")
    page.go_back()
    page.get_by_role("link", name="Mit Fassung 2 vergleichen").click()
    _take(page, eyes, "comparison")
    page.go_back()
    page.get_by_role("link", name="Gemeinsam zurückblicken").click()
    page.wait_for_url("**/rueckblick/")
    _take(page, eyes, "review")
    page.get_by_role("button", name="Weiter zum neuen Plan").click()
    page.get_by_label("Was haben Sie besprochen?").press_sequentially("zeugnis übersetz")
    expect(page.locator("#bausteine [data-own] bdi")).to_have_text("Zeugnis übersetz")
    _take(page, eyes, "editor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Was haben Sie besprochen?")).to_have_value("")
    _share(page, phone)
    _take(page, eyes, "talk-desk")
    _take(phone, Eyes(phone, "the-recipients-side"), "talk-phone")
    page.get_by_role("link", name=re.compile("Vorlesen und abstimmen")).click()
    page.wait_for_url("**/antwort/")
    _take(page, eyes, "answer")
    page.goto("/faelle/suche?q=zimmermann+kai")
    page.get_by_role("main").get_by_role("link", name=re.compile("Kai Zimmermann")).first.click()
    page.get_by_role("link", name=re.compile("ist nicht getan")).click()
    page.wait_for_url("**/verfahren/**")
    _take(page, eyes, "procedure")
    page.context.clear_cookies()
    sign_in(page, "fachaufsicht", PASSWORD)
    page.goto("/texte/zusagen/")
    _take(page, eyes, "offers")
    page.context.clear_cookies()
    sign_in(page, "forschung", PASSWORD)
    page.goto("/codieren/")
    page.goto(f"{page.url}3/?dimension=goals")
    _take(page, eyes, "study-desk")
    page.goto("/uebereinstimmung/")
    _take(page, eyes, "study-comparison")


def _share(page: Page, phone: Page) -> None:
    """Both sides see the plan; the recipient has said of one line that it fits."""
    page.get_by_role("button", name="Auf einem Gerät mitsehen lassen").click()
    phone.goto("/mit/")
    phone.locator("#code").fill(page.locator("#mitsicht-code").inner_text())
    phone.locator("form button.rf-large").click()
    phone.locator(".rf-twowords").wait_for()
    page.reload()
    page.get_by_role("button", name="Ja, dieselben Wörter").click()
    phone.reload()
    phone.locator(".rf-answer[value=fits]").first.click()
    expect(phone.locator("[data-entry]").first.locator(".rf-answer")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-entry] .rf-reply").first).to_have_text("Passt")
