"""A researcher codes with the keyboard alone, and settles a difference."""

import pytest
from playwright.sync_api import Page, expect

from roterfaden.research.models import Coding, Decision
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.factories.studies import Study, a_study, a_study_of_talks


@pytest.fixture
def study(house: House) -> Study:
    return a_study(house)


def test_a_plan_is_coded_with_the_keyboard_alone(page: Page, study: Study, eyes: Eyes) -> None:
    let_in(page, "researcher")
    page.goto(f"/codieren/{study.project.pk}/1/?dimension=goals")
    given, marks = page.locator(".rf-codes"), page.locator("#dokument mark")
    page.keyboard.press("1")
    expect(given).to_contain_text("Arbeit / Hilfebedürftigkeit")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+Digit3")
    expect(marks).to_have_text(["Ich besuche den Sprachkurs B1 bei [Träger]"])
    eyes.look("marked")
    page.keyboard.press("Shift+Digit2")
    expect(page.locator("#stelle-hinweis")).to_contain_text("Markieren Sie erst eine Stelle")
    page.keyboard.press("2")
    expect(given).to_contain_text("Gesundheit")
    page.keyboard.press("Control+z")
    expect(given).not_to_contain_text("Gesundheit")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Dokument 2 von 3")
    kept = Coding.objects.get(document__number=1)
    assert kept.finished_at
    assert kept.codes == ["work", "language"]


def test_a_difference_is_settled_with_the_keyboard_alone(
    page: Page, study: Study, eyes: Eyes
) -> None:
    study.compare()
    let_in(page, "researcher")
    page.goto(f"/uebereinstimmung/{study.project.pk}/")
    expect(page.get_by_role("heading", name="Abweichung 1 von 1")).to_be_visible()
    eyes.look("open")
    page.keyboard.press("n")
    page.keyboard.type("Leidensgerecht heißt: auch Gesundheit.")
    page.locator("h1").click()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Entschieden: wie die zweite Codierung")).to_be_visible()
    assert Decision.objects.get().codes == ["work", "health"]


def test_the_pages_of_a_study_hold_on_a_phone(
    page: Page, house: House, study: Study, eyes: Eyes
) -> None:
    study.compare()
    talks = a_study_of_talks(house)
    talks.compare_talks()
    let_in(page, "researcher")
    page.set_viewport_size({"width": 390, "height": 844})
    pk = study.project.pk
    for name, path in (
        ("study", f"/studien/{pk}/"),
        ("sample", f"/stichprobe/{pk}/"),
        ("desk", f"/codieren/{pk}/2/?dimension=goals"),
        ("comparison", f"/uebereinstimmung/{pk}/"),
        ("tables", f"/tabellen/{pk}/"),
        ("book", f"/studien/{pk}/kategorien/"),
        ("field", f"/studien/{pk}/feld/"),
        ("sites", f"/studien/{pk}/feld/vorschlag/"),
        ("passages", f"/uebereinstimmung/{talks.project.pk}/"),
    ):
        page.goto(path)
        eyes.look(name)
