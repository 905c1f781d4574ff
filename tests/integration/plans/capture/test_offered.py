"""What is offered for the words typed so far."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roterfaden.core import clock
from roterfaden.plans.models import (
    FavouriteBlock,
    PlanVersion,
    SupportOffer,
    TextBlock,
)
from tests.factories.house import House, build_house
from tests.factories.texts import an_offer
from tests.integration.plans.capture.asking import (
    DATE,
    SCRIPT,
    address,
    options,
    take,
)


def test_parts_of_words_find_blocks_of_every_rubric(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "zeugn")
    assert "Ich bringe meine Zeugnisse" in found
    assert "Zusage" in found
    assert 1 < found.count('role="option"') <= 8
    assert '<span class="rf-gap">[Land]</span>' in found


def test_a_chosen_rubric_narrows_what_is_found(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "zeugn", rubric="step_jobcentre")
    assert 'data-rubric="step_jobcentre"' in found
    assert 'data-rubric="step_recipient"' not in found


def test_the_own_words_are_the_first_option(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "Mein Jobcenter ruft <b>an", eigen="ja")
    assert found.index("data-own") < found.index('data-rubric="step_jobcentre"')
    assert "ruft &lt;b&gt;an" in found


def test_an_empty_field_offers_what_the_plan_lacks(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    draft.entries.filter(owner="jobcentre").update(removed_at=house.at)
    found = options(browser, draft)
    assert found.count('data-rubric="step_jobcentre"') == 8
    draft.entries.update(removed_at=house.at)
    found = options(browser, draft)
    for rubric in ("goal", "step_recipient", "step_jobcentre"):
        assert f'data-rubric="{rubric}"' in found


def test_a_favourite_comes_first_and_bears_its_star(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    liked = block(DATE)
    answer = browser.post(
        address("block_favourite", draft), {"block": liked.pk, "favorit": "ja"}, headers=SCRIPT
    )
    assert answer.json() == {"said": "Als Favorit gemerkt."}
    found = options(browser, draft, "zeugn")
    assert found.index(str(liked.pk)) < found.index("wahl-2")
    assert 'data-star="ja"' in found
    browser.post(address("block_favourite", draft), {"block": liked.pk, "favorit": "nein"})
    assert not FavouriteBlock.objects.exists()


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"until_on": 40}, "offen bis "),
        (
            {"state": SupportOffer.State.LIMITED, "condition": "nur im Kurs"},
            "begrenzt: nur im Kurs",
        ),
        ({"state": SupportOffer.State.STOPPED, "condition": "kein Geld"}, "gestoppt"),
    ],
)
def test_a_promise_says_how_its_offer_stands(
    browser: Client, house: House, draft: PlanVersion, how: dict[str, Any], words: str
) -> None:
    if "until_on" in how:
        how = {"until_on": clock.today() + timedelta(days=how["until_on"])}
    an_offer(house, **how)
    assert words in options(browser, draft, "fahrkarte deutschkurs")


def test_to_swap_only_what_can_be_kept_is_offered(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    an_offer(house, state=SupportOffer.State.STOPPED, condition="kein Geld")
    an_offer(house, "Coaching", kind="coaching")
    found = options(browser, draft, rubric="step_jobcentre", offen="ja")
    assert 'role="option"' in found
    assert "gestoppt" not in found
    assert found.count("offen") == found.count('role="option"')


def test_another_office_never_sees_the_own_blocks(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    TextBlock.objects.filter(text=DATE).update(
        jobcentre=build_house("10002", prefix="x-").jobcentre
    )
    assert DATE not in options(browser, draft, "zeugnisse gespräch")


def test_suggestions_ask_the_database_as_often_however_long_list_and_plan(
    browser: Client, draft: PlanVersion
) -> None:
    options(browser, draft, "a")
    with CaptureQueriesContext(connection) as few:
        options(browser, draft, "xylophon", eigen="ja")
    for number in range(9):
        take(browser, draft, text=f"Ich rufe {number} Mal an.")
    with CaptureQueriesContext(connection) as many:
        options(browser, draft, "a", eigen="ja")
    assert len(few) == len(many) <= 12
