"""The counsellor's start, the lists and the case in a real browser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from roterfaden.core import clock
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import EntryOutcome
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House

PHONE = {"width": 320, "height": 640}
ZOOMED = {"width": 720, "height": 450}
"""What 200 % zoom leaves of a window of 1440 by 900."""


@pytest.fixture
def busy(house: House) -> House:
    """A history, an overdue promise, a draft, an offer, a stand-in, long and Arabic names."""
    _history(house)
    house.draft(house.case("Haddad", "Karim"))
    offer = house.draft(house.case("Brandt"))
    until = clock.today() + timedelta(days=5)
    answers.offer(version=offer, think_until_on=until, by=house.counsellor, at=house.at)
    _more_people(house)
    stand_ins.arrange(
        absent=house.colleague,
        substitute=house.counsellor,
        begins_on=clock.today(),
        ends_on=until,
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
    return house


def _history(house: House) -> None:
    """Twenty versions and as many goals reached, so that the thread must draw some together."""
    case, by = house.case("Haddad", "Samira"), house.counsellor
    for number in range(20, 0, -1):
        at = house.at - timedelta(days=170 + 7 * number)
        version = drafts.start(case=case, by=by, at=at)
        goal = EntryContent(kind="goal", text=f"Ich erreiche mein {21 - number}. Ziel.")
        made = entries.add(version=version, content=goal, by=by, at=at)
        if number == 20:
            promise = EntryContent(
                kind="step",
                owner="jobcentre",
                text="Mein Jobcenter klärt, ob der Berufssprachkurs bezahlt wird.",
                due_on=clock.day_of(at) + timedelta(days=10),
            )
            entries.add(version=version, content=promise, by=by, at=at)
        answers.agree(version=version, sought_by=["read_aloud"], by=by, at=at)
        if number > 1:
            endings.record_outcome(entry=made, kind=EntryOutcome.Kind.DONE, by=by, at=at)


def _more_people(house: House) -> None:
    rows = (
        "kundennummer;nachname;vorname;geburtsdatum;sprache;dolmetschen;fachkraft;beginn",
        "201B000001;عبد الرحمن;محمد;01.01.1990;ar;ja;counsellor;01.03.2026",
        "201B000002;von Hohenstein-Schwarzenberg;Maxi;01.01.1990;de;nein;counsellor;01.03.2026",
    )
    with read("\n".join(rows).encode(), today=clock.today()) as lines:
        import_rows(lines, jobcentre=house.jobcentre, by=None, at=house.at)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_counsellors_pages_hold_in_light_and_dark(
    busy: House, page: Page, eyes: Eyes, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    let_in(page, "counsellor")
    page.goto("/")
    eyes.look("start")
    page.goto("/faelle/")
    eyes.look("list")
    case = busy.case("Haddad", "Samira")
    for name in ("case", "history", "file", "responsibility"):
        page.goto(reverse(f"cases:{name}", args=[case.pk]))
        eyes.look(name)
    page.get_by_role("navigation", name="Zurück").get_by_role("link").click()
    page.get_by_role("link", name="Kooperationsplan, Fassung 20").click()
    eyes.look("document")


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_nothing_is_lost_on_small_screens(
    busy: House, page: Page, eyes: Eyes, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    let_in(page, "counsellor")
    page.goto("/")
    eyes.look("start")
    for last_name in ("Haddad", "عبد الرحمن", "von Hohenstein-Schwarzenberg"):
        case = busy.case(last_name, "Samira" if last_name == "Haddad" else None)
        page.goto(reverse("cases:case", args=[case.pk]))
        eyes.look(f"case-{case.recipient.kundennummer}")
    page.goto("/faelle/?wessen=alle")
    eyes.look("list")
    page.goto("/faelle/suche?q=zzzz")
    eyes.look("nobody")


def test_other_roles_have_a_calm_start(house: House, page: Page, eyes: Eyes) -> None:
    let_in(page, "researcher")
    page.goto("/")
    expect(page.get_by_text("Wertet Pläne ohne Namen aus.")).to_be_visible()
    eyes.look("start")


def test_a_person_is_found_with_the_keyboard_alone(house: House, page: Page, eyes: Eyes) -> None:
    let_in(page, "counsellor")
    page.goto("/")
    page.get_by_role("heading", level=1).wait_for()
    page.keyboard.press("/")
    page.keyboard.type("hadad sam")
    expect(page.get_by_role("option").first).to_contain_text("Samira Haddad")
    eyes.look("suggestions", full=False)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samira Haddad")


def test_a_list_is_narrowed_by_words_and_state(busy: House, page: Page) -> None:
    let_in(page, "counsellor")
    page.goto("/faelle/")
    page.get_by_label("Name oder Kundennummer").last.fill("haddad")
    page.get_by_role("button", name="Eingrenzen").click()
    expect(page.locator("main tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Entwurf").click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Alles zeigen").click()
    expect(page.locator("main tbody tr")).to_have_count(5)


def test_a_team_lead_gives_a_case_to_somebody_else(house: House, page: Page, eyes: Eyes) -> None:
    let_in(page, "team_lead")
    page.goto("/")
    eyes.look("start")
    page.goto(reverse("cases:responsibility", args=[house.case("Brandt").pk]))
    eyes.look("before")
    page.get_by_label("Fachkraft").select_option(str(house.colleague.pk))
    page.get_by_role("button", name="Fall zuweisen").click()
    expect(page.get_by_text("Die Zuständigkeit ist geändert.")).to_be_visible()
    page.get_by_label("Ab wann").fill("morgen")
    page.get_by_role("button", name="Fall zuweisen").click()
    expect(page.get_by_text("„morgen“ ist kein Datum").first).to_be_visible()
    eyes.complaints.clear()  # browsers log the 422 of a form with errors
    eyes.look("refused")


def test_the_way_from_start_to_file_needs_no_script(
    house: House, context: BrowserContext, page: Page
) -> None:
    version = house.agreed(house.case("Haddad", "Samira"))
    let_in(page, "counsellor")
    page.goto("/")
    plain = context.browser
    assert plain
    quiet = plain.new_context(
        base_url=page.url.rstrip("/"),
        java_script_enabled=False,
        storage_state=context.storage_state(),
    )
    tab = quiet.new_page()
    tab.goto("/")
    tab.get_by_label(re.compile("Person suchen")).fill("haddad samira")
    tab.keyboard.press("Enter")
    tab.get_by_role("main").get_by_role("link", name="Samira Haddad").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Samira Haddad")
    tab.get_by_role("link", name="Alle 2").click()
    tab.get_by_role("link", name=f"Kooperationsplan, Fassung {version.number}").first.click()
    expect(tab.get_by_role("link", name="Laden")).to_be_visible()
    quiet.close()
