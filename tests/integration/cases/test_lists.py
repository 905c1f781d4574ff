"""Lists of cases: narrowing, sorting, the file for a spreadsheet, finding a person."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from roterfaden.audit.events import Reading
from roterfaden.audit.models import ReadEvent
from roterfaden.organisations.permissions import Role
from roterfaden.web.staff.cases.export import safe_cell
from roterfaden.web.staff.cases.findings import marked
from tests.factories.house import House
from tests.integration.cases.conftest import Ask, add_cases

Words = Callable[..., str]
LIST = "/faelle/"
NAME = re.compile(r"<bdi>([^<]+)</bdi></a>")


def names(page: str) -> list[str]:
    return [name.strip() for name in NAME.findall(page)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("wessen=meine", ["Brandt, Kevin", "Haddad, Karim", "Haddad, Samira"]),
        ("wessen=vertretung", []),
        ("wessen=alle", ["Brandt, Kevin", "Haddad, Karim", "Haddad, Samira", "Müller, Anna"]),
        ("wessen=alle&q=mueller", ["Müller, Anna"]),
        ("wessen=alle&q=MULLER anna", ["Müller, Anna"]),
        ("wessen=alle&q=101a000003", ["Brandt, Kevin"]),
        ("wessen=alle&plan=entwurf", ["Brandt, Kevin"]),
        ("wessen=alle&plan=gilt", ["Haddad, Samira"]),
        ("wessen=alle&plan=ohne", ["Haddad, Karim", "Müller, Anna"]),
        ("wessen=alle&plan=ueberfaellig", []),
        ("wessen=meine&sortiert=faellig", ["Haddad, Samira", "Brandt, Kevin", "Haddad, Karim"]),
        ("wessen=meine&sortiert=beginn", ["Brandt, Kevin", "Haddad, Karim", "Haddad, Samira"]),
        ("wessen=unsinn&plan=unsinn&page=unsinn&q=brandt", ["Brandt, Kevin"]),
    ],
)
def test_a_list_shows_what_was_chosen(
    house: House, text_of: Words, query: str, expected: list[str]
) -> None:
    house.agreed(house.case("Haddad", "Samira"))
    house.draft(house.case("Brandt"))
    assert names(text_of(house.counsellor, f"{LIST}?{query}")) == expected


def test_a_long_list_comes_in_pages(house: House, text_of: Words) -> None:
    add_cases(
        house,
        *(f"201B{n:06};Viele;P{n:02};01.01.1990;;counsellor;01.03.2026;nein" for n in range(30)),
    )
    first = text_of(house.counsellor, LIST)
    second = text_of(house.counsellor, f"{LIST}?page=2")
    assert (len(names(first)), len(names(second))) == (25, 8)
    assert not set(names(first)) & set(names(second))
    assert "26 bis 33 von 33" in second


def test_the_file_holds_the_shown_list_and_is_noted(house: House, ask: Ask) -> None:
    house.agreed(house.case("Haddad", "Samira"))
    response = ask(house.counsellor, f"{reverse('cases:export')}?wessen=meine&plan=gilt")
    assert response["Content-Disposition"].startswith("attachment")
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Nachname"], row["Plan"], row["Fassung"]) for row in rows] == [
        ("Haddad", "gilt", "1")
    ]
    event = ReadEvent.objects.get(type=Reading.EXPORT_OPENED)
    assert event.facts == {"what": "cases", "whose": "meine", "rows": 1}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert safe_cell("Haddad-Meier") == "Haddad-Meier"


def test_a_name_that_is_a_formula_is_defused_in_the_file(house: House, ask: Ask) -> None:
    add_cases(house, "201B000001;=1+1;@Eva;01.01.1990;;counsellor;01.03.2026;nein")
    text = ask(house.counsellor, f"{reverse('cases:export')}?wessen=meine").content.decode()
    assert ";'=1+1;'@Eva;" in text


def test_suggestions_are_options_that_lead_to_the_case(house: House, text_of: Words) -> None:
    url = f"{reverse('cases:search')}?q=hadad sam"
    options = text_of(house.counsellor, url, **{"X-Fragment": "options"})
    samira = reverse("cases:case", args=[house.case("Haddad", "Samira").pk])
    assert f'role="option" id="fund-1" data-href="{samira}"' in options
    assert "101A000001 · 08.03.1992" in options
    assert "<html" not in options


def test_a_search_without_words_says_what_to_write(house: House, text_of: Words) -> None:
    page = text_of(house.counsellor, reverse("cases:search"))
    assert "Ein Teil des Namens genügt" in page


def test_a_search_that_finds_nobody_shows_the_way_out(house: House, text_of: Words) -> None:
    page = text_of(house.counsellor, f"{reverse('cases:search')}?q=zzzz")
    assert "Niemand gefunden" in page
    assert "Kundennummer" in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mull", "[Müll]er Anna"),
        ("mueller", "[Müller] Anna"),
        ("anna müll", "[Müll]er [Anna]"),
        ("strauss", "Müller Anna"),
        ("", "Müller Anna"),
    ],
)
def test_what_matched_is_marked(words: str, expected: str) -> None:
    pieces = marked("Müller Anna", words)
    assert "".join(f"[{p.text}]" if p.is_match else p.text for p in pieces) == expected


def test_a_sharp_s_is_marked_in_either_spelling() -> None:
    assert [p.text for p in marked("Strauß", "strauss") if p.is_match] == ["Strauß"]


def test_team_leads_start_with_their_team(house: House, text_of: Words) -> None:
    page = text_of(house.staff[Role.TEAM_LEAD], LIST)
    assert re.search(r'<a href="\?wessen=(team|alle)"\s+aria-current="page">', page)


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=a%00b&wessen=alle", "page=abc", "page=-1", "sortiert=x", "plan=x&wessen=x"],
)
@pytest.mark.parametrize("name", ["list", "export", "search"])
def test_no_address_breaks_a_list(house: House, ask: Ask, name: str, query: str) -> None:
    assert ask(house.counsellor, f"{reverse(f'cases:{name}')}?{query}").status_code == 200
