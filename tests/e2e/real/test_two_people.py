"""Two people in one draft: they know of each other, and nobody's words are lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.real.conftest import open_draft
from tests.e2e.real.installation import Installation
from tests.e2e.real.test_nothing_lost import SAVED, STEP, WORDS, kept, stands, write, write_new
from tests.integration.platform.service import await_

Profile = Callable[..., BrowserContext]
PRESENT = "arbeitet auch gerade an diesem Entwurf."


@pytest.fixture
def other(profile: Profile, draft: str, page: Page) -> Page:
    """The tab of the colleague, with the same draft."""
    other = profile().new_page()
    open_draft(other, draft, "colleague")
    return other


def test_each_is_told_who_else_is_there_and_no_longer_when_they_left(
    page: Page, other: Page
) -> None:
    expect(page.locator("#anwesend")).to_have_text(f"Frau Lorenz {PRESENT}")
    expect(other.locator("#anwesend")).to_have_text(f"Frau Counsellor {PRESENT}")
    other.goto("/")
    expect(page.locator("#anwesend")).to_be_empty()


def test_presence_is_right_again_after_the_server_was_killed(
    page: Page, other: Page, service: Installation
) -> None:
    expect(page.locator("#anwesend")).to_have_text(f"Frau Lorenz {PRESENT}")
    service.kill()
    expect(page.locator("#anwesend")).to_be_empty()
    service.start()
    expect(page.locator("#anwesend")).to_have_text(f"Frau Lorenz {PRESENT}")


def test_what_a_colleague_saves_appears_and_nobody_is_disturbed(
    page: Page, other: Page, draft: str, service: Installation
) -> None:
    expect(page.locator("#anwesend")).to_contain_text("Frau Lorenz")
    write_new(page, "Ich schreibe gerade")
    stands(page, SAVED)
    await_(lambda: "Ich schreibe gerade" in service.texts(draft), 60)
    page.get_by_label(WORDS).evaluate("field => field.setSelectionRange(3, 3)")
    top = page.get_by_label(WORDS).bounding_box()
    write(other, "Ich melde mich heute noch an.")
    stands(other, SAVED)
    expect(page.get_by_text("Ich melde mich heute noch an.")).to_be_visible()
    expect(page.get_by_label(WORDS)).to_be_focused()
    expect(page.get_by_label(WORDS)).to_have_value("Ich schreibe gerade")
    assert page.get_by_label(WORDS).evaluate("field => field.selectionStart") == 3
    assert page.get_by_label(WORDS).bounding_box() == top
    expect(other.get_by_text("Ich schreibe gerade", exact=True)).to_be_visible()
    await_(
        lambda: service.texts(draft) == ["Ich melde mich heute noch an.", "Ich schreibe gerade"], 60
    )


def test_what_a_colleague_takes_out_goes_and_can_be_fetched_back(page: Page, other: Page) -> None:
    expect(page.locator("#anwesend")).to_contain_text("Frau Lorenz")
    other.get_by_role("button", name=f"Entfernen: {STEP}").click()
    page.get_by_role("button", name=f"Rückgängig: {STEP}").click()
    expect(page.get_by_role("link", name=f"Ändern: {STEP}")).to_be_visible()
    expect(other.get_by_role("link", name=f"Ändern: {STEP}")).to_be_visible()


def test_different_fields_of_one_entry_come_together(
    page: Page, other: Page, draft: str, service: Installation
) -> None:
    def stored() -> list[tuple[object, ...]]:
        return service.ask(
            "SELECT text, proof FROM plans_entry WHERE version_id = %s AND owner = 'recipient'",
            draft,
        )

    write(page, "Meine Worte.")
    other.get_by_role("link", name=f"Ändern: {STEP}").click()
    other.locator("li.rf-writing").get_by_label("Nachweis").fill("Bescheinigung")
    await_(lambda: stored() == [("Meine Worte.", "Bescheinigung")], 60)
    page.get_by_label(WORDS).press_sequentially(" Und mehr.")
    expect(page.locator("li.rf-writing").get_by_label("Nachweis")).to_have_value("Bescheinigung")
    await_(lambda: stored() == [("Meine Worte. Und mehr.", "Bescheinigung")], 60)


@pytest.mark.parametrize(
    ("way", "stored"),
    [
        ("Meinen Text nehmen", "Meine Worte."),
        ("Den anderen Text nehmen", "Ihre Worte."),
        ("Beide Texte behalten", "Ihre Worte. Meine Worte."),
    ],
)
def test_the_same_field_written_twice_shows_both_and_asks(
    page: Page, other: Page, draft: str, service: Installation, way: str, stored: str
) -> None:
    page.get_by_role("link", name=f"Ändern: {STEP}").click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    write(other, "Ihre Worte.")
    await_(lambda: service.texts(draft) == ["Ihre Worte."], 60)
    page.get_by_label(WORDS).fill("Meine Worte.")
    both = page.get_by_role("alert").filter(has_text="Frau Lorenz hat diesen Eintrag")
    expect(both).to_contain_text("Ihre Worte.")
    expect(page.get_by_label(WORDS)).to_have_value("Meine Worte.")
    page.get_by_text(way).click()
    expect(page.get_by_role("alert").filter(has_text="Frau Lorenz")).to_have_count(0)
    await_(lambda: service.texts(draft) == [stored], 60)
    stands(page, SAVED)
    await_(lambda: "Worte" not in kept(page), 60)


def test_who_writes_in_an_entry_that_was_taken_out_can_bring_it_back(
    page: Page, other: Page, draft: str, service: Installation
) -> None:
    page.get_by_role("link", name=f"Ändern: {STEP}").click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    other.get_by_role("button", name=f"Entfernen: {STEP}").click()
    expect(other.get_by_role("button", name=f"Rückgängig: {STEP}")).to_be_visible()
    page.get_by_label(WORDS).fill("Doch, und zwar morgen.")
    page.get_by_role("button", name="Mit meinem Text zurückholen").click()
    expect(page.get_by_role("link", name="Ändern: Doch, und zwar morgen.")).to_be_visible()
    await_(lambda: service.texts(draft) == ["Doch, und zwar morgen."], 60)


def test_who_still_writes_is_told_when_it_is_no_draft_any_more(
    page: Page, other: Page, draft: str
) -> None:
    expect(page.locator("#anwesend")).to_contain_text("Frau Lorenz")
    other.goto(f"/plaene/{draft}/vorlegen/")
    other.get_by_role("button", name="Vorlegen").click()
    other.wait_for_url(f"**/plaene/{draft}/")
    expect(page.locator("#kein-entwurf")).to_be_visible()
