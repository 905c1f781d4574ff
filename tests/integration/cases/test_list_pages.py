"""Tabs, chips, orders, page lengths, files and the cases opened last."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import RecentCases
from roterfaden.recipients.recent import recent_cases
from tests.factories.house import House
from tests.integration.cases.conftest import Ask, add_cases

Words = Callable[..., str]
LIST = "/faelle/"
SHEET = "xl/worksheets/sheet1.xml"
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _ended(house: House, number: int = 1) -> None:
    add_cases(house, f"401C{number:06};Alt;Fall{number};01.01.1980;;counsellor;01.03.2025;nein")
    case = house.case("Alt", f"Fall{number}")
    case.ends_on = date(2025, 12, number)
    case.save()


def test_ended_cases_stand_in_a_tab_of_their_own(house: House, text_of: Words) -> None:
    _ended(house, 1)
    _ended(house, 2)
    assert "Alt, Fall1" not in text_of(house.counsellor, f"{LIST}?wessen=alle")
    page = text_of(house.counsellor, f"{LIST}?wessen=beendet&sortiert=ende")
    assert page.index("Alt, Fall2") < page.index("Alt, Fall1")
    assert "02.12.2025" in page
    turned = text_of(house.counsellor, f"{LIST}?wessen=beendet&sortiert=-ende")
    assert turned.index("Alt, Fall1") < turned.index("Alt, Fall2")


def test_each_chip_takes_out_what_it_names(house: House, text_of: Words) -> None:
    query = f"wessen=alle&plan=ohne&q=haddad&person={house.counsellor.pk}"
    page = text_of(house.counsellor, f"{LIST}?{query}")
    chips = dict(re.findall(r'class="rf-chip" href="\?([^"]*)"[^>]*><span>([^:]+):', page))
    left = {name: set(re.findall(r"(\w+)=", query)) for query, name in chips.items()}
    assert left == {
        "Plan": {"wessen", "q", "person"},
        "Suche": {"wessen", "plan", "person"},
        "Zuständig": {"wessen", "plan", "q"},
    }


def test_the_heading_that_sorts_turns_the_order(house: House, text_of: Words) -> None:
    page = text_of(house.counsellor, f"{LIST}?wessen=alle")
    assert 'aria-sort="ascending"' in page
    turned = text_of(house.counsellor, f"{LIST}?wessen=alle&sortiert=-name")
    assert 'aria-sort="descending"' in turned
    assert turned.index("Müller, Anna") < turned.index("Brandt, Kevin")


@pytest.mark.parametrize(("asked", "rows"), [("25", 25), ("50", 34), ("7", 25), ("x", 25)])
def test_a_page_is_as_long_as_was_asked(
    house: House, text_of: Words, asked: str, rows: int
) -> None:
    number = range(30)
    add_cases(house, *(f"301B{n:06};Viele;P{n};01.01.1990;;counsellor;01.03.2026;" for n in number))
    page = text_of(house.counsellor, f"{LIST}?wessen=alle&je={asked}")
    assert page.count("</bdi></a></th>") == rows


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("ueberfaellig", "Kein Plan ist überfällig"),
        ("faellig", "ist kein Plan fällig"),
        ("zusage", "Keine unserer Zusagen ist überfällig"),
        ("vorgelegt", "Dazu gibt es hier keinen Fall"),
    ],
)
def test_an_empty_list_says_why_and_shows_the_way_out(
    house: House, text_of: Words, plan: str, words: str
) -> None:
    page = text_of(house.counsellor, f"{LIST}?wessen=alle&plan={plan}")
    assert words in page
    assert 'href="?wessen=alle"' in page


def test_team_leads_choose_rows_and_counsellors_do_not(house: House, text_of: Words) -> None:
    assert 'name="case"' in text_of(house.staff[Role.TEAM_LEAD], f"{LIST}?wessen=alle")
    assert 'name="case"' not in text_of(house.counsellor, f"{LIST}?wessen=alle")


def test_the_workbook_has_typed_cells_and_no_formula(house: House, ask: Ask) -> None:
    add_cases(house, "201B000001;=1+1;@Eva;01.01.1990;;counsellor;01.03.2026;nein")
    house.agreed(house.case("Haddad", "Samira"))
    content = ask(house.counsellor, f"{reverse('cases:workbook')}?wessen=meine").content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ET.fromstring(book.read(SHEET))  # noqa: S314  our own file
    texts = ["".join(one.itertext()) for one in sheet.findall(".//x:is", SPACE)]
    assert "=1+1" in texts
    assert sheet.findall(".//x:f", SPACE) == []
    assert sheet.find(".//x:pane[@state='frozen'][@ySplit='1']", SPACE) is not None
    assert sheet.find("x:autoFilter", SPACE) is not None
    rows = sheet.findall(".//x:row", SPACE)[1:]
    typed = {cell.get("r", "")[0]: cell.get("t", "n") for cell in rows[-1]}
    assert (typed["A"], typed["D"], typed["F"]) == ("inlineStr", "n", "n")


def test_the_cases_opened_last_are_known_newest_first_and_once(house: House, ask: Ask) -> None:
    names = [("Brandt", "Kevin"), ("Haddad", "Samira"), ("Brandt", "Kevin")]
    for last, first in names:
        ask(house.counsellor, reverse("cases:case", args=[house.case(last, first).pk]))
    found = [str(case) for case in recent_cases(house.counsellor)]
    assert found == ["Kevin Brandt", "Samira Haddad"]
    assert recent_cases(house.colleague) == []


def test_no_more_than_ten_are_kept(house: House, ask: Ask) -> None:
    add_cases(
        house, *(f"301B{n:06};Viele;P{n};01.01.1990;;counsellor;01.03.2026;" for n in range(12))
    )
    for number in range(12):
        ask(house.counsellor, reverse("cases:case", args=[house.case("Viele", f"P{number}").pk]))
    kept = RecentCases.objects.get(staff=house.counsellor)
    assert len(kept.cases) == 10
    assert kept.cases[0] == house.case("Viele", "P11").pk


def test_a_case_protected_since_is_no_longer_among_them(house: House, ask: Ask) -> None:
    anna = house.case("Müller")
    ask(house.counsellor, reverse("cases:case", args=[anna.pk]))
    cases.protect(case=anna, by=None, at=clock.now())
    assert recent_cases(house.counsellor) == []


def test_an_empty_search_field_offers_them(house: House, ask: Ask, text_of: Words) -> None:
    search = reverse("cases:search")
    fragment = {"X-Fragment": "options"}
    assert "data-href" not in text_of(house.counsellor, search, **fragment)
    ask(house.counsellor, reverse("cases:case", args=[house.case("Brandt").pk]))
    options = text_of(house.counsellor, search, **fragment)
    assert "Zuletzt geöffnet" in options
    assert "Brandt" in options
    assert "Zuletzt geöffnet" in text_of(house.counsellor, reverse("cases:home"))
    assert "Zuletzt geöffnet" not in text_of(house.colleague, reverse("cases:home"))
