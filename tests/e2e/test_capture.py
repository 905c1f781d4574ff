"""One line, by keyboard only: typed, checked, corrected, taken."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from roterfaden.core import clock
from roterfaden.plans.actions import drafts
from roterfaden.plans.models import Entry, PlanVersion
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House

FIELD = "Was haben Sie besprochen?"


@pytest.fixture
def empty(house: House, page: Page) -> PlanVersion:
    """A draft without entries, open in the editor of its counsellor."""
    version = drafts.start(case=house.case("Brandt"), by=house.counsellor, at=house.at)
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    expect(page.get_by_label(FIELD)).to_be_focused()
    return version


def rows(page: Page, code: str) -> Locator:
    return page.locator(f"#liste-{code} > li[data-entry]")


def type_line(page: Page, line: str) -> None:
    """Type and wait until the page has understood these words."""
    page.keyboard.type(line)
    expect(page.locator("[data-own]")).to_have_attribute("data-words", line)


def focused(page: Page, part: str) -> None:
    expect(page.locator(f"[data-part={part}] > :is(input, select)")).to_be_focused()


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part={name}] > :is(input, select)")


def the_only(version: PlanVersion, owner: str) -> Entry:
    return version.entries.present().get(owner=owner)


def test_lines_become_entries_with_time_proof_and_owner(
    page: Page, empty: PlanVersion, eyes: Eyes
) -> None:
    type_line(page, "ziel: als alltagsbegleiterin arbeiten")
    page.keyboard.press("Enter")
    expect(rows(page, "goal")).to_have_count(1)
    type_line(page, "sprachkurs anmelden bis 15.3.2099 nachweis anmeldung")
    expect(part(page, "when")).to_have_value("So, 15.03.2099")
    expect(part(page, "proof")).to_have_value("Anmeldung")
    expect(part(page, "who")).to_have_value("step_recipient")
    eyes.look("understood", full=False)
    page.keyboard.press("Enter")
    expect(rows(page, "step_recipient")).to_contain_text("Sprachkurs anmelden")
    expect(rows(page, "step_recipient")).to_contain_text("15.03.2099")
    expect(rows(page, "step_recipient")).to_contain_text("Nachweis: Anmeldung")
    expect(page.get_by_label(FIELD)).to_be_focused()
    type_line(page, "@jc flyer mitgeben erledigt; @migrationsberatung termin jeden montag")
    page.keyboard.press("Enter")
    expect(rows(page, "step_jobcentre")).to_contain_text("(erledigt am ")
    expect(rows(page, "step_other")).to_contain_text("jeden Montag")
    expect(rows(page, "step_other")).to_contain_text("Migrationsberatung")
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.get_by_label(FIELD)).to_have_value("")
    assert the_only(empty, "other").rhythm == "FREQ=WEEKLY;BYDAY=MO"
    assert the_only(empty, "recipient").proof == "Anmeldung"


def test_each_part_is_corrected_by_key_and_what_is_unsure_says_so(
    page: Page, empty: PlanVersion, eyes: Eyes
) -> None:
    type_line(page, "befund holen am 5. nachweis befund")
    expect(page.locator("[data-part=when]")).to_contain_text("bitte prüfen")
    expect(page.locator("#pruefen")).to_contain_text("Der Monat fehlt.")
    expect(page.locator("#ansage")).to_contain_text("Bitte prüfen")
    eyes.look("unsure", full=False)
    page.keyboard.press("Tab")
    focused(page, "who")
    page.keyboard.press("ArrowDown")
    expect(part(page, "rubric")).to_have_value("step_jobcentre")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused(page, "when")
    page.keyboard.type("1.2.2099")
    page.keyboard.press("ArrowDown")
    expect(part(page, "when")).to_have_value("Mo, 02.02.2099")
    expect(page.locator("#pruefen")).not_to_contain_text("Der Monat fehlt.")
    page.keyboard.press("Tab")
    focused(page, "proof")
    page.keyboard.type("Kopie")
    page.keyboard.press("Escape")
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.get_by_label(FIELD)).to_have_value("befund holen am 5. nachweis befund")
    page.keyboard.press("Enter")
    expect(rows(page, "step_jobcentre")).to_contain_text("02.02.2099")
    entry = the_only(empty, "jobcentre")
    assert (entry.text, entry.due_on, entry.proof) == ("Befund holen", date(2099, 2, 2), "Kopie")
    type_line(page, "anrufen morgen")
    tomorrow = clock.today() + timedelta(days=1)
    expect(part(page, "when")).to_have_value(f"{_weekday(tomorrow)}, {tomorrow:%d.%m.%Y}")
    expect(part(page, "proof")).to_have_value("")


def test_a_day_that_cannot_be_read_is_said_and_nothing_is_lost(
    page: Page, empty: PlanVersion
) -> None:
    type_line(page, "@jc anrufen")
    for _ in range(3):
        page.keyboard.press("Tab")
    focused(page, "when")
    page.keyboard.type("irgendwann")
    page.keyboard.press("Enter")
    expect(page.locator("#stand")).to_contain_text("nennt keinen Tag")
    expect(page.get_by_label(FIELD)).to_have_value("@jc anrufen")
    expect(part(page, "when")).to_have_value("irgendwann")
    assert not empty.entries.exists()


def _weekday(day: date) -> str:
    return ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")[day.weekday()]
