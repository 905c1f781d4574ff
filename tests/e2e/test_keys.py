"""The keyboard map in a browser."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House


def test_a_question_mark_lists_the_keys_and_escape_gives_the_focus_back(
    page: Page, house: House, eyes: Eyes
) -> None:
    let_in(page, "counsellor")
    page.goto("/")
    link = page.get_by_role("link", name="Fälle", exact=True)
    link.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tasten auf dieser Seite")
    expect(dialog.get_by_role("row", name="/ Person suchen")).to_be_visible()
    eyes.look("dialog", full=False)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#tasten, body') !== null")
        assert page.evaluate("!document.activeElement.closest('main, header.rf-head')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_signs_are_words_while_somebody_types_but_f1_helps(page: Page, house: House) -> None:
    let_in(page, "counsellor")
    page.goto("/")
    search = page.get_by_label("Person suchen")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("?/")
    expect(search).to_have_value("?/")
    page.keyboard.press("F1")
    expect(page.get_by_role("dialog", name="Tasten auf dieser Seite")).to_be_visible()


def test_single_signs_can_be_switched_off_in_the_account(
    page: Page, house: House, eyes: Eyes
) -> None:
    let_in(page, "counsellor")
    page.goto("/konto/")
    page.get_by_label("Tasten mit einem einzelnen Buchstaben").uncheck()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Ihre Einstellungen sind gespeichert.")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.get_by_label("Person suchen")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("F1")
    expect(
        page.get_by_text("Einzelne Buchstaben und Zeichen haben Sie ausgeschaltet.")
    ).to_be_visible()
    eyes.look("switched-off", full=False)


def test_the_page_of_all_keys_needs_no_script(page: Page, house: House, eyes: Eyes) -> None:
    page.goto("/hilfe/tasten/")
    for name in ("Überall", "In einer Liste", "Beim Schreiben des Plans"):
        expect(page.get_by_role("table", name=name)).to_be_visible()
    eyes.look("page")


def test_rows_are_walked_through_from_a_ticked_box_too(page: Page, house: House) -> None:
    let_in(page, "team_lead")
    page.goto("/faelle/?wessen=alle")
    rows = page.locator("[data-list] > tbody > tr")
    rows.first.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.keyboard.press("j")
    expect(rows.nth(1).get_by_role("link").first).to_be_focused()
