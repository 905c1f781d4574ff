"""From the stop of an offer to the talk about it, in a browser."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from roterfaden.plans.models import SupportOffer
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.factories.texts import an_offer
from tests.integration.texts.conftest import agreed_promise, promise


def test_a_stopped_offer_leads_counsellors_to_a_talk(
    house: House, page: Page, eyes: Eyes, context: BrowserContext
) -> None:
    offer = an_offer(house, "Bildungsgutschein", kind="training_voucher")
    agreed_promise(house, house.case("Brandt"), offer)
    promise(house, house.case("Müller"), offer, by=house.colleague)

    let_in(page, "specialist")
    page.goto("/texte/zusagen/")
    eyes.look("offers")
    page.get_by_role("link", name=re.compile(r"^Ändern\W+Bildungsgutschein")).click()
    page.get_by_label("gestoppt").check()
    page.get_by_label("Bedingung oder Grund").fill("Die Mittel sind vergeben.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Diese Zusage steht schon in Plänen:")).to_be_visible()
    eyes.look("what-hangs-on-it")
    page.get_by_role("button", name="Ja, stoppen").click()
    expect(page.get_by_role("status").get_by_text("Gespeichert.")).to_be_visible()
    eyes.look("stopped")
    assert SupportOffer.objects.get().state == "stopped"

    context.clear_cookies()
    let_in(page, "counsellor")
    page.goto("/")
    page.get_by_role("link", name="1 Plan mit einer gestoppten Zusage").click()
    expect(page.get_by_role("heading", name="Darüber sollten wir sprechen")).to_be_visible()
    expect(page.get_by_role("row", name="Kevin Brandt")).to_contain_text("Bildungsgutschein")
    eyes.look("plans-to-talk-about")


def test_a_stop_can_be_undone_where_it_was_made(house: House, page: Page, eyes: Eyes) -> None:
    an_offer(house, "Fahrkarte")
    let_in(page, "specialist")
    page.goto("/texte/zusagen/")
    page.get_by_role("link", name=re.compile(r"^Ändern\W+Fahrkarte")).click()
    page.get_by_label("gestoppt").check()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Rückgängig machen").click()
    expect(page.get_by_text("Rückgängig.")).to_be_visible()
    assert SupportOffer.objects.get().state == "open"
    eyes.look("undone")


def test_the_leaflet_is_seen_while_it_is_written(house: House, page: Page, eyes: Eyes) -> None:
    let_in(page, "specialist")
    page.goto("/texte/merkblatt/neu/")
    eyes.look("write")
    first = page.locator("#vorschau img").get_attribute("src")
    page.get_by_label("Gut zu wissen (Deutsch)").fill("Sie müssen nichts mitbringen.")
    expect(page.locator("#vorschau").get_by_text("klingt nach Zwang")).to_be_visible()
    assert page.locator("#vorschau img").get_attribute("src") != first
    page.get_by_label("Gut zu wissen (Deutsch)").fill("Bringen Sie nur sich selbst mit.")
    page.get_by_label("Gut zu wissen (Englisch)").fill("")
    page.get_by_role("button", name="Merkblatt festlegen").click()
    expect(page.get_by_text("Bringen Sie nur sich selbst mit.")).to_be_visible()
    eyes.look("written")


def test_reasons_and_closing_days_are_calm_on_a_phone(house: House, page: Page, eyes: Eyes) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    let_in(page, "specialist")
    page.goto("/texte/gruende/")
    ends = page.get_by_role("region", name="Einen Plan beenden")
    ends.get_by_role("button", name="Wortlaut und Reihenfolge anpassen").click()
    expect(page.get_by_role("link", name="Ziel erreicht")).to_be_visible()
    eyes.look("reasons")
    page.goto("/texte/feiertage/")
    page.get_by_label("Anlass").fill("Betriebsausflug")
    page.get_by_label("Tag", exact=True).fill("31.12.")
    page.get_by_role("button", name="Tag eintragen").click()
    expect(page.get_by_role("cell", name="Betriebsausflug", exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Entfernen\W+Betriebsausflug")).click()
    page.get_by_role("button", name="Zurückholen").click()
    expect(page.get_by_role("cell", name="Betriebsausflug", exact=True)).to_be_visible()
    eyes.look("closing-days")
