"""Looking back on a plan, letting it stay, and what it became over time, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from roterfaden.core import clock
from roterfaden.core.german import day
from roterfaden.plans.actions import answers, drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import EntryOutcome, PlanVersion
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House


@pytest.fixture
def version(house: House) -> PlanVersion:
    return house.agreed(house.case("Haddad", "Samira"))


def test_a_plan_stays_as_it_is_with_three_digits_and_one_key(
    page: Page, eyes: Eyes, house: House, version: PlanVersion
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    page.get_by_role("link", name="Bleibt so").click()
    expect(page.get_by_role("heading", name="Noch über 2 Schritte sprechen")).to_be_visible()
    eyes.look("1-before")
    page.keyboard.press("3")
    expect(page.get_by_role("heading", name="Noch über einen Schritt sprechen")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Passt, bleibt so")).to_be_visible()
    eyes.look("2-talked-about")
    kinds = EntryOutcome.objects.order_by("recorded_at").values_list("entry__owner", "kind")
    assert list(kinds) == [("jobcentre", "open"), ("recipient", "partly")]
    page.get_by_label("vorgelesen").check()
    page.keyboard.press("F8")
    expect(page.get_by_text("Der Plan bleibt so.")).to_be_visible()
    assert version.plan.versions.get(state="agreed").number == 2


def test_digits_do_nothing_while_somebody_types(
    page: Page, house: House, version: PlanVersion
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/bleibt-so/")
    page.get_by_text("Eigene Worte dazu").first.click()
    page.get_by_label("Was wurde dazu gesagt?").first.click()
    page.keyboard.type("am 13.")
    expect(page.get_by_label("Was wurde dazu gesagt?").first).to_have_value("am 13.")
    assert not EntryOutcome.objects.exists()


def test_a_key_held_down_answers_one_step_only(
    page: Page, house: House, version: PlanVersion
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/bleibt-so/")
    page.evaluate(
        "window.clicks = 0; document.addEventListener('click', () => { window.clicks += 1 }, true)"
    )
    page.keyboard.down("3")
    expect(page.get_by_role("heading", name="Noch über einen Schritt sprechen")).to_be_visible()
    page.keyboard.down("3")
    page.keyboard.up("3")
    assert page.evaluate("window.clicks") == 1


def test_a_refused_outcome_is_told_in_place(
    page: Page, eyes: Eyes, house: House, version: PlanVersion
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/bleibt-so/")
    page.evaluate("window.stayed = true")
    refusal = '<main><div class="rf-prose"><p>Das ist schon geschehen.</p></div></main>'
    page.route(
        "**/ergebnis**",
        lambda route: route.fulfill(status=409, body=refusal, content_type="text/html"),
    )
    page.keyboard.press("3")
    expect(page.locator(".rf-trouble")).to_contain_text("Das ist schon geschehen.")
    assert page.evaluate("window.stayed")
    eyes.complaints.clear()


def test_on_the_plans_own_page_an_outcome_shows_without_reloading(
    page: Page, eyes: Eyes, house: House, version: PlanVersion
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/")
    page.evaluate("window.stayed = true")
    page.get_by_role("group", name="Ergebnis: Mein Jobcenter").get_by_role(
        "button", name="erledigt", exact=True
    ).click()
    expect(page.locator("#plan-worte").get_by_text("erledigt")).to_be_visible()
    assert page.evaluate("window.stayed")
    eyes.look("outcome")


def test_two_versions_side_by_side_and_for_the_recipient(
    page: Page, eyes: Eyes, house: House, version: PlanVersion
) -> None:
    later = house.at + timedelta(seconds=1)
    draft = drafts.start(case=version.plan.case, by=house.counsellor, at=later)
    words = EntryContent(kind="aspect", text="Ich kann nur vormittags.", words_of="recipient")
    entries.add(version=draft, content=words, by=house.counsellor, at=later)
    answers.agree(version=draft, sought_by=["printout"], by=house.counsellor, at=later)
    let_in(page, "counsellor")
    page.goto(f"/faelle/{version.plan.case_id}/")
    page.get_by_role("link", name="Mit Fassung 1 vergleichen").click()
    expect(page.get_by_text("1 neu, 3 unverändert")).to_be_visible()
    eyes.look("1-staff")
    page.get_by_role("link", name="Für Samira Haddad zeigen").click()
    expect(page.get_by_role("heading", name="Neu", exact=True)).to_be_visible()
    eyes.look("2-shown")
    page.set_viewport_size({"width": 390, "height": 800})
    eyes.look("3-shown-phone")
    page.goto(f"/faelle/{version.plan.case_id}/verlauf/")
    eyes.look("4-history-phone")


def test_a_talk_is_entered_and_recorded(page: Page, eyes: Eyes, house: House) -> None:
    case = house.case("Haddad", "Samira")
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/")
    page.get_by_role("link", name="Termine und neuer Termin").click()
    page.get_by_label("Tag", exact=True).fill(day(clock.today()))
    page.get_by_label("Uhrzeit").fill("10:30")
    page.get_by_role("button", name="Eintragen").click()
    eyes.look("1-planned")
    page.get_by_role("button", name="Hat stattgefunden").click()
    expect(page.get_by_role("button", name="zurücknehmen")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    eyes.look("2-held-phone")
