"""Taking on a page of its own; proposing a good wording to others."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from roterfaden.plans.models import (
    PlanVersion,
    TextBlock,
)
from tests.factories.house import House
from tests.integration.plans.capture.asking import (
    DATE,
    GOAL,
    address,
    newest,
    take,
)


def test_without_scripts_blocks_are_chosen_on_a_page(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    page = browser.get(address("blocks", draft), {"q": "zeugn"}).content.decode()
    assert DATE in page
    assert "Übernehmen" in page
    answer = browser.post(address("take", draft), {"block": str(block(DATE).pk)})
    assert answer["Location"] == f"{address('version', draft)}#e-{newest(draft).pk}"
    answer = browser.post(address("take", draft), {"block": str(block(GOAL).pk)})
    form = browser.get(answer["Location"])
    assert "Ich möchte als [Beruf] arbeiten." in form.content.decode()


def test_without_scripts_typed_words_go_where_the_person_says(
    browser: Client, draft: PlanVersion
) -> None:
    browser.post(address("take", draft), {"text": "Ich mag Tiere.", "rubric": "aspect"})
    assert newest(draft).rubric == "aspect"


def test_an_entry_is_proposed_as_a_block_without_what_is_personal(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    take(browser, draft, text="Ich frage im Zebracafé nach Arbeit.")
    url = reverse("plans:entry_propose", args=[draft.pk, newest(draft).pk])
    assert "Ich frage im Zebracafé" in browser.get(url).content.decode()
    text = "Ich frage Kevin Brandt nach Arbeit."
    answer = browser.post(url, {"text": text, "topic": "job_search"})
    assert "streichen Sie Namen" in answer.content.decode()
    browser.post(url, {"text": "Ich frage in {Betrieb} nach Arbeit.", "topic": "job_search"})
    proposed = TextBlock.objects.get(jobcentre=house.jobcentre)
    assert proposed.text == "Ich frage in {betrieb} nach Arbeit."
    assert proposed.state == TextBlock.State.PROPOSED
    assert proposed.written_by == house.counsellor


def test_what_was_filled_in_is_a_gap_again_in_the_proposal(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    take(browser, draft, block=str(block(GOAL).pk))
    url = reverse("plans:entry_propose", args=[draft.pk, newest(draft).pk])
    assert "Ich möchte als {Beruf} arbeiten." in browser.get(url).content.decode()
