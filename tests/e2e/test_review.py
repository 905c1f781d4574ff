"""Looking back together with the keyboard alone, also where the line is cut."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from roterfaden.core import clock
from roterfaden.core.german import day
from roterfaden.plans.actions import answers, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.recipients.actions.cases import assign
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House

GOAL = "Ich arbeite in der Pflege."
PROMISE = "Mein Jobcenter gibt mir die Berechtigung."
COURSE = "Ich melde mich für den Kurs an."
MORE = (
    EntryContent(kind="step", owner="jobcentre", text="Mein Jobcenter bezahlt die Fahrkarte."),
    EntryContent(kind="step", owner="recipient", text="Ich lasse mein Zeugnis übersetzen."),
)


@pytest.fixture
def version(house: House) -> PlanVersion:
    """A goal and two steps of each side."""
    by, at = house.counsellor, house.at
    draft = house.draft(house.case("Haddad", "Samira"))
    for content in MORE:
        entries.add(version=draft, content=content, by=by, at=at)
    return answers.agree(version=draft, sought_by=["read_aloud"], by=by, at=at)


@pytest.fixture
def back(page: Page, house: House, version: PlanVersion) -> Page:
    """The page of the review."""
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/rueckblick/")
    return page


def current(page: Page) -> Locator:
    return page.locator("[data-current] [data-open]")


def at(page: Page, text: str) -> None:
    """The row with this text has the focus."""
    expect(current(page)).to_have_text(text)
    expect(current(page)).to_be_focused()


def arrived(page: Page, count: int) -> None:
    """So many have been talked about, as the server tells it."""
    expect(page.locator("#besprochen")).to_contain_text(f"{count} von 5 besprochen")
    expect(page.locator("[data-sending]")).to_have_count(0)


def kinds() -> list[tuple[str, str]]:
    found = EntryOutcome.objects.order_by("recorded_at").values_list("entry__text", "kind")
    return list(found)


def test_a_goal_and_both_sides_steps_take_a_key_each_and_f8_leads_on(
    back: Page, eyes: Eyes, version: PlanVersion
) -> None:
    at(back, GOAL)
    eyes.look("1-begin")
    back.keyboard.type("31123")
    arrived(back, 5)
    assert kinds() == [
        (GOAL, "open"),
        (PROMISE, "done"),
        (MORE[0].text, "done"),
        (COURSE, "partly"),
        (MORE[1].text, "open"),
    ]
    eyes.look("2-said")
    back.keyboard.press("F8")
    expect(back.get_by_label("Was haben Sie besprochen?")).to_be_visible()
    draft = version.plan.versions.get(state="draft")
    texts = [entry.text for entry in draft.entries.order_by("position")]
    assert texts == [GOAL, COURSE, MORE[1].text]


def test_f8_waits_for_what_is_on_its_way(back: Page, version: PlanVersion) -> None:
    at(back, GOAL)
    back.keyboard.type("31")
    back.keyboard.press("F8")
    expect(back.get_by_label("Was haben Sie besprochen?")).to_be_visible()
    assert kinds() == [(GOAL, "open"), (PROMISE, "done")]


def test_a_new_day_takes_d_the_day_and_enter(back: Page, version: PlanVersion) -> None:
    new_day = clock.today() + timedelta(days=40)
    back.keyboard.press("ArrowDown")
    at(back, PROMISE)
    back.keyboard.press("d")
    back.keyboard.type(f"{new_day.day}.{new_day.month}.")
    back.keyboard.press("Enter")
    at(back, MORE[0].text)
    arrived(back, 1)
    expect(back.locator("#geht-mit")).to_contain_text(f"bis {day(new_day)}")
    outcome = EntryOutcome.objects.get()
    assert (outcome.kind, outcome.new_due_on) == ("open", new_day)


def test_a_day_that_is_none_is_told_at_its_field_and_stays(back: Page, eyes: Eyes) -> None:
    back.keyboard.press("ArrowDown")
    back.keyboard.press("d")
    back.keyboard.type("bald")
    back.keyboard.press("Enter")
    field = back.locator("[data-current]").get_by_label("Neues Datum")
    expect(back.get_by_text("„bald“ ist kein Datum.")).to_be_visible()
    expect(field).to_have_value("bald")
    assert not EntryOutcome.objects.exists()
    eyes.look("wrong-day")


def test_not_done_asks_the_recipient_why_and_for_a_good_cause(back: Page, eyes: Eyes) -> None:
    for _row in range(3):
        back.keyboard.press("ArrowDown")
    at(back, COURSE)
    back.keyboard.press("5")
    row = back.locator("[data-current]")
    expect(row.get_by_text("Wer nichts sagen möchte, muss es nicht.")).to_be_visible()
    back.keyboard.type("Der Kurs war am 5. schon voll.")
    back.keyboard.press("Tab")
    back.keyboard.press("ArrowUp")
    back.keyboard.press("ArrowUp")
    eyes.look("asked")
    back.keyboard.press("Enter")
    at(back, MORE[1].text)
    arrived(back, 1)
    outcome = EntryOutcome.objects.get()
    assert (outcome.kind, outcome.note) == ("not_done", "Der Kurs war am 5. schon voll.")
    assert outcome.good_cause == "yes"


def test_the_offices_own_reason_is_asked_for_in_the_words_of_the_office(back: Page) -> None:
    back.keyboard.press("ArrowDown")
    back.keyboard.press("5")
    expect(back.get_by_text("Warum haben wir das nicht getan?").first).to_be_visible()
    expect(back.locator("[data-current]").get_by_text("wichtigen Grund")).to_have_count(0)
    back.keyboard.type("Wir haben es vergessen.")
    back.keyboard.press("Enter")
    at(back, MORE[0].text)
    arrived(back, 1)
    assert EntryOutcome.objects.get().note == "Wir haben es vergessen."


def test_own_words_wait_for_the_result(back: Page) -> None:
    back.keyboard.press("ArrowDown")
    back.keyboard.press("n")
    back.keyboard.type("Seit 3 Wochen.")
    back.keyboard.press("Enter")
    at(back, PROMISE)
    back.keyboard.press("2")
    at(back, MORE[0].text)
    arrived(back, 1)
    outcome = EntryOutcome.objects.get()
    assert (outcome.kind, outcome.note) == ("partly", "Seit 3 Wochen.")


def test_ctrl_z_takes_back_the_last_then_the_one_before(back: Page) -> None:
    back.keyboard.press("ArrowDown")
    back.keyboard.type("11")
    back.keyboard.press("Control+z")
    arrived(back, 1)
    at(back, MORE[0].text)
    back.keyboard.press("Control+z")
    arrived(back, 0)
    at(back, PROMISE)
    assert [kind for _text, kind in kinds()] == ["done", "done", "open", "open"]


def test_keys_rest_while_the_list_has_no_focus(back: Page) -> None:
    at(back, GOAL)
    back.get_by_role("link", name="Bleibt so").focus()
    back.keyboard.type("13")
    back.keyboard.press("j")
    at(back, GOAL)
    assert not EntryOutcome.objects.exists()


def test_a_goal_reached_is_celebrated_and_the_next_one_goes_into_the_draft(
    back: Page, eyes: Eyes, version: PlanVersion
) -> None:
    at(back, GOAL)
    back.keyboard.press("1")
    expect(back.get_by_text("Das haben Sie geschafft.")).to_be_visible()
    expect(back.get_by_label("Was kommt als Nächstes?")).to_be_focused()
    eyes.look("1-reached")
    back.keyboard.type("Ich mache die Ausbildung zur Pflegefachfrau.")
    back.keyboard.press("Enter")
    at(back, PROMISE)
    expect(back.locator("#geht-mit")).to_contain_text("Pflegefachfrau")
    draft = version.plan.versions.get(state="draft")
    assert draft.entries.filter(kind="goal", removed_at=None).count() == 1


def test_nothing_is_lost_while_the_line_is_cut(back: Page, eyes: Eyes) -> None:
    at(back, GOAL)
    back.route("**/ergebnis/", lambda route: route.abort())
    back.keyboard.type("31")
    at(back, MORE[0].text)
    expect(back.get_by_text("keine Verbindung, wird wiederholt")).to_be_visible()
    assert not EntryOutcome.objects.exists()
    back.unroute("**/ergebnis/")
    back.evaluate("window.dispatchEvent(new Event('online'))")
    arrived(back, 2)
    assert kinds() == [(GOAL, "open"), (PROMISE, "done")]
    eyes.complaints.clear()


def test_a_slow_answer_does_not_hold_up_the_next_key(back: Page) -> None:
    held: list[Route] = []
    at(back, GOAL)
    back.route("**/ergebnis/", lambda route: held.append(route), times=1)  # noqa: PLW0108  not a builtin
    back.keyboard.type("32")
    at(back, MORE[0].text)
    expect(back.get_by_text("wird festgehalten")).to_have_count(2)
    held[0].continue_()
    arrived(back, 2)
    assert kinds() == [(GOAL, "open"), (PROMISE, "partly")]


def test_after_a_change_of_counsellor_the_old_plan_is_set_aside(
    page: Page, eyes: Eyes, house: House, version: PlanVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hand_over(house, version, monkeypatch)
    let_in(page, "counsellor")
    page.goto(f"/plaene/{version.pk}/rueckblick/")
    page.get_by_text("Den alten Plan zur Seite legen").click()
    page.get_by_label("Warum?").fill("Die Pflege passt nicht mehr.")
    eyes.look("1-asked")
    page.get_by_role("button", name="Zur Seite legen", exact=True).click()
    expect(page.get_by_text("Der alte Plan ist zur Seite gelegt:")).to_be_visible()
    eyes.look("2-set-aside")
    page.locator(".rf-back__change").get_by_role("button", name="Rückgängig").click()
    arrived(page, 0)


def _hand_over(house: House, version: PlanVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    case = version.plan.case
    assign(case=case, staff=house.colleague, begins_on=clock.today(), by=None, at=tomorrow)


def test_the_review_on_a_phone_and_in_the_dark(back: Page, eyes: Eyes) -> None:
    back.keyboard.type("31")
    arrived(back, 2)
    back.set_viewport_size({"width": 390, "height": 800})
    eyes.look("1-phone")
    back.emulate_media(color_scheme="dark")
    back.set_viewport_size({"width": 1440, "height": 900})
    eyes.look("2-dark")


def test_without_a_script_every_row_has_its_buttons(
    page: Page, house: House, version: PlanVersion
) -> None:
    let_in(page, "counsellor")
    page.route(re.compile(r"/looking_back\."), lambda route: route.abort())
    page.goto(f"/plaene/{version.pk}/rueckblick/")
    for text in (GOAL, PROMISE, COURSE):
        expect(page.get_by_role("group", name=f"Ergebnis: {text}")).to_be_visible()
    page.get_by_role("group", name=f"Ergebnis: {PROMISE}").get_by_role(
        "button", name="erledigt", exact=True
    ).click()
    expect(page.get_by_text("1 von 5 besprochen")).to_be_visible()
    assert kinds() == [(PROMISE, "done")]
