"""A list in a browser: turned by keys and links, chosen from, handed over."""

import pytest
from playwright.sync_api import Page, expect

from roterfaden.organisations.permissions import Role
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.integration.cases.conftest import add_cases

pytestmark = pytest.mark.django_db(transaction=True)
CONTENT = "document.querySelector('#liste').innerHTML.replaceAll(/\\s+/g, ' ')"


@pytest.fixture
def full_house(house: House) -> House:
    team = house.jobcentre.teams.get()
    for person in (house.counsellor, house.colleague, house.staff[Role.TEAM_LEAD]):
        person.team = team
        person.save()
    number = range(30)
    add_cases(
        house, *(f"201B{n:06};Viele;P{n:02};01.01.1990;;counsellor;01.03.2026;nein" for n in number)
    )
    return house


def test_the_next_page_comes_in_place_and_is_the_same_as_loaded(
    full_house: House, page: Page, eyes: Eyes
) -> None:
    let_in(page, "counsellor")
    page.goto("/faelle/?wessen=alle")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Nächste Seite").click()
    expect(page.get_by_text("26 bis 34 von 34")).to_be_visible()
    assert page.evaluate("window.stays")
    assert "page=2" in page.url
    swapped = page.evaluate(CONTENT)
    page.reload()
    assert page.evaluate(CONTENT).replace('class=""', "") == swapped.replace('class=""', "")
    eyes.look("second-page")


def test_keys_go_from_row_to_row_and_open(full_house: House, page: Page) -> None:
    let_in(page, "counsellor")
    page.goto("/faelle/?wessen=alle")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Haddad, Karim")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Brandt, Kevin")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Kevin Brandt")).to_be_visible()


def test_a_range_is_chosen_handed_over_and_taken_back(
    full_house: House, page: Page, eyes: Eyes
) -> None:
    let_in(page, "team_lead")
    page.goto("/faelle/?wessen=alle")
    boxes = page.locator("input[name=case]")
    boxes.nth(4).click()
    boxes.nth(8).click(modifiers=["Shift"])
    expect(page.get_by_text("5 ausgewählt")).to_be_visible()
    eyes.look("chosen")
    page.get_by_role("button", name="Ausgewählte übergeben").click()
    page.get_by_label("auf die Fachkräfte eines Teams verteilt").check()
    page.get_by_label("Team", exact=True).select_option("Team 1")
    page.get_by_role("button", name="Vorschau ansehen").click()
    eyes.look("preview")
    page.get_by_role("button", name="Fälle übergeben").click()
    expect(page.get_by_text("Die Fälle sind übergeben")).to_be_visible()
    eyes.look("protocol")
    page.get_by_role("button", name="Übergabe rückgängig machen").click()
    expect(page.get_by_text("Alles ist wie vorher")).to_be_visible()


def test_what_was_opened_last_waits_in_the_search(full_house: House, page: Page) -> None:
    let_in(page, "counsellor")
    page.goto("/faelle/?wessen=meine&q=brandt")
    page.get_by_role("link", name="Brandt, Kevin").click()
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_role("option", name="Kevin Brandt")).to_be_visible()
