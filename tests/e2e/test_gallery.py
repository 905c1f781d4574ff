"""The parts of the pages, as seen: light, dark, narrow, enlarged, with forced colours."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Eyes, let_in, sign_in
from tests.factories.house import House

GALLERY = "/hilfe/bausteine/"


@pytest.mark.parametrize(
    ("width", "height", "media"),
    [
        (1440, 900, {"color_scheme": "light"}),
        (1440, 900, {"color_scheme": "dark"}),
        (1440, 900, {"forced_colors": "active"}),
        (1024, 700, {"color_scheme": "light"}),
        (720, 450, {"color_scheme": "light"}),
        (320, 640, {"color_scheme": "light"}),
        (320, 640, {"color_scheme": "dark"}),
    ],
)
@pytest.mark.usefixtures("transactional_db")
def test_every_part_can_be_used_by_everybody(
    page: Page, eyes: Eyes, width: int, height: int, media: dict[str, Any]
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(**media)
    page.goto(GALLERY)
    eyes.look("page")


@pytest.mark.usefixtures("transactional_db")
def test_on_paper_the_controls_are_gone(page: Page) -> None:
    page.goto(GALLERY)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("button", name="Gespräch beginnen")).to_be_hidden()
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")


@pytest.mark.usefixtures("transactional_db")
def test_the_history_is_a_picture_where_it_fits_and_a_list_elsewhere(page: Page) -> None:
    page.goto(GALLERY)
    for width, shown in ((1440, "wide"), (1200, "middle"), (1024, "narrow")):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.locator(f".rf-hist__{shown}").first).to_be_visible()
        expect(page.locator(".rf-hist > .rf-thread").first).to_be_hidden()
    page.set_viewport_size({"width": 600, "height": 800})
    expect(page.locator(".rf-hist svg:visible")).to_have_count(0)
    expect(page.locator(".rf-hist > .rf-thread").first).to_be_visible()


@pytest.mark.parametrize("width", [816, 1040, 1280])
@pytest.mark.usefixtures("transactional_db")
def test_no_words_of_the_history_touch_in_the_real_font(page: Page, width: int) -> None:
    page.set_viewport_size({"width": {816: 1000, 1040: 1200, 1280: 1440}[width], "height": 900})
    page.goto(GALLERY)
    page.evaluate("document.fonts.ready")
    touching = page.evaluate("""() => [...document.querySelectorAll(".rf-hist svg")]
        .filter((svg) => svg.checkVisibility()).flatMap((svg) => {
            const boxes = [...svg.querySelectorAll("text")].map((text) => [text, text.getBBox()]);
            return boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
                .filter(([, b]) => a.x < b.x + b.width && b.x < a.x + a.width
                    && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height)
                .map(([other]) => `${one.textContent} / ${other.textContent}`));
        })""")
    assert touching == []


def test_the_menu_opens_by_key_and_closes_with_escape(page: Page, house: House) -> None:
    let_in(page, "counsellor")
    page.goto("/konto/")
    summary = page.locator(".rf-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Abmelden")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_theme_is_chosen_in_the_menu_and_stays(page: Page, house: House, eyes: Eyes) -> None:
    let_in(page, "counsellor")
    page.goto("/konto/")
    page.locator(".rf-menu summary").click()
    eyes.look("menu")
    page.get_by_role("button", name="dunkel").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.goto("/hilfe/")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_a_person_is_found_with_the_keyboard_alone(page: Page, house: House, eyes: Eyes) -> None:
    let_in(page, "counsellor")
    page.goto("/hilfe/")
    page.keyboard.press("/")
    page.keyboard.type("Hadad")
    search = page.get_by_role("combobox", name="Person suchen")
    expect(search).to_be_focused()
    expect(page.get_by_role("option").first).to_contain_text("Haddad")
    eyes.look("found")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(search).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Haddad")


def test_before_the_session_ends_one_key_stays_signed_in(
    page: Page, house: House, eyes: Eyes
) -> None:
    page.clock.install()
    let_in(page, "counsellor")
    page.goto("/konto/")
    page.clock.fast_forward("27:00")
    dialog = page.get_by_role("dialog", name="Sind Sie noch da?")
    expect(dialog).to_be_visible()
    eyes.look("warning")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def test_text_outlives_the_session(page: Page, context: BrowserContext, house: House) -> None:
    page.clock.install()
    let_in(page, "counsellor")
    page.goto(GALLERY)
    step = page.locator("#id_text")
    step.fill("Ich lasse mein Zeugnis übersetzen.")
    context.clear_cookies()
    page.clock.fast_forward("31:00")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Sie sind abgemeldet")
    expect(step).to_have_value("Ich lasse mein Zeugnis übersetzen.")

    page.get_by_role("button", name="Ich bin wieder angemeldet").click()
    expect(dialog).to_contain_text("Sie sind noch nicht angemeldet")
    other = context.new_page()
    sign_in(other, "counsellor")
    page.get_by_role("button", name="Ich bin wieder angemeldet").click()
    expect(dialog).to_be_hidden()
    expect(step).to_have_value("Ich lasse mein Zeugnis übersetzen.")

    page.reload()
    expect(step).to_have_value("Ich lasse mein Zeugnis übersetzen.")


def test_somebody_else_never_sees_the_kept_text(page: Page, house: House) -> None:
    let_in(page, "counsellor")
    page.goto(GALLERY)
    page.locator("#id_text").fill("Vertraulich")
    page.on("dialog", lambda question: question.accept())
    page.context.clear_cookies()
    let_in(page, "colleague")
    page.goto(GALLERY)
    expect(page.locator("#id_text")).to_have_value("")


def test_signing_out_forgets_the_kept_text(page: Page, house: House) -> None:
    let_in(page, "counsellor")
    page.goto(GALLERY)
    page.locator("#id_text").fill("Vertraulich")
    page.on("dialog", lambda question: question.accept())
    page.locator(".rf-menu summary").click()
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/anmelden/")
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.usefixtures("transactional_db")
def test_signing_in_fails_with_words(page: Page, eyes: Eyes) -> None:
    page.goto("/anmelden/")
    eyes.look("empty")
    page.get_by_label("Benutzername").fill("niemand")
    page.get_by_label("Passwort", exact=True).fill("falsch")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Benutzername oder Passwort stimmen nicht.")
    expect(page.get_by_role("alert")).to_be_focused()
    eyes.look("refused")


@pytest.mark.parametrize("path", ["hilfe/", "barrierefreiheit/", "datenschutz/"])
@pytest.mark.usefixtures("transactional_db")
def test_pages_around_the_work_look_right(page: Page, eyes: Eyes, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/{path}")
    eyes.look("phone")
