"""A whole talk with two browsers at once: the counsellor's, and a phone in Arabic."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.e2e.conftest import PATIENCE, Eyes
from tests.e2e.real.installation import Installation
from tests.integration.platform.service import await_

GOAL = "Ich arbeite in der Pflege."
STEP = "Ich melde mich für den Kurs an."
NEW_STEP = "Ich frage zwei Betriebe nach einem Praktikum."
OTHER_WORDS = "أريد أن أعمل في مطبخ."
WISH = "أريد أن أعمل في الصباح."
FITS, DIFFERENT, LATER = "fits", "different", "later"


@pytest.fixture
def phone(chromium: Browser, service: Installation) -> Iterator[BrowserContext]:
    """A phone of its own, set to Arabic."""
    context = chromium.new_context(
        base_url=service.address,
        locale="ar",
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def device(page: Page, phone: BrowserContext) -> Page:
    """The phone with the plan, after both screens have shown the same two words."""
    device = phone.new_page()
    join(page, device)
    return device


def join(page: Page, device: Page) -> None:
    page.get_by_role("button", name="Auf einem Gerät mitsehen lassen").click()
    device.goto("/mit/")
    device.locator("#code").fill(page.locator("#mitsicht-code").inner_text())
    device.locator("form button.rf-large").click()
    expect(device.locator(".rf-twowords")).to_be_visible()
    expect(page.locator(".rf-sharing__code")).to_have_text(
        device.locator(".rf-twowords").inner_text()
    )
    page.get_by_role("button", name="Ja, dieselben Wörter").click()
    expect(device.locator("#tafel")).to_be_visible()


def entry(device: Page, text: str) -> Locator:
    return device.locator("[data-entry]").filter(has_text=text)


def answer(device: Page, text: str, kind: str) -> None:
    entry(device, text).locator(f".rf-answer[value={kind}]").click()


def replies(service: Installation, draft: str) -> list[tuple[str, str]]:
    return [
        (str(kind), str(words))
        for kind, words in service.ask(
            "SELECT r.kind, r.words FROM sharing_reply r JOIN plans_entry e ON e.id = r.entry_id "
            "WHERE e.version_id = %s ORDER BY r.given_at",
            draft,
        )
    ]


def test_a_talk_with_a_phone_in_arabic(
    page: Page, device: Page, draft: str, service: Installation
) -> None:
    eyes = Eyes(device, "shared-view-phone-ar")
    html = device.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ar")
    eyes.look("plan")
    page.locator("#besprochen").fill(NEW_STEP)
    page.locator("#besprochen").press("Enter")
    expect(device.get_by_text(NEW_STEP, exact=True)).to_be_visible()
    answer(device, GOAL, FITS)
    await_(lambda: replies(service, draft) == [(FITS, "")], 60)
    expect(entry(device, STEP).locator(".rf-answer")).to_have_count(3)
    expect(page.locator("[data-entry] .rf-reply")).to_have_text(["Passt"])
    answer(device, STEP, DIFFERENT)
    entry(device, STEP).locator("textarea").fill(OTHER_WORDS)
    eyes.look("different")
    entry(device, STEP).locator("button[value=type]").click()
    beside = page.locator("li[data-entry]").filter(has_text=STEP)
    expect(beside.locator("q")).to_have_text(OTHER_WORDS)
    eyes.look("answered")
    beside.get_by_role("link", name=f"Wegen der Antwort ändern: {STEP}").click()
    expect(page.get_by_label("Was soll im Plan stehen?")).to_have_value(STEP)


def test_an_own_wish_goes_into_the_plan_and_keeps_its_words(
    page: Page, device: Page, draft: str, service: Installation
) -> None:
    device.locator("[data-open-wish]").click()
    device.locator("#wunsch-worte").fill(WISH)
    device.locator("[data-say=wish] button").click()
    expect(device.locator("#wuensche")).to_contain_text(WISH)
    expect(page.locator("[data-sharing] q")).to_have_text(WISH)
    page.get_by_label("Wortlaut im Plan, auf Deutsch").fill("Ich möchte morgens arbeiten.")
    page.get_by_role("button", name="In den Plan", exact=True).click()
    expect(entry(device, "Ich möchte morgens arbeiten.")).to_contain_text(WISH)


def test_what_was_said_while_the_line_was_cut_arrives_and_nothing_was_missed(
    page: Page, device: Page, phone: BrowserContext, draft: str, service: Installation
) -> None:
    phone.set_offline(True)
    answer(device, GOAL, LATER)
    expect(device.locator(".is-sending")).to_have_count(1)
    device.locator("[data-open-wish]").click()
    device.locator("#wunsch-worte").fill(WISH)
    device.locator("[data-say=wish] button").click()
    page.locator("#besprochen").fill(NEW_STEP)
    page.locator("#besprochen").press("Enter")
    await_(lambda: len(service.texts(draft)) == 2, 60)
    assert replies(service, draft) == []
    phone.set_offline(False)
    await_(lambda: replies(service, draft) == [(LATER, "")], 60)
    question = "SELECT words FROM sharing_ownwish WHERE version_id = %s"
    await_(lambda: service.ask(question, draft) == [(WISH,)], 60)
    expect(device.get_by_text(NEW_STEP, exact=True)).to_be_visible()
    expect(device.locator("#wuensche")).to_contain_text(WISH)
    expect(page.locator("[data-entry] .rf-reply b")).to_have_text(["Später"])


def test_an_answer_whose_arrival_was_not_heard_is_there_once(
    device: Page, draft: str, service: Installation
) -> None:
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(str(route.fetch().status))
        route.abort()

    device.route("**/mit/sagen/antwort/", lose)
    answer(device, GOAL, FITS)
    expect(entry(device, STEP).locator(".rf-answer")).to_have_count(3)
    expect(device.locator(".is-sending")).to_have_count(0)
    assert lost == ["204"]
    assert replies(service, draft) == [(FITS, "")]


def test_the_view_goes_on_though_the_server_was_killed(
    page: Page, device: Page, draft: str, service: Installation
) -> None:
    service.kill()
    answer(device, GOAL, FITS)
    expect(device.locator(".is-sending")).to_have_count(1)
    service.start()
    await_(lambda: replies(service, draft) == [(FITS, "")], 60)
    expect(entry(device, STEP).locator(".rf-answer")).to_have_count(3)


def test_ending_in_the_office_empties_the_phone_at_once(page: Page, device: Page) -> None:
    page.get_by_role("button", name="Mitsicht beenden").click()
    expect(device.locator("#tafel")).to_have_count(0)
    expect(device.get_by_text(GOAL)).to_have_count(0)
    expect(page.get_by_role("button", name="Auf einem Gerät mitsehen lassen")).to_be_visible()
    device.reload()
    expect(device.get_by_text(GOAL)).to_have_count(0)


def test_what_could_not_be_sent_before_the_end_reaches_no_later_view(
    page: Page, device: Page, draft: str, service: Installation
) -> None:
    """On a tablet of the office the next person sits in the same tab."""
    device.route("**/mit/sagen/wunsch/", lambda route: route.abort())
    device.locator("[data-open-wish]").click()
    device.locator("#wunsch-worte").fill(WISH)
    device.locator("[data-say=wish] button").click()
    kept = "sessionStorage.getItem('mitsicht-zu-senden')"
    assert device.evaluate(kept)
    left = device.evaluate(kept)
    page.get_by_role("button", name="Mitsicht beenden").click()
    expect(device.locator("#tafel")).to_have_count(0)
    await_(lambda: device.evaluate(kept) is None, 60)
    device.evaluate("left => sessionStorage.setItem('mitsicht-zu-senden', left)", left)
    device.unroute("**/mit/sagen/wunsch/")
    join(page, device)
    await_(lambda: device.evaluate(kept) is None, 60)
    answer(device, GOAL, FITS)
    await_(lambda: replies(service, draft) == [(FITS, "")], 60)
    question = "SELECT words FROM sharing_ownwish WHERE version_id = %s"
    assert service.ask(question, draft) == []


def test_leaving_on_the_phone_is_seen_in_the_office(page: Page, device: Page) -> None:
    device.locator("a[href='/mit/plan/ende/']").click()
    device.locator("form button.rf-large").click()
    expect(device.get_by_text(GOAL)).to_have_count(0)
    expect(page.get_by_role("button", name="Auf einem Gerät mitsehen lassen")).to_be_visible()


def test_the_second_screen_follows_without_asking_anything(
    page: Page, context: BrowserContext, draft: str
) -> None:
    with context.expect_page() as opened:
        page.get_by_role("link", name="Zweiter Bildschirm").click()
    screen = opened.value
    expect(screen.get_by_text(GOAL)).to_be_visible()
    page.locator("#besprochen").fill(NEW_STEP)
    page.locator("#besprochen").press("Enter")
    expect(screen.get_by_text(NEW_STEP, exact=True)).to_be_visible()
    expect(screen.locator(".rf-answer")).to_have_count(0)


@pytest.mark.parametrize(
    ("voice", "is_offered"), [("ar-own", True), ("ar-far", False), ("de", False)]
)
def test_reading_aloud_is_offered_only_with_a_voice_of_the_device(
    device: Page, voice: str, is_offered: bool
) -> None:
    language, _, place = voice.partition("-")
    known = {"name": "x", "lang": language, "localService": place != "far"}
    device.add_init_script(f"speechSynthesis.getVoices = () => [{json.dumps(known)}];")
    device.reload()
    expect(device.locator("#tafel")).to_be_visible()
    device.locator("[data-open-wish]").click()
    expect(device.locator("#wunsch-worte")).to_be_focused()
    button = device.locator("[data-aloud]")
    expect(button).to_be_visible() if is_offered else expect(button).to_be_hidden()


def test_without_a_script_every_answer_works_by_reloading(
    page: Page, chromium: Browser, service: Installation, draft: str
) -> None:
    context = chromium.new_context(base_url=service.address, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    device = context.new_page()
    page.get_by_role("button", name="Auf einem Gerät mitsehen lassen").click()
    device.goto("/mit/")
    device.locator("#code").fill(page.locator("#mitsicht-code").inner_text())
    device.locator("form button.rf-large").click()
    page.get_by_role("button", name="Ja, dieselben Wörter").click()
    expect(page.get_by_text("Ein Gerät sieht mit")).to_be_visible()
    device.locator("a[href='/mit/plan/']").first.click()
    answer(device, GOAL, FITS)
    answer(device, STEP, DIFFERENT)
    device.locator("textarea:visible").fill("Lieber später am Tag.")
    device.locator("button[value=type]").click()
    await_(
        lambda: replies(service, draft) == [(FITS, ""), (DIFFERENT, "Lieber später am Tag.")], 60
    )
    context.close()
