"""The page on which a plan stays as it is, and outcomes without reloading."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.plans.actions import drafts, endings
from roterfaden.plans.models import EntryOutcome, PlanVersion
from tests.factories.house import House


@pytest.fixture
def version(house: House) -> PlanVersion:
    return house.agreed(house.case("Brandt"))


def say_all(house: House, version: PlanVersion) -> None:
    for entry in version.entries.filter(kind="step"):
        endings.record_outcome(
            entry=entry, kind=EntryOutcome.Kind.OPEN, by=house.counsellor, at=house.at
        )


def address(version: PlanVersion) -> str:
    return reverse("plans:confirm", args=[version.pk])


def part(html: str, tag: str, name: str) -> str:
    """One element of a page by its id, with one space between words and without tokens."""
    found = re.search(rf'<{tag}\b[^>]*\bid="{name}".*?</{tag}>', html, re.DOTALL)
    assert found, name
    words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", found[0])
    words = words.replace(' hx-swap-oob="true"', "")
    return " ".join(words.split())


def test_the_page_shows_the_whole_plan_to_read_out(version: PlanVersion, browser: Client) -> None:
    html = browser.get(address(version)).content.decode()
    for entry in version.entries.present():
        assert html.count(entry.text) >= 1


def test_the_page_names_what_has_not_been_talked_about(
    version: PlanVersion, browser: Client
) -> None:
    html = browser.get(address(version)).content.decode()
    assert "Noch über 2 Schritte sprechen" in html
    assert html.index("gibt mir die Berechtigung") < html.index("Ich melde mich für den Kurs")
    assert "Passt, bleibt so" not in html


def test_after_both_sides_it_asks_for_the_confirmation(
    house: House, version: PlanVersion, browser: Client
) -> None:
    say_all(house, version)
    assert "Passt, bleibt so" in browser.get(address(version)).content.decode()
    response = browser.post(address(version), {"sought_by": ["read_aloud"]})
    confirmed = version.plan.versions.get(state="agreed")
    assert confirmed.number == 2
    assert response["Location"] == reverse("plans:agreed", args=[confirmed.pk])


def test_a_second_click_leads_to_the_same_confirmed_plan(
    house: House, version: PlanVersion, browser: Client
) -> None:
    say_all(house, version)
    first, second = (
        browser.post(address(version), {"sought_by": ["read_aloud"]}, follow=True)
        for _click in range(2)
    )
    assert second.redirect_chain == first.redirect_chain
    assert "Der Plan bleibt so. Fassung 2 gilt" in second.content.decode()


def test_without_a_way_of_asking_the_form_says_so(
    house: House, version: PlanVersion, browser: Client
) -> None:
    say_all(house, version)
    html = browser.post(address(version), {"staying": ""}).content.decode()
    assert "Wählen Sie mindestens einen Weg." in html
    assert version.plan.versions.count() == 1


def test_what_is_settled_must_be_said_to_stay(
    house: House, version: PlanVersion, browser: Client
) -> None:
    say_all(house, version)
    step = version.entries.get(owner="recipient")
    endings.record_outcome(
        entry=step, kind=EntryOutcome.Kind.DONE, by=house.counsellor, at=house.at
    )
    refused = browser.post(address(version), {"sought_by": ["printout"]}).content.decode()
    assert "kann nicht einfach so bleiben" in refused
    browser.post(address(version), {"sought_by": ["printout"], "staying": [str(step.pk)]})
    assert version.plan.versions.get(state="agreed").entries.count() == 3


def test_a_draft_in_work_leads_back_to_the_plan(
    house: House, version: PlanVersion, browser: Client
) -> None:
    drafts.start(case=version.plan.case, by=house.counsellor, at=house.at)
    response = browser.get(address(version))
    assert response["Location"] == reverse("plans:version", args=[version.pk])


@pytest.mark.parametrize(
    ("page", "tag", "name"),
    [("bleibt-so", "section", "bestaetigen"), ("", "article", "plan-worte")],
)
def test_an_outcome_told_without_reloading_is_what_a_reload_shows(
    page: str, tag: str, name: str, version: PlanVersion, browser: Client
) -> None:
    entry = version.entries.get(owner="jobcentre")
    url = reverse("plans:outcome", args=[version.pk, entry.pk])
    sent = {"kind": "open", "seite": page} if page else {"kind": "open"}
    told = browser.post(url, sent, headers={"HX-Request": "true"}).content.decode()
    shown = address(version) if page else reverse("plans:version", args=[version.pk])
    reloaded = browser.get(shown).content.decode()
    assert part(told, tag, name) == part(reloaded, tag, name)
    assert part(told, "li", f"r-{entry.pk}") == part(reloaded, "li", f"r-{entry.pk}")
    assert "noch offen" in told


def test_without_script_an_outcome_leads_back_to_its_page(
    version: PlanVersion, browser: Client
) -> None:
    entry = version.entries.get(owner="jobcentre")
    url = reverse("plans:outcome", args=[version.pk, entry.pk])
    response = browser.post(url, {"kind": "open", "seite": "bleibt-so"})
    assert response["Location"] == f"{address(version)}#r-{entry.pk}"


def test_the_case_page_lets_a_plan_stay_in_one_action_once_both_sides_looked_back(
    house: House, version: PlanVersion, browser: Client
) -> None:
    page = reverse("cases:case", args=[version.plan.case_id])
    assert "Vorgelesen: bleibt so" not in browser.get(page).content.decode()
    say_all(house, version)
    assert "Vorgelesen: bleibt so" in browser.get(page).content.decode()
    response = browser.post(address(version), {"sought_by": "read_aloud"}, follow=True)
    assert "Abgestimmt" in response.content.decode()
    assert version.plan.versions.get(state="agreed").number == 2


def test_the_case_page_asks_first_where_a_step_is_done(
    house: House, version: PlanVersion, browser: Client
) -> None:
    for entry in version.entries.filter(kind="step"):
        endings.record_outcome(
            entry=entry, kind=EntryOutcome.Kind.DONE, by=house.counsellor, at=house.at
        )
    html = browser.get(reverse("cases:case", args=[version.plan.case_id])).content.decode()
    assert "Vorgelesen: bleibt so" not in html
    assert address(version) in html
