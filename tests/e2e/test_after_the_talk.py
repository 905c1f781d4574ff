"""After the talk, with the keyboard alone: the plan did not come up; a proof came in."""

from playwright.sync_api import Page, expect

from roterfaden.meetings.models import Meeting
from roterfaden.proofs.models import Proof
from roterfaden.talk.models import NotRaised, TalkRecord
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.factories.proofs import a_received_proof
from tests.factories.talks import a_held_talk, a_silence


def test_a_digit_some_words_and_enter_say_why_the_plan_did_not_come_up(
    house: House, page: Page, eyes: Eyes
) -> None:
    case = house.case("Brandt")
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/nicht-angesprochen/")
    eyes.look("not-raised")
    page.keyboard.press("3")
    expect(page.get_by_label("Kleine Aufgabe bis dahin")).to_be_focused()
    page.keyboard.type("Befund holen")
    page.keyboard.press("Tab")
    page.keyboard.type("+14")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Festgehalten: Erst eine kleine")).to_be_visible()
    eyes.look("case-after-not-raised")
    said = NotRaised.objects.get()
    assert (said.category, said.task.text) == ("small_task_first", "Befund holen")
    assert Meeting.objects.planned().count() == 1


def test_the_ways_are_corrected_by_digits(house: House, page: Page, eyes: Eyes) -> None:
    case = house.case("Brandt")
    talk = a_held_talk(house, case)
    house.agreed(case)
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/gespraeche/{talk.pk}/")
    expect(page.get_by_label("Zusammenfassung am Ende")).to_be_checked()
    eyes.look("ways-of-use")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("v")
    expect(page.get_by_label("gemeinsam geschrieben")).to_be_checked()
    expect(page.get_by_label("mit dem Plan vorbereitet")).to_be_checked()
    page.get_by_role("button", name="Festhalten").click()
    expect(page.get_by_text("Das lesen nur Sie")).to_be_visible()
    record = TalkRecord.objects.get()
    assert (record.ways, record.prepared_with_plan) == (["joint_definition"], True)


def test_a_proof_gets_its_word_with_one_key_and_loses_it_again(
    house: House, page: Page, eyes: Eyes
) -> None:
    case = house.case("Brandt")
    proof = a_received_proof(house, case)
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/nachweise/")
    eyes.look("ledger")
    page.keyboard.press("2")
    expect(page.get_by_text(f"{proof.entry.proof}: anerkannt.")).to_be_visible()
    expect(page.locator("[data-last]")).to_be_attached()
    assert Proof.objects.get().state == "accepted"
    page.keyboard.press("z")
    expect(page.get_by_text("Jetzt wieder: eingegangen.")).to_be_visible()
    expect(page.locator("[data-last]")).to_be_attached()
    page.keyboard.press("3")
    expect(page.locator("input[name=reason]:focus")).to_be_visible()
    page.keyboard.type("Seite 2 fehlt.")
    eyes.look("sent-back")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{proof.entry.proof}: zurückgegeben.")).to_be_visible()
    assert Proof.objects.get().state == "sent_back"


def test_what_was_not_raised_stands_in_the_history(house: House, page: Page, eyes: Eyes) -> None:
    case = house.case("Brandt")
    a_silence(house, case, reason="leaving_benefits")
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/verlauf/")
    expect(
        page.get_by_role("cell", name="Plan nicht angesprochen: Der Leistungsbezug")
    ).to_be_visible()
    eyes.look("history-with-silence")


def test_the_specialist_sees_the_reasons_with_their_grounds(
    house: House, page: Page, eyes: Eyes
) -> None:
    let_in(page, "specialist")
    page.goto("/texte/gruende/")
    silence = page.get_by_role("region", name="Den Plan im Gespräch nicht ansprechen")
    silence.get_by_role("button", name="Wortlaut und Reihenfolge anpassen").click()
    expect(page.get_by_text("wird nicht gezeigt")).to_be_visible()
    eyes.look("reasons-not-to-raise")


def test_attempts_and_law_stand_beside_the_finding(house: House, page: Page, eyes: Eyes) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{house.case('Brandt').pk}/kein-plan/")
    expect(page.get_by_text("noch kein Versuch festgehalten")).to_be_visible()
    eyes.look("no-plan")
