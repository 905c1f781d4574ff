"""Writing a plan through one field: text blocks, own words, gaps, hints, all by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from roterfaden.plans.actions import drafts
from roterfaden.plans.models import FavouriteBlock, PlanVersion
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.factories.texts import an_offer

FIELD = "Was haben Sie besprochen?"
WORDS = "Was soll im Plan stehen?"


@pytest.fixture
def empty(house: House, page: Page) -> PlanVersion:
    """A draft without entries, open in the editor of its counsellor."""
    version = drafts.start(case=house.case("Brandt"), by=house.counsellor, at=house.at)
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    return version


def rubric(page: Page, code: str) -> Locator:
    return page.locator(f"#liste-{code} > li[data-entry]")


def type_in(page: Page, words: str) -> None:
    """Type into the field and wait for the list that answers these words."""
    expect(page.get_by_label(FIELD)).to_be_focused()
    with page.expect_response(lambda answer: "/bausteine/?q=" in answer.url):
        page.keyboard.type(words)
    expect(page.locator("[data-own]")).to_have_attribute("data-words", words)


def take_block(page: Page, words: str, starting: str) -> None:
    """Two keys after typing: the first block."""
    type_in(page, words)
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#bausteine [aria-selected=true]")
    expect(chosen).to_contain_text(starting)
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.keyboard.press("Enter")


def fill_gap(page: Page, gap: str, words: str) -> None:
    form = page.locator("li.rf-writing").get_by_label(WORDS)
    expect(form).to_be_focused()
    selected = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    page.wait_for_function(f"gap => ({selected})(document.activeElement) === gap", arg=gap)
    page.keyboard.type(words)


def test_a_whole_plan_is_written_by_keyboard_with_blocks_and_own_words(
    page: Page, house: House, empty: PlanVersion, eyes: Eyes
) -> None:
    an_offer(house)
    eyes.look("empty")
    take_block(page, "als beruf arbeiten", "Ich möchte als [Beruf] arbeiten.")
    fill_gap(page, "[Beruf]", "Köchin")
    page.keyboard.press("Control+Enter")
    expect(rubric(page, "goal")).to_contain_text("Ich möchte als Köchin arbeiten.")
    take_block(page, "anzahl bewerbungen schreibe", "Ich schreibe [Anzahl] Bewerbungen.")
    fill_gap(page, "[Anzahl]", "4")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Bis wann?")).to_be_focused()
    page.keyboard.type("31.12.2099")
    page.keyboard.press("Enter")
    expect(rubric(page, "step_recipient")).to_contain_text("bis 31.12.2099")
    type_in(page, "Ich frage am 3. Januar bei der Bäckerei Sommer.")
    page.keyboard.press("Enter")
    expect(rubric(page, "step_recipient")).to_have_count(2)
    take_block(page, "zeugnisse nächsten gespräch", "Ich bringe meine Zeugnisse")
    expect(rubric(page, "step_recipient")).to_have_count(3)
    type_in(page, "Mein Jobcenter ruft mich am 4. Januar an.")
    page.keyboard.press("Enter")
    expect(rubric(page, "step_jobcentre")).to_have_count(1)
    take_block(page, "fahrkarte deutschkurs", "Mein Jobcenter bezahlt meine Fahrkarte")
    expect(rubric(page, "step_jobcentre")).to_have_count(2)
    expect(page.get_by_label(FIELD)).to_be_focused()
    eyes.look("written")
    goal, promise = empty.entries.get(kind="goal"), empty.entries.get(offer__isnull=False)
    assert goal.gap_values == {"beruf": "Köchin"}
    assert promise.text_block


def test_a_hint_appears_is_acted_on_and_goes(page: Page, empty: PlanVersion, eyes: Eyes) -> None:
    type_in(page, "Ich möchte als Köchin arbeiten.")
    page.keyboard.press("Enter")
    expect(rubric(page, "goal")).to_have_count(1)
    type_in(page, "Ich rufe bei der Bäckerei Sommer an.")
    page.keyboard.press("Enter")
    hint = rubric(page, "step_recipient").locator("[data-hint=no_date]")
    expect(hint).to_be_visible()
    expect(page.get_by_label(FIELD)).to_be_focused()
    count = page.locator("#hinweise")
    before = int(count.inner_text().split()[0])
    eyes.look("hints")
    while "Datum setzen" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("F2")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Bis wann?")).to_be_focused()
    page.keyboard.type("31.12.2099")
    page.keyboard.press("Enter")
    expect(rubric(page, "step_recipient")).to_contain_text("bis 31.12.2099")
    expect(hint).to_have_count(0)
    expect(count).to_have_text(re.compile(rf"^{before - 1} "))


def test_passt_so_takes_a_hint_away_also_after_a_reload(page: Page, empty: PlanVersion) -> None:
    type_in(page, "Ich rufe bei der Bäckerei Sommer an.")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-own]")).to_contain_text("Schritt")
    page.keyboard.press("Enter")
    hint = rubric(page, "step_recipient").locator("[data-hint=no_date]")
    hint.get_by_role("button", name="Passt so").click()
    expect(hint).to_have_count(0)
    expect(page.get_by_role("link", name="Ändern: Ich rufe")).to_be_focused()
    page.reload()
    expect(rubric(page, "step_recipient")).to_have_count(1)
    expect(hint).to_have_count(0)


def test_a_hint_leads_to_promises_that_fit(page: Page, empty: PlanVersion) -> None:
    for words in ("Ich möchte als Köchin arbeiten.", "Ich rufe am 3. Januar dort an."):
        type_in(page, words)
        page.keyboard.press("Enter")
        expect(page.get_by_label(FIELD)).to_have_value("")
    page.locator("[data-hint]").get_by_role("link", name="Zusage finden").first.click()
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.get_by_label("Wohin kommt es?")).to_have_value("step_jobcentre")
    options = page.locator("#bausteine [role=option]")
    expect(options).to_have_count(8)
    for option in options.all():
        expect(option).to_contain_text("Zusage")


def test_escape_closes_the_list_and_leaves_the_words(page: Page, empty: PlanVersion) -> None:
    type_in(page, "zeugnis")
    expect(page.get_by_label(FIELD)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_label(FIELD)).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_label(FIELD)).to_have_value("zeugnis")


def test_a_favourite_is_marked_with_a_key(page: Page, empty: PlanVersion) -> None:
    type_in(page, "zeugnisse nächsten gespräch")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("F9")
    expect(page.locator("#bausteine [data-star=ja]")).to_have_count(1)
    assert FavouriteBlock.objects.count() == 1
    page.keyboard.press("F9")
    expect(page.locator("#bausteine [data-star=ja]")).to_have_count(0)


def test_the_form_of_a_rubric_offers_its_blocks(page: Page, empty: PlanVersion, eyes: Eyes) -> None:
    page.get_by_role("link", name="Ziel hinzufügen", exact=True).click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.keyboard.type("als beruf")
    option = page.locator("[role=option]").first
    expect(option).to_contain_text("Ich möchte als [Beruf] arbeiten.")
    eyes.look("in-form")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label(WORDS)).to_have_value("Ich möchte als [Beruf] arbeiten.")
    page.keyboard.type("Köchin")
    page.keyboard.press("Control+Enter")
    expect(rubric(page, "goal")).to_contain_text("Ich möchte als Köchin arbeiten.")
    assert empty.entries.get().gap_values == {"beruf": "Köchin"}


def test_what_cannot_be_sent_stands_in_the_field_again(page: Page, empty: PlanVersion) -> None:
    type_in(page, "Ich rufe dort an.")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("#stand")).to_contain_text("keine Verbindung")
    expect(page.get_by_label(FIELD)).to_have_value("Ich rufe dort an.")
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(rubric(page, "goal")).to_have_count(1)
    expect(page.get_by_label(FIELD)).to_have_value("")
    assert empty.entries.count() == 1


@pytest.mark.parametrize(
    ("scheme", "width", "height"),
    [("light", 1280, 800), ("dark", 1280, 800), ("light", 640, 400), ("dark", 390, 844)],
)
def test_the_field_and_its_list_read_at_every_size(
    page: Page, house: House, eyes: Eyes, scheme: str, width: int, height: int
) -> None:
    version = house.draft(house.case("Brandt"))
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    page.get_by_label(FIELD).focus()
    type_in(page, "kurs")
    eyes.look("open", full=False)


@pytest.fixture
def plain(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser without scripts."""
    context = chromium.new_context(
        base_url=live_server.url, locale="de-DE", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_without_scripts_a_block_is_found_taken_and_filled_in(house: House, plain: Page) -> None:
    version = drafts.start(case=house.case("Brandt"), by=house.counsellor, at=house.at)
    let_in(plain, "counsellor")
    plain.goto(f"/plaene/{version.pk}/")
    plain.get_by_role("link", name="Bausteine auswählen").click()
    plain.get_by_label("Stichwort").fill("beruf")
    plain.get_by_label("Rubrik").select_option("goal")
    plain.get_by_role("button", name="Suchen").click()
    wanted = plain.locator("li", has_text="Ich möchte als [Beruf] arbeiten.")
    wanted.get_by_role("button", name="Übernehmen").click()
    plain.get_by_label(WORDS).fill("Ich möchte als Köchin arbeiten.")
    plain.get_by_role("button", name="Speichern").click()
    expect(plain.locator("#liste-goal")).to_contain_text("Ich möchte als Köchin arbeiten.")
    plain.get_by_label(FIELD).fill("Ich rufe dort an.")
    plain.get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(plain.locator("#liste-step_recipient")).to_contain_text("Ich rufe dort an.")
    assert version.entries.get(kind="goal").gap_values == {"beruf": "Köchin"}
