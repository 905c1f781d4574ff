"""Before and around a talk in a browser: the day, the preparation, notes, the covered screen."""

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.meetings import actions
from roterfaden.meetings.actions import notes, potential
from roterfaden.meetings.models import CaseNote, Details, Meeting, PotentialFinding
from roterfaden.meetings.potential import Side
from roterfaden.recipients.models import Case
from roterfaden.talk.models import TalkRecord
from tests.e2e.conftest import Eyes, let_in, quiet
from tests.factories.house import House
from tests.integration.platform.service import await_
from tests.unit.meetings.test_calendar_reading import calendar


@pytest.fixture
def case(house: House) -> Case:
    case = house.case("Haddad", "Samira")
    house.agreed(case)
    by, at = house.counsellor, house.at
    notes.write(case=case, text="Ruft lieber am Vormittag an.", by=by, at=at)
    potential.find(case=case, side=Side.STRENGTH, code="languages", by=by, at=at)
    potential.find(case=case, side=Side.OBSTACLE, code="childcare", by=by, at=at)
    return case


@pytest.fixture
def meeting(house: House, case: Case) -> Meeting:
    return actions.arrange(
        case=case,
        starts_at=datetime.combine(clock.today(), time(23, 55), BERLIN),
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.IN_PERSON,
        details=Details(place="Raum 2.14", interpreter="phone", interpreter_name="Frau Nasser"),
        by=house.counsellor,
        at=house.at,
    )


