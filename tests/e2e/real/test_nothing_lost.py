"""Nothing typed is lost: not when the server, the database, the session or the line goes away."""

import re

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from tests.e2e.conftest import sign_in
from tests.e2e.real.conftest import open_draft
from tests.e2e.real.installation import Installation
from tests.integration.platform.service import await_

WORDS = "Was soll im Plan stehen?"
STEP = "Ich melde mich für den Kurs an."
SAVED = re.compile(r"^gespeichert \d\d:\d\d$")
UNREACHED = re.compile("keine Verbindung|wird wiederholt")


def write(page: Page, text: str) -> None:
    """Open the step of the recipient and write."""
    page.get_by_role("link", name=f"Ändern: {STEP}").click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.get_by_label(WORDS).fill(text)


def write_new(page: Page, text: str) -> None:
    page.locator("a[hx-get$='/eintraege/neu/step_recipient/']").click()
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.get_by_label(WORDS).fill(text)


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify({ ...sessionStorage })"))


def stands(page: Page, state: str | re.Pattern[str]) -> None:
    expect(page.locator("#stand")).to_have_text(state)


def test_words_arrive_though_the_server_was_killed_while_typing(
    page: Page, draft: str, service: Installation
) -> None:
    write(page, "Ich melde mich")
    service.kill()
    page.get_by_label(WORDS).press_sequentially(" morgen an.")
    stands(page, UNREACHED)
    assert "Ich melde mich morgen an." in kept(page)
    service.start()
    stands(page, SAVED)
    await_(lambda: service.texts(draft) == ["Ich melde mich morgen an."], 60)
    assert "Ich melde mich" not in kept(page)


def test_a_new_entry_saves_itself_and_arrives_though_the_server_was_killed(
    page: Page, draft: str, service: Installation
) -> None:
    service.kill()
    page.evaluate("0")
    service.start()
    write_new(page, "Ich rufe dort an.")
    service.kill()
    page.get_by_label(WORDS).press_sequentially(" Gleich.")
    stands(page, UNREACHED)
    service.start()
    stands(page, SAVED)
    await_(lambda: service.texts(draft) == [STEP, "Ich rufe dort an. Gleich."], 60)
    page.get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_role("link", name="Ändern: Ich rufe dort an. Gleich.")).to_be_visible()
    assert service.texts(draft) == [STEP, "Ich rufe dort an. Gleich."]


def test_words_arrive_though_the_database_was_killed_while_typing(
    page: Page, draft: str, service: Installation
) -> None:
    write(page, "Ich melde mich")
    service.kill_database()
    page.get_by_label(WORDS).press_sequentially(" am Montag an.")
    stands(page, SAVED)
    await_(lambda: service.texts(draft) == ["Ich melde mich am Montag an."], 60)


def test_words_arrive_when_the_line_is_back(
    page: Page, context: BrowserContext, draft: str, service: Installation
) -> None:
    context.set_offline(True)
    page.get_by_label(WORDS)
    context.set_offline(False)
    write(page, "Ich melde mich")
    context.set_offline(True)
    page.get_by_label(WORDS).press_sequentially(" heute an.")
    stands(page, "keine Verbindung, Ihr Text bleibt hier")
    assert "heute an." in kept(page)
    context.set_offline(False)
    stands(page, SAVED)
    await_(lambda: service.texts(draft) == ["Ich melde mich heute an."], 60)


@pytest.mark.parametrize("tries", [1, 3])
def test_an_entry_whose_answers_got_lost_is_there_once(
    page: Page, draft: str, service: Installation, tries: int
) -> None:
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or len(lost) >= tries:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    page.route("**/eintraege/neu/**", lose)
    write_new(page, "Ich rufe dort an.")
    stands(page, UNREACHED)
    page.get_by_label(WORDS).press_sequentially(" Und frage nach.")
    stands(page, SAVED)
    assert len(lost) == tries
    await_(lambda: service.texts(draft) == [STEP, "Ich rufe dort an. Und frage nach."], 60)


def test_after_a_time_out_the_words_are_sent_when_signed_in_again_elsewhere(
    page: Page, context: BrowserContext, draft: str, service: Installation
) -> None:
    write(page, "Ich melde mich")
    service.end_sessions()
    page.get_by_label(WORDS).press_sequentially(" am Freitag an.")
    expect(page.get_by_role("dialog")).to_contain_text("Sie sind abgemeldet")
    stands(page, "nicht gespeichert, bitte neu anmelden")
    sign_in(context.new_page(), "counsellor")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    stands(page, SAVED)
    expect(page.get_by_role("dialog")).to_have_count(0)
    await_(lambda: service.texts(draft) == ["Ich melde mich am Freitag an."], 60)


