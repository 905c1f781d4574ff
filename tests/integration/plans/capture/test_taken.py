"""Typed words and text blocks become entries."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.plans.actions import answers
from roterfaden.plans.models import (
    BlockAtOffice,
    PlanVersion,
    SupportOffer,
    TextBlock,
)
from tests.factories.house import House
from tests.factories.texts import an_offer
from tests.integration.plans.capture.asking import (
    DATE,
    GOAL,
    TICKET,
    address,
    newest,
    take,
)


def test_typed_words_become_a_step(browser: Client, draft: PlanVersion) -> None:
    made = take(browser, draft, text="Ich rufe  dort an.", new_id=str(uuid4())).json()
    entry = newest(draft)
    assert (entry.rubric, entry.text) == ("step_recipient", "Ich rufe dort an.")
    assert f'id="e-{entry.pk}"' in made["row"]
    assert made["said"] == "Hinzugefügt: Ich rufe dort an."
    draft.refresh_from_db()
    assert made["revision"] == draft.revision


def test_sent_twice_it_is_there_once(browser: Client, draft: PlanVersion) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert take(browser, draft, text="Ich rufe dort an.", new_id=key).status_code == 200
    assert draft.entries.filter(text="Ich rufe dort an.").count() == 1


def test_a_block_without_gaps_is_in_the_plan_at_once(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    made = take(browser, draft, block=str(block(DATE).pk)).json()
    entry = newest(draft)
    assert (entry.text, entry.text_block) == (DATE, block(DATE))
    assert entry.topic == block(DATE).topic
    assert "<form" not in made["row"].split("rf-entry__acts")[0]
    assert BlockAtOffice.objects.get(block=block(DATE)).uses == 1


def test_a_block_with_a_gap_opens_its_form(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    made = take(browser, draft, block=str(block(GOAL).pk)).json()
    assert newest(draft).text == "Ich möchte als [Beruf] arbeiten."
    assert "data-gaps" in made["row"]
    assert "autofocus" in made["row"]


def test_what_stands_in_the_gaps_is_read_back_when_saved(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    take(browser, draft, block=str(block(GOAL).pk))
    entry = newest(draft)
    url = reverse("plans:entry", args=[draft.pk, entry.pk])
    browser.post(url, {"text": "Ich möchte als Köchin arbeiten.", "topic": "work"})
    entry.refresh_from_db()
    assert (entry.text_block, entry.gap_values) == (block(GOAL), {"beruf": "Köchin"})
    browser.post(url, {"text": "Ich will Köchin werden.", "topic": "work"})
    entry.refresh_from_db()
    assert (entry.text_block, entry.gap_values) == (block(GOAL), {})


def test_a_plan_with_an_open_gap_is_neither_agreed_nor_offered(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    take(browser, draft, block=str(block(GOAL).pk))
    with pytest.raises(Refused, match="Füllen Sie die Lücke aus: Beruf"):
        answers.agree(version=draft, sought_by=["nod"], by=house.counsellor, at=house.at)
    until = clock.today() + timedelta(days=7)
    with pytest.raises(Refused, match="Beruf"):
        answers.offer(version=draft, think_until_on=until, by=house.counsellor, at=house.at)
    assert (
        "Füllen Sie die Lücke aus: Beruf" in browser.get(address("answer", draft)).content.decode()
    )


def test_brackets_in_free_words_are_no_gap(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    take(browser, draft, text="Ich lese [den Aushang].")
    agreed = answers.agree(version=draft, sought_by=["nod"], by=house.counsellor, at=house.at)
    assert agreed.is_in_force


def test_a_block_takes_the_only_offer_that_can_be_promised(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    an_offer(house, "Fahrtkosten alt", state=SupportOffer.State.STOPPED, condition="aus")
    kept = an_offer(house, "Fahrtkosten neu")
    take(browser, draft, block=str(block(TICKET).pk))
    assert newest(draft).offer == kept


def test_of_several_offers_people_choose(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    one, other = an_offer(house, "Monatskarte"), an_offer(house, "Einzelfahrten")
    made = take(browser, draft, block=str(block(TICKET).pk)).json()
    entry = newest(draft)
    assert entry.offer is None
    assert "Welche Zusage?" in made["row"]
    assert one.name in made["row"]
    url = reverse("plans:entry", args=[draft.pk, entry.pk])
    browser.post(url, {"text": TICKET, "offer": str(other.pk), "basis": ""})
    entry.refresh_from_db()
    assert entry.offer == other


def test_another_body_is_named_by_its_block(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    wanted = block("Die Anerkennungsberatung erklärt mir, welche Papiere ich brauche.")
    take(browser, draft, block=str(wanted.pk))
    assert newest(draft).owner_name == "Anerkennungsberatung"


def test_where_another_body_has_no_name_the_form_asks_for_it(
    browser: Client, draft: PlanVersion
) -> None:
    made = take(browser, draft, text="Wir gehen zusammen hin.", rubric="step_other").json()
    assert "Wir gehen zusammen hin." in made["form"]
    assert "Welche Stelle?" in made["form"]
    assert not draft.entries.filter(owner="other").exists()


def test_a_promise_takes_the_place_of_another(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    former = draft.entries.get(owner="jobcentre")
    take(browser, draft, text="Mein Jobcenter ruft an.")
    take(browser, draft, block=str(block(TICKET).pk), instead=str(former.pk))
    promised = draft.entries.present().filter(owner="jobcentre").order_by("position")
    assert [entry.text for entry in promised] == [TICKET, "Mein Jobcenter ruft an."]
    former.refresh_from_db()
    assert former.removed_at


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"text": "  "}, "Schreiben Sie, was Sie besprochen haben."),
        ({"text": "x" * 501}, "Kürzen Sie ihn auf höchstens 500."),
        ({"block": str(uuid4())}, "Schreiben Sie, was Sie besprochen haben."),
    ],
)
def test_what_cannot_be_taken_is_said(
    browser: Client, draft: PlanVersion, sent: dict[str, str], why: str
) -> None:
    answer = take(browser, draft, **sent)
    assert answer.status_code == 422
    assert why in answer.json()["why"]


def test_nothing_is_taken_into_a_plan_that_is_no_draft(browser: Client, house: House) -> None:
    agreed = house.agreed(house.case("Haddad", "Samira"))
    answer = take(browser, agreed, text="Ich rufe dort an.")
    assert answer.status_code == 422
    assert "abgeschlossen" in answer.json()["why"]


def test_a_new_entry_keeps_the_block_it_was_taken_from(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    offer = an_offer(house)
    url = reverse("plans:entry_add", args=[draft.pk, "step_jobcentre"])
    browser.post(url, {"text": TICKET, "text_block": str(block(TICKET).pk), "new_id": str(uuid4())})
    entry = newest(draft)
    assert (entry.text_block, entry.offer) == (block(TICKET), offer)
