"""The end of a talk by keyboard alone: reading out, the answer, the paper, the next meeting."""

import re

import pytest
from playwright.sync_api import Page, expect

from roterfaden.core.german import BERLIN
from roterfaden.documents.models import Document
from roterfaden.meetings.models import Meeting
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.states import State
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House


@pytest.fixture
def draft(page: Page, house: House) -> PlanVersion:
    version = house.draft(house.case("Haddad", "Samira"))
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    return version


def read_out(page: Page) -> None:
    page.keyboard.press("F8")
    page.wait_for_url("**/antwort/")
    expect(page.get_by_role("radio", name="Passt")).to_be_enabled()


def test_from_the_editor_to_the_next_meeting(page: Page, draft: PlanVersion, eyes: Eyes) -> None:
    read_out(page)
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.get_by_label("Nächstes Gespräch")).to_be_focused()
    eyes.look("yes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/abgestimmt/")
    expect(page.get_by_role("link", name="Drucken (PDF)")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_label("Nächstes Gespräch")).to_be_focused()
    page.keyboard.type("14.1. 10:30")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"Eingetragen: \w\w, 14\.01\., 10:30"))).to_be_visible()
    eyes.look("agreed")
    draft.refresh_from_db()
    assert draft.state == State.AGREED
    assert Document.objects.filter(subject=draft.pk, kind="plan").exists()
    starts_at = Meeting.objects.get().starts_at.astimezone(BERLIN)
    assert (starts_at.day, starts_at.month, starts_at.hour) == (14, 1, 10)


def test_the_next_meeting_is_said_with_the_answer(page: Page, draft: PlanVersion) -> None:
    read_out(page)
    page.keyboard.press("1")
    page.keyboard.type("14.1. 10:30")
    page.keyboard.press("Enter")
    page.wait_for_url("**/abgestimmt/")
    expect(page.get_by_text(re.compile(r"14\.01\., 10:30"))).to_be_visible()
    draft.refresh_from_db()
    assert draft.sheet
    assert draft.sheet["next_meeting"]["at"] == "10:30"


def test_a_no_asks_for_the_words_and_opens_nothing(page: Page, draft: PlanVersion) -> None:
    read_out(page)
    page.keyboard.press("2")
    expect(page.get_by_label("In eigenen Worten")).to_be_focused()
    page.keyboard.type("Der Weg ist zu weit.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/plaene/{draft.pk}/")
    expect(page.get_by_text("Die Antwort ist festgehalten.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert draft.answers.get().reason == "Der Weg ist zu weit."


def test_no_answer_yet_gives_think_time(page: Page, draft: PlanVersion) -> None:
    read_out(page)
    page.keyboard.press("3")
    expect(page.get_by_label("Bedenkzeit bis")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/plaene/{draft.pk}/")
    expect(page.get_by_text(re.compile("Vorgelegt bis"))).to_be_visible()
    draft.refresh_from_db()
    assert draft.state == State.OFFERED


def test_escape_leads_back_to_the_editor(page: Page, draft: PlanVersion) -> None:
    read_out(page)
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/plaene/{draft.pk}/")
    expect(page.get_by_label("Was haben Sie besprochen?")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1440), ("light", 390), ("light", 720)])
def test_reading_out_is_calm_at_every_size(
    page: Page, draft: PlanVersion, eyes: Eyes, scheme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"/plaene/{draft.pk}/antwort/")
    for answer in ("Passt", "Nicht einverstanden", "Konnte noch nicht antworten"):
        page.get_by_role("radio", name=answer).check()
    eyes.look("reading-out")