def test_a_time_out_shows_nothing_to_the_next_person(
    page: Page, context: BrowserContext, service: Installation
) -> None:
    write(page, "Nur für meine Augen.")
    service.end_sessions()
    page.get_by_label(WORDS).press_sequentially(" Wirklich.")
    expect(page.get_by_role("dialog")).to_contain_text("Sie sind abgemeldet")
    sign_in(context.new_page(), "colleague")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_url("/")
    assert "Augen" not in kept(page)
    expect(page.get_by_text("Augen")).to_have_count(0)


def test_a_page_that_went_away_opens_what_was_being_written(
    page: Page, draft: str, service: Installation
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    write(page, "Ich melde mich")
    service.kill()
    page.get_by_label(WORDS).press_sequentially(" und gehe hin.")
    stands(page, UNREACHED)
    page.goto("about:blank")
    service.start()
    page.goto(f"/plaene/{draft}/")
    expect(page.get_by_label(WORDS)).to_have_value("Ich melde mich und gehe hin.")
    await_(lambda: service.texts(draft) == ["Ich melde mich und gehe hin."], 60)
    stands(page, SAVED)


def test_closing_the_tab_saves_what_was_just_typed(
    page: Page, draft: str, service: Installation
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    write(page, "Kurz vor Schluss.")
    page.close(run_before_unload=True)
    await_(lambda: service.texts(draft) == ["Kurz vor Schluss."], 60)


def test_leaving_asks_only_while_something_is_unsent(
    page: Page, draft: str, service: Installation
) -> None:
    asked: list[Dialog] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog)
        dialog.dismiss()

    page.on("dialog", answer)
    write(page, "Ich melde mich")
    service.kill()
    page.get_by_label(WORDS).press_sequentially(" jetzt an.")
    stands(page, UNREACHED)
    page.close(run_before_unload=True)
    await_(lambda: bool(asked) or page.is_closed() or page.evaluate("true") is None)
    assert [dialog.type for dialog in asked] == ["beforeunload"]
    service.start()
    stands(page, SAVED)
    page.goto(f"/plaene/{draft}/blatt/")
    expect(page).to_have_url(re.compile(r"/blatt/$"))
    await_(lambda: service.texts(draft) == ["Ich melde mich jetzt an."], 60)
    assert len(asked) == 1


def test_signing_out_leaves_nothing_in_the_tab(
    page: Page, context: BrowserContext, draft: str
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/plaene/{draft}/zurueckziehen/")
    page.get_by_label("Anmerkung").fill("Das soll niemand sonst lesen.")
    expect(page.get_by_text("Ihr Text bleibt in diesem Fenster")).to_be_visible()
    assert "niemand" in kept(page)
    page.get_by_role("banner").locator("summary").last.click()
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/anmelden/**")
    assert "niemand" not in kept(page)
    open_draft(page, draft, "colleague")
    page.goto(f"/plaene/{draft}/zurueckziehen/")
    expect(page.get_by_label("Anmerkung")).to_have_value("")


def test_a_form_waits_for_the_server_and_sends_itself(
    page: Page, draft: str, service: Installation
) -> None:
    page.goto(f"/plaene/{draft}/antwort/")
    page.get_by_label("vorgelesen").check()
    page.get_by_label("Nicht einverstanden").check()
    page.locator("[name=reason]").fill("Der Weg ist zu weit.")
    service.kill()
    page.get_by_role("button", name="Antwort festhalten").click()
    expect(page.get_by_text("wird gesendet, sobald es wieder geht")).to_be_visible()
    service.start()
    page.wait_for_url(f"**/plaene/{draft}/")
    expect(page.get_by_text("Die Antwort ist festgehalten.")).to_be_visible()
    question = "SELECT reason, sought_by FROM plans_answer WHERE version_id = %s"
    assert service.ask(question, draft) == [("Der Weg ist zu weit.", ["read_aloud"])]
    page.goto(f"/plaene/{draft}/antwort/")
    expect(page.locator("[name=reason]")).to_have_value("")


def test_a_form_that_failed_on_its_way_is_filled_again(
    page: Page, draft: str, service: Installation
) -> None:
    page.goto(f"/plaene/{draft}/antwort/")
    page.get_by_label("vorgelesen").check()
    page.get_by_label("Nicht einverstanden").check()
    page.locator("[name=reason]").fill("Zu weit weg.")
    page.route("**/antwort/", lambda route: route.fulfill(status=502, body="Kein Dienst."))
    page.get_by_role("button", name="Antwort festhalten").click()
    expect(page.get_by_text("Kein Dienst.")).to_be_visible()
    page.unroute("**/antwort/")
    page.goto(f"/plaene/{draft}/antwort/")
    expect(page.locator("[name=reason]")).to_have_value("Zu weit weg.")
    expect(page.get_by_label("Nicht einverstanden")).to_be_checked()
    expect(page.get_by_label("vorgelesen")).to_be_checked()
