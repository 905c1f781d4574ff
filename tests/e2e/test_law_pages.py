"""The calculator of deadlines and the law by date, as somebody without an account uses them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Eyes


@pytest.mark.usefixtures("transactional_db")
def test_anybody_reckons_a_deadline_and_looks_up_what_changed(page: Page, eyes: Eyes) -> None:
    page.goto("/recht/fristen/")
    eyes.look("rules")
    page.get_by_role("link", name="Wann endet eine Frist, die das Jobcenter gesetzt hat?").click()
    page.get_by_label("Bekannt gegeben am").fill("11.12.2026")
    page.get_by_role("button", name="Ausrechnen").click()
    expect(page.get_by_role("alert")).to_contain_text("genau eines dieser Felder")
    eyes.look("wrong")
    page.get_by_label("Frist in Tagen").fill("14")
    page.get_by_role("button", name="Ausrechnen").click()
    expect(page.get_by_text("Die Frist endet am Montag, 28. Dezember 2026.")).to_be_visible()
    expect(page).to_have_url(re.compile("notified_on=11.12.2026&days=14"))
    expect(page.get_by_role("img", name=re.compile("Zeitstrahl")).first).to_be_visible()
    eyes.look("answer")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    eyes.look("answer-phone-dark")
    page.goto("/recht/?tag=01.07.2026&vergleich=30.06.2026")
    expect(page.get_by_role("heading", name="Vom 30.06.2026 zum 01.07.2026")).to_be_visible()
    eyes.look("between-phone-dark")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    page.get_by_role("link", name="Alles vom 01.07.2026").click()
    expect(page.get_by_role("heading", name=re.compile("Grundsicherungsgeld"))).to_be_visible()
    eyes.look("day")
