"""Pages on paper: nothing is cut off, no controls, and each page says when and where it is from."""

import io
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.e2e.conftest import let_in, quiet
from tests.factories.house import House

WIDTH_OF_PAPER = 673
"""Pixels between the margins of an A4 page."""


def printed(page: Page) -> Iterator[str]:
    """The text of each page of paper."""
    pdf = page.pdf(prefer_css_page_size=True)
    for sheet in PdfReader(io.BytesIO(pdf)).pages:
        # Fonts join letters: ﬂ is fl.
        yield unicodedata.normalize("NFKC", " ".join(sheet.extract_text().split()))


@pytest.mark.parametrize("address", ["/", "/faelle/", "case", "history", "plan"])
def test_the_pages_of_a_counsellor_print(page: Page, house: House, address: str) -> None:
    case = house.case("Haddad", "Samira")
    version = house.agreed(case)
    places = {
        "case": f"/faelle/{case.pk}/",
        "history": f"/faelle/{case.pk}/verlauf/",
        "plan": f"/plaene/{version.pk}/",
    }
    let_in(page, "counsellor")
    check(page, places.get(address, address), "Jana Counsellor")


def test_a_draft_prints_its_words_and_nothing_of_the_editor(page: Page, house: House) -> None:
    version = house.draft(house.case("Haddad", "Samira"))
    words = version.entries.filter(kind="goal").values_list("text", flat=True)[0]
    let_in(page, "counsellor")
    check(page, f"/plaene/{version.pk}/", "Jana Counsellor")
    (text,) = printed(page)
    assert words in text
    for control in ("Ändern", "Entfernen", "hinzufügen", "Das Blatt", "passt so"):
        assert control not in text


@pytest.mark.parametrize("address", ["", "personen/", "personen/neu/", "rechte/"])
def test_the_pages_of_the_administration_print(page: Page, house: House, address: str) -> None:
    let_in(page, "administrator")
    check(page, f"/verwaltung/{address}", "Jana Administrator")


def check(page: Page, address: str, name: str) -> None:
    page.goto(address)
    quiet(page)
    for text in printed(page):
        assert "Gedruckt am" in text
        assert f"von {name} ·" in text
        assert "Abmelden" not in text
        assert "Barrierefreiheit" not in text
    page.set_viewport_size({"width": WIDTH_OF_PAPER, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH_OF_PAPER
