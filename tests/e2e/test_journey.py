"""The whole way, as a new user walks it: cases in, a plan made, agreed, updated, on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from roterfaden.audit.verify import findings
from roterfaden.documents.models import Document
from roterfaden.plans.models import PlanVersion
from tests.e2e.conftest import Eyes, sign_in
from tests.factories.house import House


def _find(page: Page, text: str, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.get_by_role("option", name=re.compile(name)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def _add(page: Page, rubric: str, link: str, text: str) -> None:
    block = page.locator(f"#rubrik-{rubric}")
    block.get_by_role("link", name=link, exact=True).click()
    block.get_by_label("Was soll im Plan stehen?").fill(text)
    page.keyboard.press("Control+Enter")
    expect(block.locator("li[data-entry]", has_text=text)).to_be_visible()
    expect(block.get_by_label("Was soll im Plan stehen?")).to_have_value("")
    expect(block.get_by_label("Was soll im Plan stehen?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(block.get_by_label("Was soll im Plan stehen?")).to_have_count(0)


def test_a_plan_from_the_first_word_to_the_next_version(
    page: Page, eyes: Eyes, house: House, tmp_path: Path
) -> None:
    sign_in(page, "counsellor")
    eyes.look("1-today")
    _find(page, "hadad sam", "Samira Haddad")
    eyes.look("2-case-without-plan")
    page.get_by_role("button", name="Plan beginnen").click()
    page.wait_for_url("**/plaene/**")
    _add(page, "goal", "Ziel hinzufügen", "Ich arbeite in einem Pflegeheim.")
    _add(page, "step_recipient", "Schritt hinzufügen", "Ich melde mich für den Kurs an.")
    _add(page, "step_jobcentre", "Zusage hinzufügen", "Mein Jobcenter gibt mir die Berechtigung.")
    eyes.look("3-editor")

    page.get_by_role("link", name=re.compile("Vorlesen und abstimmen")).click()
    page.get_by_label("vorgelesen").check()
    eyes.look("4-answer")
    page.get_by_text("Passt", exact=True).click()
    page.get_by_role("button", name=re.compile("festhalten|speichern", re.IGNORECASE)).click()
    expect(page.get_by_text(re.compile("Der Plan gilt"))).to_be_visible()
    eyes.look("5-agreed")

    version = PlanVersion.objects.get()
    assert version.state == "agreed"
    document = Document.objects.get(kind="plan", subject=version.pk)
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(page.request.get(f"/plaene/{version.pk}/blatt.pdf").body())
    assert pdf.read_bytes() == bytes(document.stored_file.content)
    sheet = PdfReader(pdf)
    assert len(sheet.pages) == 1
    assert "Ich arbeite in einem Pflegeheim." in sheet.pages[0].extract_text()

    page.goto(f"/faelle/{version.plan.case_id}/")
    page.get_by_role("link", name="Gemeinsam zurückblicken").click()
    page.get_by_role("button", name="Weiter zum neuen Plan").click()
    expect(page.get_by_text("Ich melde mich für den Kurs an.").first).to_be_visible()
    assert PlanVersion.objects.filter(state="draft", number=2).exists()
    assert list(findings()) == []


@pytest.mark.parametrize("width", [320, 390])
def test_the_core_path_works_without_javascript_on_a_phone(
    chromium: Browser, live_server: LiveServer, house: House, width: int
) -> None:
    context = chromium.new_context(
        base_url=live_server.url,
        locale="de-DE",
        java_script_enabled=False,
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    sign_in(page, "counsellor")
    page.get_by_role("searchbox").first.fill("brandt")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name=re.compile("Brandt")).first.click()
    page.get_by_role("button", name="Plan beginnen").click()
    page.get_by_role("link", name="Ziel hinzufügen", exact=True).click()
    page.get_by_label("Was soll im Plan stehen?").fill("Ich mache eine Ausbildung.")
    page.locator("#neu-goal").get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_text("Ich mache eine Ausbildung.").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Vorlesen und abstimmen")).click()
    page.get_by_label("vorgelesen").check()
    page.get_by_role("radio", name="Passt").check()
    page.get_by_role("button", name=re.compile("festhalten|speichern", re.IGNORECASE)).click()
    expect(page.get_by_text(re.compile("Der Plan gilt"))).to_be_visible()
    context.close()
