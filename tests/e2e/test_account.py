"""Signing in as people do it: with the app, with the house's account, after a pause."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from roterfaden.organisations.models import User
from tests.e2e.conftest import Eyes, sign_in
from tests.factories.house import PASSWORD, House
from tests.integration.account.codes import code_of, recovery_codes
from tests.integration.account.provider import Provider, running

LOOKS = [(1440, 900, "light"), (390, 844, "dark"), (320, 700, "light")]


def look_at_all(page: Page, eyes: Eyes, what: str) -> None:
    """Wide, on a telephone in the dark, in the narrowest window."""
    for width, height, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        eyes.look(f"{what}-{width}-{scheme}")
    page.set_viewport_size({"width": 1440, "height": 900})


def type_name_and_password(page: Page) -> None:
    page.goto("/anmelden/")
    page.get_by_label("Benutzername").fill("counsellor")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()


def sign_out(page: Page) -> None:
    page.goto("/abmelden/")
    page.locator("main").get_by_role("button", name="Abmelden").click()
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible()


def test_the_second_step_from_set_up_to_recovery_code(page: Page, house: House, eyes: Eyes) -> None:
    sign_in(page, "counsellor")
    page.goto("/konto/")
    look_at_all(page, eyes, "settings")
    page.get_by_role("link", name="Einrichten").click()
    look_at_all(page, eyes, "overview-before")
    page.get_by_role("link", name="Einrichten").click()
    picture = page.get_by_role("img", name=re.compile("QR-Code"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    look_at_all(page, eyes, "set-up")
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code aus der App").fill(code_of(secret))
    page.get_by_role("button", name="Einrichten").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    look_at_all(page, eyes, "recovery-codes")
    page.goto("/konto/zwei-faktor/")
    look_at_all(page, eyes, "overview-after")

    sign_out(page)
    type_name_and_password(page)
    expect(page.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
    look_at_all(page, eyes, "code")
    page.get_by_label("Code aus der App").fill("000000")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_text("Der Code stimmt nicht.").first).to_be_visible()
    eyes.look("wrong-code")
    page.get_by_label("Code aus der App").fill(code_of(secret))
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)

    sign_out(page)
    type_name_and_password(page)
    spare = recovery_codes(User.objects.get(username="counsellor"))[0]
    page.get_by_label("Code aus der App").fill(spare)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)


def test_where_the_office_demands_it_the_set_up_comes_first(
    page: Page, house: House, eyes: Eyes, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    type_name_and_password(page)
    page.wait_for_url("**/konto/zwei-faktor/einrichten/")
    expect(page.get_by_text("Ihr Jobcenter verlangt einen zweiten Schritt.")).to_be_visible()
    eyes.look("demanded")


def test_a_one_time_password_is_replaced_before_work(page: Page, house: House, eyes: Eyes) -> None:
    User.objects.filter(username="counsellor").update(must_change_password=True)
    type_name_and_password(page)
    page.wait_for_url("**/konto/passwort/")
    look_at_all(page, eyes, "own-password")
    page.get_by_label("Jetziges Passwort").fill(PASSWORD)
    page.get_by_label("Neues Passwort", exact=True).fill("vier-blaue-fahrraeder")
    page.get_by_label("Neues Passwort noch einmal").fill("vier-blaue-fahrraeder")
    page.get_by_role("button", name="Passwort ändern").click()
    expect(page.get_by_text("Ihr Passwort ist geändert.")).to_be_visible()


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = provider.configured()
        policy = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]}
        policy["form-action"] = ["'self'", provider.url]
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy}
        yield provider


def test_the_house_s_account_opens_the_door(
    page: Page, house: House, eyes: Eyes, provider: Provider
) -> None:
    User.objects.filter(username="counsellor").update(email="reuter@amt.example")
    page.goto("/anmelden/?next=/konto/")
    look_at_all(page, eyes, "sign-in")
    page.get_by_role("button", name="Mit Amtskonto anmelden").click()
    page.wait_for_url(f"{provider.url}/**")
    page.get_by_role("button", name="reuter", exact=True).click()
    page.wait_for_url("**/konto/")
    expect(page.get_by_role("heading", name="Mein Konto")).to_be_visible()


def test_a_stranger_from_the_house_reads_whom_to_ask(
    page: Page, house: House, eyes: Eyes, provider: Provider
) -> None:
    page.goto("/anmelden/")
    page.get_by_role("button", name="Mit Amtskonto anmelden").click()
    page.get_by_role("button", name="stranger", exact=True).click()
    expect(page.get_by_text("gehört hier kein Konto")).to_be_visible()
    eyes.complaints.clear()  # Chromium notes the 403 of this page.
    look_at_all(page, eyes, "unknown")


def test_too_many_tries_meet_words_and_a_way_out(page: Page, house: House, eyes: Eyes) -> None:
    for _ in range(6):
        page.goto("/anmelden/")
        page.get_by_label("Benutzername").fill("specialist")
        page.get_by_label("Passwort", exact=True).fill("falsch")
        page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_text("Bitte warten Sie fünf Minuten.").first).to_be_visible()
    eyes.complaints.clear()  # Chromium notes the 429 of this page.
    look_at_all(page, eyes, "too-many")


# The pause. The browser reckons with a minute less than the server and warns three minutes before.
# A session of 65 seconds is thus warned of at once and over for the browser after five.

SHORT = 65
BROWSER_ENDS = 20_000


@pytest.fixture
def writing(page: Page, house: House, settings: Settings) -> Page:
    """Something is typed but not sent, in a session that ends soon."""
    version = house.draft(house.case("Haddad", "Samira"))
    sign_in(page, "counsellor")
    settings.SESSION_COOKIE_AGE = SHORT
    page.goto(f"/plaene/{version.pk}/zurueckziehen/")
    return page


def end_on_the_server() -> None:
    Session.objects.update(expire_date=timezone.now())


def type_words(page: Page) -> None:
    page.get_by_label("Anmerkung").evaluate("""box => { box.value = "Die Kurse sind voll.";
        box.dispatchEvent(new Event("input", { bubbles: true })); }""")  # the dialog is above


def typed_words(page: Page) -> str:
    return page.get_by_label("Anmerkung").input_value()


def test_a_warning_comes_and_staying_is_one_press(writing: Page, eyes: Eyes) -> None:
    dialog = writing.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Sind Sie noch da?")).to_be_visible()
    eyes.look("warning")
    key = Session.objects.get().expire_date
    with writing.expect_response("**/sitzung/verlaengern/") as answer:
        dialog.get_by_role("button", name="Angemeldet bleiben").click()
    assert answer.value.status == 204
    assert Session.objects.get().expire_date >= key


def test_after_the_end_one_signs_in_beside_and_loses_nothing(
    writing: Page, context: BrowserContext, eyes: Eyes
) -> None:
    type_words(writing)
    expired = writing.get_by_role("heading", name="Sie sind abgemeldet")
    expect(expired).to_be_visible(timeout=BROWSER_ENDS)
    end_on_the_server()
    look_at_all(writing, eyes, "expired")
    with context.expect_page() as opened:
        writing.get_by_role("link", name="Neu anmelden").click()
    beside = opened.value
    beside.get_by_label("Benutzername").fill("counsellor")
    beside.get_by_label("Passwort", exact=True).fill(PASSWORD)
    beside.get_by_role("button", name="Anmelden").click()
    beside.wait_for_url(lambda url: "/anmelden/" not in url)
    beside.close()
    writing.get_by_role("button", name="Ich bin wieder angemeldet").click()
    expect(expired).to_be_hidden()
    assert typed_words(writing) == "Die Kurse sind voll."


def test_reloading_after_the_end_brings_the_words_back(writing: Page) -> None:
    type_words(writing)
    address = writing.url
    end_on_the_server()
    writing.reload()
    writing.wait_for_url("**/anmelden/**")
    writing.get_by_label("Benutzername").fill("counsellor")
    writing.get_by_label("Passwort", exact=True).fill(PASSWORD)
    writing.get_by_role("button", name="Anmelden").click()
    writing.wait_for_url(address)
    assert typed_words(writing) == "Die Kurse sind voll."


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(sessionStorage)"))


def test_somebody_else_at_the_machine_never_sees_the_words(writing: Page) -> None:
    type_words(writing)
    assert "Kurse" in kept(writing)
    end_on_the_server()
    sign_in(writing, "colleague")
    assert "Kurse" not in kept(writing)


def test_signing_out_forgets_the_words(writing: Page) -> None:
    type_words(writing)
    assert "Kurse" in kept(writing)
    writing.evaluate("document.querySelector('dialog[open]')?.close()")
    sign_out(writing)
    assert "Kurse" not in kept(writing)
