"""The comparison as staff and recipient see it."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.audit.models import ReadEvent
from roterfaden.plans.actions import answers, drafts, endings
from roterfaden.plans.comparison import Kind
from roterfaden.plans.comparison.versions import compare_versions
from roterfaden.plans.models import Plan, PlanVersion
from tests.factories.house import House

Page = Callable[..., str]


def address(version: PlanVersion, name: str = "staff") -> str:
    return reverse(f"comparison:{name}", args=[version.plan.case_id])


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def kinds(before: PlanVersion, after: PlanVersion) -> dict[Kind, list[str]]:
    changes = compare_versions(before, after).changes
    return {k: [c.item.text for c in changes if c.kind == k] for k in {c.kind for c in changes}}


def test_stored_versions_are_compared_by_descent(first: PlanVersion, second: PlanVersion) -> None:
    assert kinds(first, second) == {
        Kind.UNCHANGED: ["Ich arbeite in der Pflege."],
        Kind.CHANGED: ["Ich melde mich für den Sprachkurs an."],
        Kind.DONE: ["Mein Jobcenter gibt mir die Berechtigung."],
        Kind.ADDED: ["Ich kann nur vormittags."],
    }


def test_a_draft_that_carries_everything_over_is_unchanged(
    house: House, second: PlanVersion
) -> None:
    draft = drafts.start(case=second.plan.case, by=house.counsellor, at=house.at)
    assert set(kinds(second, draft)) == {Kind.UNCHANGED}


def test_the_page_compares_what_holds_with_the_one_before(
    first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    html = page(address(second))
    assert f'<option value="{second.pk}" selected>' in html
    assert f'<option value="{first.pk}" selected>' in html
    assert "1 neu, 1 geändert, 1 erledigt, 1 unverändert" in html


def test_changed_words_are_said_to_who_cannot_see_them(
    first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    said = plain(page(address(second)))
    assert "gestrichen: Kurs Ende. neu: Sprachkurs Ende. an." in said
    assert "Tag: jetzt bis" in said


def test_which_one_is_named_first_makes_no_difference(
    first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    one = page(address(second), von=first.pk, mit=second.pk)
    other = page(address(second), von=second.pk, mit=first.pk)
    one, other = (html.partition('class="rf-choose"')[2] for html in (one, other))
    assert one.partition("</main>")[0] == other.partition("</main>")[0]


def test_the_recipient_reads_what_is_new_changed_and_done(
    first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    said = plain(page(address(second, "shown")))
    order = ["Was sich in meinem Plan ändert", "Neu", "Geändert", "Vorher:", "Erledigt"]
    order.append("Das bleibt so")
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "Person suchen" not in said


def test_a_version_of_another_case_is_not_found(
    house: House, second: PlanVersion, browser: Client
) -> None:
    other = house.agreed(house.case("Brandt"))
    url = address(second)
    for wrong in (other.pk, uuid4(), "unsinn"):
        assert browser.get(url, {"von": str(wrong)}).status_code == 404


def test_with_one_version_there_is_nothing_to_compare(first: PlanVersion, page: Page) -> None:
    assert "Noch nichts zu vergleichen" in page(address(first))


def test_both_versions_are_noted_as_read(
    first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    page(address(second))
    read = set(ReadEvent.objects.filter(type="plan-opened").values_list("target_id", flat=True))
    assert {str(first.pk), str(second.pk)} <= read


@pytest.mark.parametrize("name", ["staff_pdf", "shown_pdf"])
def test_both_can_be_taken_along_on_paper(
    name: str, first: PlanVersion, second: PlanVersion, browser: Client
) -> None:
    response = browser.get(address(second, name))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert response.content == browser.get(address(second, name)).content


def test_the_case_page_and_its_history_lead_to_the_comparison(
    first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    case = second.plan.case_id
    assert "Mit Fassung 1 vergleichen" in page(reverse("cases:case", args=[case]))
    assert address(second) in page(reverse("cases:history", args=[case]))


def test_plans_of_one_case_are_compared_by_their_words(house: House, first: PlanVersion) -> None:
    by, at = house.counsellor, house.at + timedelta(seconds=1)
    endings.end(plan=first.plan, reason=Plan.EndReason.NEW_START, by=by, at=at)
    house.at += timedelta(seconds=2)
    anew = house.agreed(first.plan.case)
    assert anew.plan_id != first.plan_id
    assert set(kinds(first, anew)) == {Kind.UNCHANGED}


def test_versions_of_several_plans_are_told_apart_by_their_begin(
    house: House, first: PlanVersion, page: Page
) -> None:
    by, at = house.counsellor, house.at + timedelta(seconds=1)
    endings.end(plan=first.plan, reason=Plan.EndReason.NEW_START, by=by, at=at)
    house.at += timedelta(seconds=2)
    anew = house.agreed(first.plan.case)
    html = page(address(anew))
    assert html.count("Plan seit ") == 4
    assert "Beide Fassungen sagen dasselbe." in html


def test_a_version_that_was_withdrawn_is_named_so_and_compared_only_when_asked_for(
    house: House, first: PlanVersion, second: PlanVersion, page: Page
) -> None:
    by, at, case = house.counsellor, house.at + timedelta(minutes=1), second.plan.case
    error = PlanVersion.WithdrawReason.ERROR
    endings.withdraw(version=second, reason=error, by=by, at=at)
    draft = drafts.start(case=case, by=by, at=at)
    third = answers.agree(version=draft, sought_by=["read_aloud"], by=by, at=at)
    html = page(address(third))
    assert f'<option value="{third.pk}" selected>' in html
    assert f'<option value="{first.pk}" selected>' in html
    assert re.search(rf'<option value="{second.pk}">Fassung 2, [^<]*, zurückgezogen<', html)
