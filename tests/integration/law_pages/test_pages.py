"""The law pages as anybody sees them: open, without questions to the database, nothing kept."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from roterfaden.law.registry import rules
from roterfaden.web.law.examples import EXAMPLES, example_url
from tests.factories.house import build_house

pytestmark = pytest.mark.django_db


def _text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def _rule(name: str, **inputs: str) -> str:
    return f"{reverse('law:rule', args=[name])}?{urlencode(inputs)}"


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(rules().names())


@pytest.mark.parametrize("name", sorted(rules().names()))
def test_every_example_is_answered(client: Client, name: str) -> None:
    page = _text(client, example_url(name))
    assert "data-answer" in page
    assert "kern-error" not in page


@pytest.mark.parametrize("name", sorted(rules().names()))
def test_every_rule_shows_its_form_before_anything_is_typed(client: Client, name: str) -> None:
    page = _text(client, reverse("law:rule", args=[name]))
    assert "data-answer" not in page
    assert "kern-error" not in page
    for declared in rules().versions(name)[-1].inputs:
        assert f'name="{declared.name}"' in page


def test_every_rule_stands_on_the_page_of_all_rules(client: Client) -> None:
    page = _text(client, reverse("law:rules"))
    for name in rules().names():
        assert page.count(f'href="{reverse("law:rule", args=[name])}"') == 1


def test_the_answer_comes_first_and_with_its_reasons(client: Client) -> None:
    page = _text(client, example_url("deadline-end"))
    assert "Die Frist endet am Montag, 28. Dezember 2026." in page
    assert page.index("Die Frist endet am Montag") < page.index("Schritt für Schritt")
    assert "ein Feiertag (Erster Weihnachtstag)" in page
    assert "Nordrhein-Westfalen" in page.partition("rf-law-paper")[2].partition("</dl>")[0]


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client: Client) -> None:
    page = _text(client, _rule("deadline-end", notified_on="31.2.2026", days="14", months="1"))
    assert "„31.2.2026“ ist kein Tag im Kalender." in page
    assert "genau eines dieser Felder" in page
    assert "(notified_on)" not in page
    for typed in ("31.2.2026", "14", "1"):
        assert f'value="{typed}"' in page


def test_a_day_without_law_is_said_at_the_day(client: Client) -> None:
    page = _text(client, _rule("conciliation-end", began_on="01.08.2026"))
    assert 'id="id_began_on-error"' in page
    assert "data-answer" not in page
    assert "(conciliation-end)" not in page


def test_a_way_out_speaks_of_choices_as_the_form_does(client: Client) -> None:
    asked = {"breach_on": "01.04.2026", "notified_on": "01.05.2026"}
    page = _text(client, _rule("reduction", kind="work-refusal", **asked))
    assert "mit kind=breach" not in page
    assert "„Anlass: Pflichtverletzung“" in page


def test_short_years_and_semicolons_are_understood(client: Client) -> None:
    page = _text(client, _rule("missed-appointments", missed="6.7.26; 20.07.2026"))
    assert "Montag, 20. Juli 2026" in page


def test_unknown_inputs_are_left_alone(client: Client) -> None:
    page = _text(client, example_url("notification") + "&utm_source=brief")
    assert "data-answer" in page


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    page = _text(client, _rule("notification", posted_on=evil, channel=evil))
    assert evil not in page
    assert evil not in _text(client, f"/recht/?{urlencode({'tag': evil, 'suche': evil})}")


def test_a_rule_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get(reverse("law:rule", args=["gibt-es-nicht"])).status_code == 404


def test_the_law_of_a_day_shows_rules_values_and_sources(client: Client) -> None:
    page = _text(client, "/recht/?tag=01.07.2026")
    assert "Grundsicherungsgeld" in page
    assert f'href="{reverse("law:rule", args=["reduction"])}"' in page
    assert "§ 31a Abs. 1 Satz 1 SGB II" in page
    assert "13. SGB-II-Änderungsgesetz v. 16.4.2026, BGBl. 2026 I Nr. 107" in page
    assert "im Gesetz gelesen, 19.08.2026" in " ".join(page.split())


def test_the_difference_between_two_days_is_shown_side_by_side(client: Client) -> None:
    page = _text(client, "/recht/?tag=01.07.2026&vergleich=30.06.2026")
    assert "Vom 30.06.2026 zum 01.07.2026" in page
    for verb in ("neu", "weggefallen", "geändert", "neu gefasst, gleicher Inhalt"):
        assert f'<span class="rf-state">{verb}</span>' in page
    assert "Nein, das erste Gespräch muss nicht persönlich im Jobcenter sein." in page
    assert "Ja, das erste Gespräch findet persönlich im Jobcenter statt." in page


def test_a_search_narrows_by_norm_and_word(client: Client) -> None:
    page = _text(client, "/recht/?tag=24.11.2026&suche=widerspruch")
    assert reverse("law:rule", args=["objection"]) in page
    assert reverse("law:rule", args=["plan-contents"]) not in page
    assert "Dazu steht hier nichts" in _text(client, "/recht/?suche=Kindergeld")


@pytest.mark.parametrize("day", ["31.2.2026", "heute", "0001-01-01", "9999-12-31", "01.01.1900"])
def test_any_day_is_answered_with_a_page(client: Client, day: str) -> None:
    _text(client, f"/recht/?{urlencode({'tag': day})}")
    _text(client, f"/recht/?{urlencode({'tag': '01.07.2026', 'vergleich': day})}")


def test_nobody_is_asked_and_nothing_is_set(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for url in ("/recht/", "/recht/fristen/", example_url("objection")):
        with django_assert_num_queries(0):
            response = client.get(url)
        assert not response.cookies


def test_what_was_typed_about_a_person_stays_out_of_caches(client: Client) -> None:
    assert client.get("/recht/")["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in client.get("/recht/")["Vary"]
    asked = client.get(example_url("childcare-exempt"))
    assert asked["Cache-Control"] == "private, no-store"


def test_staff_begin_with_the_land_of_their_office(client: Client) -> None:
    house = build_house()
    assert house.counsellor.user
    client.force_login(house.counsellor.user)
    response = client.get(reverse("law:rule", args=["objection"]))
    land = house.counsellor.jobcentre.land
    assert f'<option value="{land}" selected>' in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_the_sign_in_page_leads_to_both(client: Client) -> None:
    page = _text(client, reverse("account_login"))
    assert f'href="{reverse("law:by_date")}"' in page
    assert f'href="{reverse("law:rules")}"' in page
