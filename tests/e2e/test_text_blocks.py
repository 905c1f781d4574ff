"""Text blocks in a real browser: the specialist decides, the counsellor finds and marks."""

import pytest
from playwright.sync_api import Page, expect

from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import text_block_proposals, text_blocks
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks.content import BlockContent
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House

PHONE = {"width": 390, "height": 844}
ZOOMED = {"width": 720, "height": 450}
OLD = "Ich gehe jede Woche ins Zebracafé."
NEW = "Ich gehe {anzahl} Mal in der Woche ins Zebracafé."


@pytest.fixture
def proposed(house: House) -> TextBlock:
    """A proposal that words a block of the office better."""
    content = BlockContent(rubric="step_recipient", topic="learn_german", text=OLD)
    old = text_blocks.write(content=content, by=house.staff[Role.SPECIALIST], at=house.at)
    better = BlockContent(rubric="step_recipient", topic="learn_german", text=NEW)
    return text_block_proposals.propose(
        content=better, by=house.counsellor, at=house.at, replaces=old
    )


def test_a_specialist_reviews_a_proposal_and_undoes_the_withdrawal(
    proposed: TextBlock, page: Page, eyes: Eyes
) -> None:
    let_in(page, "specialist")
    page.goto("/texte/bausteine/")
    eyes.look("list")
    page.get_by_role("link", name="Ansehen und entscheiden").click()
    expect(page.get_by_role("definition").filter(has_text=OLD)).to_be_visible()
    eyes.look("proposal")
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_text("Der Baustein ist freigegeben.")).to_be_visible()
    page.get_by_role("button", name="Zurückziehen").click()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_text("Der Baustein gilt wieder.")).to_be_visible()
    proposed.refresh_from_db()
    assert proposed.state == TextBlock.State.APPROVED
    assert proposed.replaces is not None
    assert proposed.replaces.state == TextBlock.State.WITHDRAWN


def test_a_specialist_writes_a_block_and_sees_the_sentence_as_it_will_stand(
    house: House, page: Page, eyes: Eyes
) -> None:
    let_in(page, "specialist")
    page.goto("/texte/bausteine/neu/")
    sentence = page.get_by_label("Satz")
    sentence.fill("Ich arbeite im Zebrahaus als")
    page.get_by_text("Lücke einsetzen").click()
    page.get_by_role("button", name="Beruf", exact=True).click()
    expect(sentence).to_have_value("Ich arbeite im Zebrahaus als {beruf}")
    expect(sentence).to_be_focused()
    preview = page.get_by_role("region", name="So steht es im Plan")
    expect(preview.locator(".rf-gap")).to_have_text("Beruf")
    eyes.look("form")
    page.get_by_label("Rubrik und Thema").select_option("goal/work")
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zebrahaus")
    page.get_by_label("Wortlaut auf Englisch").fill("I work at the zebra house as {beruf}")
    page.get_by_role("button", name="Speichern und als geprüft kennzeichnen").click()
    expect(page.get_by_text("Geprüft von Frau Specialist")).to_be_visible()
    eyes.look("block")


def test_a_counsellor_finds_a_block_while_typing_and_marks_it(
    house: House, page: Page, eyes: Eyes
) -> None:
    content = BlockContent(rubric="step_recipient", topic="learn_german", text=OLD)
    text_blocks.write(content=content, by=house.staff[Role.SPECIALIST], at=house.at)
    let_in(page, "counsellor")
    page.goto("/texte/bausteine/")
    page.get_by_label("Baustein suchen").press_sequentially("zebraca woche")
    rows = page.get_by_role("row").filter(has_text="Ich")
    expect(rows).to_have_count(1)
    expect(page.get_by_label("Baustein suchen")).to_be_focused()
    star = rows.get_by_role("button", name="Favorit")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto("/texte/bausteine/?herkunft=favoriten")
    expect(page.get_by_role("rowheader")).to_have_text(OLD)
    eyes.look("favourites")


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_the_pages_fit_small_windows(
    proposed: TextBlock, page: Page, eyes: Eyes, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    let_in(page, "specialist")
    for name, address in (
        ("list", ""),
        ("none", "?q=nirgends"),
        ("block", f"{proposed.pk}/"),
        ("edit", f"{proposed.pk}/bearbeiten/"),
        ("import", "einlesen/"),
    ):
        page.goto(f"/texte/bausteine/{address}")
        eyes.look(name)