def test_the_next_talk_of_the_day_leads_to_its_preparation_on_one_screen(
    page: Page, eyes: Eyes, meeting: Meeting
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    let_in(page, "counsellor")
    page.goto("/")
    eyes.look("1-today")
    page.get_by_role("link", name="Gespräch vorbereiten").click()
    expect(page.get_by_role("heading", name="Samira Haddad")).to_be_visible()
    expect(page.get_by_text("Ruft lieber am Vormittag an.")).to_be_visible()
    expect(page.get_by_text("Kinderbetreuung fehlt")).to_be_visible()
    # The page is as high as it stays when its fonts have come.
    await_(lambda: page.evaluate("document.documentElement.scrollHeight") <= 800)
    eyes.look("2-before-the-talk")
    page.get_by_role("button", name="Zur Vorbereitung genutzt").click()
    expect(page.get_by_text("Festgehalten: mit dem Plan vorbereitet.")).to_be_visible()
    assert TalkRecord.objects.get().prepared_with_plan
    page.set_viewport_size({"width": 390, "height": 800})
    eyes.look("3-narrow")


def test_the_preparation_is_one_sheet_of_paper(page: Page, meeting: Meeting) -> None:
    let_in(page, "counsellor")
    page.goto(f"/termine/{meeting.pk}/vorbereiten/")
    quiet(page)
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_f4_covers_everything_and_gives_the_focus_back(
    page: Page, eyes: Eyes, context: BrowserContext, case: Case
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/")
    quiet(page)
    heading = page.get_by_role("heading", name="Samira Haddad")
    expect(heading).to_be_visible()
    link = page.get_by_role("link", name="Fälle", exact=True)
    link.focus()
    context.set_offline(True)
    page.keyboard.press("F4")
    screen = page.get_by_role("dialog", name="Sichtschutz")
    expect(screen).to_be_visible()
    expect(heading).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page).to_have_title("Sichtschutz · Roter Faden")
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('main, header, footer')")
    for way in ("F4", "Escape"):
        page.keyboard.press(way)
        expect(screen).to_be_hidden()
        expect(heading).to_be_visible()
        expect(link).to_be_focused()
        expect(page).to_have_title("Samira Haddad · Roter Faden")
        page.keyboard.press("F4")
        expect(screen).to_be_visible()
    context.set_offline(False)
    eyes.look("covered", full=False)
    screen.get_by_role("button", name="Zurück zur Seite").click()
    expect(link).to_be_focused()


def test_the_cover_lies_over_suggestions_and_open_windows_too(page: Page, case: Case) -> None:
    let_in(page, "counsellor")
    page.goto("/")
    quiet(page)
    page.get_by_label("Person suchen").press_sequentially("hadd")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    page.keyboard.press("F4")
    expect(page.get_by_role("dialog", name="Sichtschutz")).to_be_visible()
    expect(option).to_have_count(0)
    page.keyboard.press("F4")
    page.keyboard.press("F1")
    expect(page.get_by_role("dialog", name="Tasten auf dieser Seite")).to_be_visible()
    page.keyboard.press("F4")
    expect(page.get_by_role("dialog", name="Sichtschutz")).to_be_visible()
    expect(page.get_by_role("dialog", name="Tasten auf dieser Seite")).to_have_count(0)


def test_no_key_reaches_the_covered_page_and_loading_anew_does_not_uncover_it(
    page: Page, house: House, case: Case
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/")
    quiet(page)
    page.keyboard.press("F4")
    screen = page.get_by_role("dialog", name="Sichtschutz")
    expect(screen).to_be_visible()
    for key in ("F8", "F1", "/", "?"):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog", name="Tasten auf dieser Seite")).to_have_count(0)
    assert page.url.endswith(f"/faelle/{case.pk}/")
    page.reload()
    expect(screen).to_be_visible()
    expect(page.get_by_role("heading", name="Samira Haddad")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Samira Haddad")).to_be_visible()
    assert not case.plans.filter(versions__state="draft").exists()


def test_the_button_in_the_foot_covers_as_well(page: Page, house: House) -> None:
    let_in(page, "counsellor")
    page.goto("/")
    quiet(page)
    page.get_by_role("button", name="Sichtschutz").click()
    expect(page.get_by_role("dialog", name="Sichtschutz")).to_be_visible()


def test_a_note_stores_itself_and_stands_there_after_loading_anew(
    page: Page, eyes: Eyes, case: Case
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/notizen/")
    quiet(page)
    page.get_by_label("Neue Notiz").fill("Die Kita öffnet um sieben.")
    expect(page.locator(".rf-saved[data-state=saved]")).to_be_visible()
    assert CaseNote.objects.filter(text="Die Kita öffnet um sieben.").exists()
    page.reload()
    expect(page.get_by_label("Notiz von heute").first).to_have_value("Die Kita öffnet um sieben.")
    eyes.look("notes")


def test_a_note_written_without_network_arrives_when_it_is_back(
    page: Page, context: BrowserContext, case: Case
) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/notizen/")
    quiet(page)
    context.set_offline(True)
    page.get_by_label("Neue Notiz").fill("Im Keller ohne Netz.")
    expect(page.locator(".rf-saved[data-state=offline]")).to_be_visible()
    assert not CaseNote.objects.filter(text="Im Keller ohne Netz.").exists()
    context.set_offline(False)
    expect(page.locator(".rf-saved[data-state=saved]")).to_be_visible()
    assert CaseNote.objects.filter(text="Im Keller ohne Netz.").exists()


def test_strengths_and_obstacles_are_a_press_each(page: Page, case: Case) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/notizen/")
    page.get_by_role("button", name="Führerschein", exact=True).click()
    expect(page.get_by_role("button", name="Führerschein herausnehmen")).to_be_visible()
    page.get_by_role("button", name="Kinderbetreuung fehlt herausnehmen").click()
    expect(page.get_by_role("button", name="Kinderbetreuung fehlt", exact=True)).to_be_visible()
    codes = PotentialFinding.objects.present().values_list("code", flat=True)
    assert sorted(codes) == ["languages", "licence"]


def test_a_calendar_is_shown_before_it_is_taken(page: Page, eyes: Eyes, case: Case) -> None:
    at = clock.now() + timedelta(days=2)
    text = calendar(
        f"UID:1\nDTSTART:{at:%Y%m%dT%H%M00Z}\nSUMMARY:Gespräch 101A000001\nLOCATION:Raum 2",
        f"UID:2\nDTSTART:{at:%Y%m%dT%H%M00Z}\nSUMMARY:Zahnarzt",
    )
    let_in(page, "counsellor")
    page.goto("/termine/kalender/")
    eyes.look("1-empty")
    page.get_by_label("oder ihren Text hier einfügen").fill(text)
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.get_by_text("Titel und Beschreibung nennen keine Kundennummer.")).to_be_visible()
    eyes.look("2-preview")
    page.get_by_role("button", name="Angekreuzte übernehmen").click()
    expect(page.get_by_text("Ein Termin übernommen.")).to_be_visible()
    assert Meeting.objects.get().place == "Raum 2"


def test_a_first_talk_on_the_phone_asks_why(page: Page, eyes: Eyes, case: Case) -> None:
    let_in(page, "counsellor")
    page.goto(f"/faelle/{case.pk}/termine/")
    day = clock.today() + timedelta(days=3)
    page.get_by_label("Tag").fill(f"{day:%d.%m.%Y}")
    page.get_by_label("Uhrzeit").fill("10:30")
    page.get_by_label("Was für ein Gespräch?").select_option("first")
    page.get_by_label("Wie?").select_option("phone")
    page.get_by_role("button", name="Eintragen").click()
    why = page.get_by_label("Warum nicht im Jobcenter?")
    expect(why).to_be_visible()
    eyes.look("refused")
    why.fill("Liegt im Krankenhaus.")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_text("nicht im Jobcenter, weil: Liegt im Krankenhaus.")).to_be_visible()
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.not_in_person_because) == ("first", "Liegt im Krankenhaus.")
