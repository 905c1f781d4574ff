"""A reduction from draft to posting, by two people in a browser."""

from playwright.sync_api import BrowserContext, Page, expect

from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.factories.letters import NEW_LAW, a_letter, a_wording, approve_wording, ready_office


def test_two_people_bring_a_decision_on_its_way(
    house: House, page: Page, eyes: Eyes, context: BrowserContext
) -> None:
    house = ready_office(house)
    letter = a_letter(house, house.case("Brandt"), Kind.DECISION, hardship_considered="")

    let_in(page, "counsellor")
    page.goto(f"/schreiben/{letter.pk}/")
    expect(page.get_by_text("Ein Punkt fehlt noch.")).to_be_visible()
    eyes.look("letter-draft")
    page.get_by_role("link", name="Angaben ergänzen").click()
    page.get_by_label("Außergewöhnliche Härte geprüft").fill("Sie ist nicht zu erkennen.")
    eyes.look("letter-facts")
    page.get_by_role("button", name="Speichern und ansehen").click()
    page.get_by_role("button", name="Zur Prüfung geben").click()
    expect(page.get_by_role("heading", name="Jetzt: die Prüfung")).to_be_visible()

    context.clear_cookies()
    let_in(page, "team_lead")
    page.goto("/postausgang/")
    eyes.look("outbox")
    page.get_by_role("link", name="Bescheid").click()
    eyes.look("letter-to-check")
    page.get_by_role("button", name="Geprüft, kann hinaus").click()
    expect(page.get_by_role("heading", name="Jetzt: absenden")).to_be_visible()

    context.clear_cookies()
    let_in(page, "counsellor")
    page.goto(f"/schreiben/{letter.pk}/")
    eyes.look("letter-ready")
    page.get_by_role("button", name="Absenden festhalten").click()
    expect(page.get_by_text("Gilt als bekannt gegeben", exact=True)).to_be_visible()
    eyes.look("letter-posted")
    assert Letter.objects.get().state == State.POSTED


def test_a_specialist_reads_and_approves_words(house: House, page: Page, eyes: Eyes) -> None:
    approve_wording(house, Kind.DECISION, NEW_LAW)
    a_wording(house)
    let_in(page, "specialist")
    page.goto("/texte/schreiben/")
    eyes.look("wordings")
    page.get_by_role("row", name="Anhörung").get_by_role("link", name="Recht ab").click()
    eyes.look("wording")
    page.get_by_role("button", name="Text freigeben").click()
    expect(page.get_by_text("freigegeben von")).to_be_visible()
    page.get_by_role("link", name="Eigenen Text schreiben").click()
    eyes.look("wording-write")
