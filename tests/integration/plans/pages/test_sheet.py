"""The preview while it is written, and the sheet."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from roterfaden.audit.events import Reading
from roterfaden.audit.models import ReadEvent
from roterfaden.documents.models import Document
from roterfaden.plans.models import PlanVersion
from tests.integration.plans.pages.browsing import Write, address, page


def test_the_preview_has_what_is_typed_and_saves_nothing(
    browser: Client, written: PlanVersion
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    forms = [
        urlencode({"entry": entry.pk, "text": "Kurz.", "due_on": "1"}),
        urlencode({"rubric": "aspect", "text": "Sehr lange Worte. " * 20}),
        urlencode({"rubric": "goal", "text": " "}),
        urlencode({"rubric": "step_other", "text": "Noch ohne Namen"}),
        urlencode({"rubric": "unbekannt", "text": "x"}),
    ]
    made = browser.post(address("preview", written), {"form": forms}).json()
    assert made["svg"].startswith("<svg")
    assert made["fits"] is True
    assert written.entries.count() == 5
    entry.refresh_from_db()
    assert entry.text == "Ich melde mich zum Sprachkurs an."


def test_the_preview_names_the_words_that_are_too_many(
    browser: Client, written: PlanVersion, write: Write
) -> None:
    for _ in range(14):
        last = write(written, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    made = browser.post(address("preview", written)).json()
    assert made["fits"] is False
    assert "zu viel" in made["words"]
    assert str(last.pk) in made["surplus"]
    text = page(browser.get(address("version", written)))
    assert "Kürzen Sie die markierten Einträge." in text


def test_the_preview_as_picture(browser: Client, written: PlanVersion) -> None:
    response = browser.get(address("preview", written))
    assert response["Content-Type"] == "image/svg+xml"
    assert page(response).startswith("<svg")


def test_the_sheet_of_an_agreed_version_is_the_filed_one(
    browser: Client, agreed: PlanVersion
) -> None:
    response = browser.get(address("sheet_pdf", agreed))
    filed = Document.objects.get(kind="plan", subject=agreed.pk)
    assert response.content == bytes(filed.stored_file.content)
    assert response["Content-Disposition"] == f'inline; filename="{filed.filename}"'
    assert ReadEvent.objects.filter(type=Reading.DOCUMENT_OPENED, target_id=filed.pk).exists()


@pytest.mark.parametrize("name", ["sheet_pdf", "large_print_pdf"])
def test_a_draft_is_typeset_afresh(browser: Client, written: PlanVersion, name: str) -> None:
    response = browser.get(address(name, written))
    assert response.content.startswith(b"%PDF")
    assert ReadEvent.objects.filter(type=Reading.PLAN_OPENED, target_id=written.pk).exists()


def test_the_sheet_as_a_page_says_the_same_words(browser: Client, written: PlanVersion) -> None:
    text = page(browser.get(address("sheet", written)))
    for words in (
        "MEIN KOOPERATIONSPLAN",
        "ENTWURF",
        "„Ich möchte vormittags arbeiten.“",
        "bis 11.09.2026",
    ):
        assert words in text


def test_a_draft_that_is_too_long_is_not_printed(
    browser: Client, written: PlanVersion, write: Write
) -> None:
    for _ in range(14):
        write(written, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    response = browser.get(address("sheet_pdf", written))
    assert response.status_code == 409
    assert "Der Plan passt nicht auf eine Seite." in page(response)
    assert browser.get(address("large_print_pdf", written)).status_code == 200
