"""The core path in the browser: write, read out, agree, look at the sheet."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from roterfaden.core import clock
from roterfaden.core.german import day
from roterfaden.plans.actions import entries
from roterfaden.plans.actions.entries import EntryContent, content_of
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.states import State
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House

WORDS = "Was soll im Plan stehen?"
NEW_STEP = "a[hx-get$='/eintraege/neu/step_recipient/']"
VIEWS = [
    ("light", 1440, 900),
    ("light", 720, 450),
    ("light", 320, 700),
    ("dark", 1440, 900),
    ("dark", 390, 844),
]
"""Wide; 1,440 at 200 %; the narrowest; and in the dark on a desk and on a phone."""


@pytest.fixture
def draft(house: House, page: Page) -> PlanVersion:
    """A draft, open in the editor of its counsellor."""
    version = house.draft(house.case("Haddad", "Samira"))
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    return version


def add(house: House, version: PlanVersion, text: str, **fields: str) -> Entry:
    content = EntryContent(kind="step", owner="recipient", text=text, **fields)  # type: ignore[arg-type]
    return entries.add(version=version, content=content, by=house.counsellor, at=clock.now())


def steps(version: PlanVersion) -> list[str]:
    return [entry.text for entry in version.entries.present().filter(owner="recipient")]


def test_a_plan_is_written_and_agreed_by_keyboard_alone(
    page: Page, draft: PlanVersion, eyes: Eyes
) -> None:
    eyes.look("draft")
    page.get_by_role("link", name="Schritt hinzufügen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.keyboard.type("Ich frage bei zwei Heimen nach einem Praktikum.")
    page.keyboard.press("Tab")
    page.keyboard.type("11.12.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Ändern: Ich frage bei zwei Heimen")).to_be_visible()
    expect(page.get_by_label(WORDS)).to_have_value("")
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label(WORDS)).to_have_count(0)
    page.keyboard.press("F8")
    page.wait_for_url("**/antwort/")
    eyes.look("reading-out")
    page.keyboard.press("1")
    expect(page.get_by_label("Nächstes Gespräch")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/abgestimmt/")
    expect(page.get_by_text("Der Plan gilt. Gemeinsam aktualisieren bis")).to_be_visible()
    eyes.look("agreed")
    draft.refresh_from_db()
    assert draft.state == State.AGREED


@pytest.mark.parametrize(("scheme", "width", "height"), VIEWS)
def test_every_page_of_a_plan_reads_at_every_size(
    page: Page, house: House, eyes: Eyes, scheme: str, width: int, height: int
) -> None:
    agreed = house.agreed(house.case("Brandt"))
    draft = house.draft(house.case("Haddad", "Samira"))
    add(house, draft, "Ich frage jeden Monat zwei Heime.", rhythm="FREQ=MONTHLY;BYMONTHDAY=1")
    gone = add(house, draft, "Etwas anderes.")
    entries.remove(entry=gone, by=house.counsellor, at=clock.now())
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    let_in(page, "counsellor")
    page.goto(f"/plaene/{draft.pk}/")
    page.get_by_role("link", name="Ändern: Ich frage").click()
    page.get_by_text("Thema und Beteiligte").click()
    eyes.look("editor")
    for version, path in (
        (draft, "antwort/"),
        (draft, "vorlegen/"),
        (draft, "blatt/"),
        (draft, "zurueckziehen/"),
        (agreed, ""),
        (agreed, "beenden/"),
    ):
        page.goto(f"/plaene/{version.pk}/{path}")
        eyes.look(path.strip("/") or "reading")


def test_the_sheet_follows_the_typing(page: Page, draft: PlanVersion) -> None:
    sheet = page.locator("#blatt")
    page.locator(NEW_STEP).click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.route("**/eintraege/**", lambda route: route.abort())
    for text in ("Ich", "Ich rufe", "Ich rufe dort an und frage."):
        former = sheet.get_attribute("src")
        page.get_by_label(WORDS).fill(text)
        expect(sheet).not_to_have_attribute("src", str(former))
        expect(sheet).to_have_attribute("src", re.compile("^blob:"))
    assert sheet.evaluate("picture => picture.naturalWidth") > 0
    assert steps(draft) == ["Ich melde mich für den Kurs an."]


def test_what_is_too_much_for_the_page_is_marked_while_typing(
    page: Page, house: House, draft: PlanVersion, eyes: Eyes
) -> None:
    for _ in range(12):
        add(house, draft, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    page.reload()
    page.get_by_role("link", name="Hinzufügen, was noch wichtig ist").click()
    page.get_by_label(WORDS).fill("Noch ein langer Satz. " * 20)
    expect(page.locator("#platz")).to_contain_text("zu viel")
    expect(page.locator(".is-too-long").first).to_contain_text("Zu viel für die Seite:")
    eyes.look("marked")


def test_an_entry_saves_itself_after_a_pause(page: Page, draft: PlanVersion) -> None:
    page.get_by_role("link", name="Ändern: Ich melde").click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    with page.expect_response(f"**/eintraege/{draft.entries.get(owner='recipient').pk}/"):
        page.get_by_label(WORDS).fill("Ich melde mich noch heute an.")
    expect(page.locator("#stand")).to_have_text(re.compile(r"gespeichert \d\d:\d\d"))
    assert steps(draft) == ["Ich melde mich noch heute an."]
    page.get_by_label(WORDS).fill("Ich melde mich gleich an.")
    page.get_by_role("link", name="Schließen").click()
    expect(page.get_by_text("Ich melde mich gleich an.")).to_be_visible()
    assert steps(draft) == ["Ich melde mich gleich an."]


def test_two_people_at_one_entry_see_both_texts(
    page: Page, house: House, draft: PlanVersion, eyes: Eyes
) -> None:
    page.get_by_role("link", name="Ändern: Ich melde").click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    entry = draft.entries.get(owner="recipient")
    theirs = EntryContent(**{**vars(content_of(entry)), "text": "Worte der Kollegin."})
    entries.change(entry=entry, content=theirs, by=house.colleague, at=clock.now())
    page.get_by_label(WORDS).fill("Meine Worte.")
    expect(page.get_by_text("Worte der Kollegin.")).to_be_visible()
    expect(page.get_by_label(WORDS)).to_have_value("Meine Worte.")
    eyes.look("both")
    page.get_by_role("button", name="Meinen Text nehmen").click()
    expect(page.get_by_role("link", name="Ändern: Meine Worte.")).to_be_focused()
    assert steps(draft) == ["Meine Worte."]


def test_order_changes_by_key_button_and_drag(page: Page, house: House, draft: PlanVersion) -> None:
    for text in ("Zweitens.", "Drittens."):
        add(house, draft, text)
    page.reload()
    page.get_by_role("link", name="Ändern: Drittens.").focus()
    with page.expect_response("**/reihenfolge/"):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#ansage")).to_have_text("Verschoben: jetzt Platz 2 von 3.")
    expect(page.get_by_role("link", name="Ändern: Drittens.")).to_be_focused()
    with page.expect_response("**/reihenfolge/"):
        page.get_by_role("button", name="Nach oben: Drittens.").click()
    assert steps(draft)[0] == "Drittens."
    expect(page.locator("#ansage")).to_have_text("Verschoben: jetzt Platz 1 von 3.")
    with page.expect_response("**/reihenfolge/"):
        page.locator("#liste-step_recipient > li", has_text="Zweitens.").locator(
            ".rf-grip"
        ).drag_to(
            page.locator("#liste-step_recipient > li", has_text="Drittens."),
            target_position={"x": 60, "y": 2},
        )
    assert steps(draft)[0] == "Zweitens."


def test_what_was_removed_comes_back_by_key(page: Page, draft: PlanVersion) -> None:
    page.get_by_role("button", name="Entfernen: Ich melde").click()
    expect(page.get_by_role("button", name="Rückgängig: Ich melde")).to_be_focused()
    assert steps(draft) == []
    page.keyboard.press("Control+z")
    expect(page.get_by_role("link", name="Ändern: Ich melde")).to_be_focused()
    assert steps(draft) == ["Ich melde mich für den Kurs an."]


def test_new_words_are_saved_before_the_plan_is_read_out(page: Page, draft: PlanVersion) -> None:
    page.locator(NEW_STEP).click()
    page.get_by_label(WORDS).fill("Noch nicht fertig.")
    page.keyboard.press("Escape")
    expect(page.get_by_label(WORDS)).to_have_value("Noch nicht fertig.")
    page.keyboard.press("F8")
    page.wait_for_url("**/antwort/")
    assert steps(draft)[-1] == "Noch nicht fertig."


def test_a_new_entry_that_is_not_wanted_goes_and_can_be_fetched_back(
    page: Page, draft: PlanVersion
) -> None:
    page.locator(NEW_STEP).click()
    with page.expect_response("**/eintraege/neu/**"):
        page.get_by_label(WORDS).fill("Doch lieber nicht.")
    page.get_by_role("link", name="Nicht hinzufügen").click()
    page.get_by_role("button", name="Rückgängig: Doch lieber nicht.").click()
    expect(page.get_by_role("link", name="Ändern: Doch lieber nicht.")).to_be_visible()
    assert steps(draft)[-1] == "Doch lieber nicht."


def test_words_that_could_not_be_saved_are_not_left_behind(page: Page, draft: PlanVersion) -> None:
    page.get_by_role("link", name="Ändern: Ich melde mich").click()
    page.route("**/eintraege/**", lambda route: route.abort())
    page.get_by_label(WORDS).fill("Ich melde mich morgen an.")
    expect(page.locator("#stand")).to_contain_text("keine Verbindung")
    page.keyboard.press("F8")
    expect(page.locator("#ansage")).to_have_text("Ein Eintrag ist noch nicht gespeichert.")
    expect(page).to_have_url(re.compile(rf"/plaene/{draft.pk}/$"))
    page.unroute("**/eintraege/**")
    page.keyboard.press("F8")
    page.wait_for_url("**/antwort/")
    assert steps(draft) == ["Ich melde mich morgen an."]


def test_without_scripts_a_plan_is_written_and_agreed(
    context: BrowserContext, house: House, live_server: object
) -> None:
    version = house.draft(house.case("Haddad", "Samira"))
    browser = context.browser
    assert browser is not None
    base_url = str(live_server)
    bare = browser.new_context(base_url=base_url, locale="de-DE", java_script_enabled=False)
    page = bare.new_page()
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    page.get_by_role("link", name="Schritt hinzufügen").click()
    page.get_by_label(WORDS).fill("Ich rufe an.")
    page.get_by_label("Oder regelmäßig?").select_option("monthly")
    page.locator("#neu-step_recipient").get_by_role("button", name="Hinzufügen").click()
    page.get_by_label(WORDS).fill("Ich frage nach.")
    due = day(clock.today() + timedelta(days=7))
    page.get_by_label("Bis wann?").fill(due)
    page.locator("#neu-step_recipient").get_by_role("button", name="Hinzufügen").click()
    page.get_by_role("link", name="Nicht hinzufügen").click()
    page.get_by_role("button", name="Nach oben: Ich frage nach.").click()
    page.get_by_role("button", name="Entfernen: Ich melde").click()
    page.get_by_role("button", name="Rückgängig: Ich melde").click()
    assert steps(version) == ["Ich melde mich für den Kurs an.", "Ich frage nach.", "Ich rufe an."]
    page.get_by_role("link", name="Vorlesen und abstimmen").click()
    page.get_by_label("vorgelesen").check()
    page.get_by_label("Passt", exact=True).check()
    page.get_by_role("button", name="Antwort festhalten").click()
    expect(page.get_by_text("Der Plan gilt.")).to_be_visible()
    page.get_by_role("link", name="Blatt ansehen").click()
    expect(page.get_by_text("zum 1. jedes Monats")).to_be_visible()
    expect(page.get_by_text(f"bis {due}")).to_be_visible()
    bare.close()


def test_an_arabic_name_stands_right_everywhere(
    page: Page, house: House, draft: PlanVersion, eyes: Eyes
) -> None:
    recipient = draft.plan.case.recipient
    recipient.first_name, recipient.last_name = "سميرة", "حداد"
    recipient.save()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan mit سميرة حداد")
    eyes.look("editor")
    page.get_by_role("link", name="Blatt lesen").click()
    expect(page.locator(".rf-sheet__foot")).to_contain_text("سميرة حداد")
    eyes.look("sheet")
