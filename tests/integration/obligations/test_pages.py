"""The pages of procedures: in every state, by both laws; one act at a time; who sees them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.audit.models import ReadEvent
from roterfaden.core import clock
from roterfaden.obligations import actions
from roterfaden.obligations.letters import current
from roterfaden.obligations.models import Offer, PaymentStop, Procedure
from roterfaden.obligations.states import Ending, State, Track, steps_from
from roterfaden.organisations.permissions import Role
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.procedures import Course, a_course
from tests.integration.obligations.test_transitions import WALKS, go_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(house: House, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The clock of the pages is that of the course."""
    course = a_course(house)
    monkeypatch.setattr(clock, "now", lambda: course.at)
    return course


def page(client: Client, course: Course) -> str:
    response = client.get(reverse("procedures:procedure", args=[course.procedure.pk]))
    assert response.status_code == 200
    return response.content.decode()


def do(client: Client, course: Course, act: str, **said: Any) -> Any:
    url = reverse("procedures:act", args=[course.procedure.pk, act])
    return client.post(url, said)


@pytest.mark.parametrize("walk", list(WALKS))
def test_the_page_of_each_state_says_what_is_now(
    house: House, browser: Client, monkeypatch: pytest.MonkeyPatch, walk: str
) -> None:
    track, at, begin = WALKS[walk]
    course = a_course(house, at=at)
    monkeypatch.setattr(clock, "now", lambda: course.at)
    begin(course)
    while True:
        text = page(browser, course)
        assert 'aria-current="step"' in text
        assert "Zurück zum Plan, wenn" in text
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        onward = [one for one in steps_from(course.state, track) if one.target != State.ENDED]
        if not onward:
            break
        go_to(course, onward[0].target)


def test_a_person_goes_the_whole_way_on_the_pages(course: Course, browser: Client) -> None:
    step = course.a_step()
    begin = {"entry": "step_not_done", "key": step.pk, "track": "duty"}
    browser.post(reverse("procedures:begin", args=[course.case.pk]), begin)
    course.known = Procedure.objects.get()
    cause = {"asked_about": ["health"], "answer": "no", "asked_on": f"{course.today:%d.%m.%Y}"}
    assert do(browser, course, "grund", **cause).status_code == 302
    do(browser, course, "verfolgen")
    duty = {"content": "efforts", "efforts": "Bewerbungen", "how_often": "fünf im Monat"}
    do(browser, course, "pflicht", **duty)
    assert "Fehlt:" in page(browser, course)
    assert current(course.procedure) is None
    due = course.today + timedelta(days=30)
    duty |= {"form_of_proof": "Liste", "due_on": f"{due:%d.%m.%Y}", "reasonable_because": "Weil."}
    letter = do(browser, course, "pflicht", **duty)
    drafted = current(course.procedure)
    assert drafted
    assert letter["Location"] == reverse("letters:letter", args=[drafted.pk])
    course.posted()
    do(browser, course, "weiter")
    assert course.state == "awaiting"
    assert "Vorher ist nichts festzustellen" in page(browser, course)
    course.wait(days=40)
    do(browser, course, "feststellen", reason="Nichts ist gekommen.")
    until = course.today + timedelta(days=21)
    do(browser, course, "anhoerung", answer_until_on=f"{until:%d.%m.%Y}", in_person="no")
    course.posted()
    do(browser, course, "weiter")
    answer = {"answered_on": f"{course.today:%d.%m.%Y}", "answer": "Ich hatte keine Zeit."}
    do(browser, course, "antwort", **answer)
    do(browser, course, "entscheiden")
    decision = {
        "good_cause_considered": "Keiner genannt.",
        "hardship": "no",
        "hardship_considered": "Keine Härte.",
        "outcome": "reduce",
        "kind": "breach",
        "earlier": "0",
        "running_percent": "0",
        "standard_need": "563,00",
    }
    do(browser, course, "entscheidung", **decision)
    course.posted()
    do(browser, course, "weiter")
    assert "168,90 Euro" in page(browser, course)
    course.wait_until(course.procedure.reduction.begins_on)
    objection = {"against": "decision", "received_on": f"{course.today:%d.%m.%Y}"}
    do(browser, course, "widerspruch", **objection)
    objection_id = course.procedure.objections.get().pk
    said = {"objection": objection_id, "outcome": "rejected"}
    do(browser, course, "widerspruch-ergebnis", **said)
    lift = {"ground": "fulfilled", "complied_on": f"{course.today:%d.%m.%Y}", "words": "Da."}
    do(browser, course, "aufheben", **lift)
    lifting = current(course.procedure)
    assert lifting
    course.post(course.ready(lifting))
    do(browser, course, "beenden", ending="lifted")
    assert course.procedure.ending == "lifted"
    assert "Beendet, zurück zum Plan" in page(browser, course)


def test_what_is_refused_stays_in_the_form_and_says_why(course: Course, browser: Client) -> None:
    course.begun_by_step()
    refused = do(browser, course, "grund", asked_about=["health"], answer="yes", words="")
    assert refused.status_code == 422
    assert "was der wichtige Grund ist" in refused.content.decode()
    wrong = do(browser, course, "grund", answer="no")
    assert "wonach Sie gefragt haben" in wrong.content.decode()
    assert do(browser, course, "beenden", ending="hardship").status_code == 422
    assert do(browser, course, "tanzen").status_code == 404


def test_who_decides_against_a_reduction_ends_it_there(course: Course, browser: Client) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered().decide("none", hardship=True)
    text = page(browser, course)
    assert text.count('id="id_ending"') == 1
    actions.draft_letter(**course.doing)
    assert "Teilen Sie es ihr mit" in page(browser, course)
    course.posted()
    assert "So steht es im Schreiben" in page(browser, course)
    do(browser, course, "beenden", ending="hardship", reason="Die Wohnung wäre verloren.")
    assert course.procedure.ending == "hardship"


def test_what_the_benefit_department_stopped_is_noted_and_taken_back(
    course: Course, browser: Client
) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    assert "Vorläufig eingestellt" not in page(browser, course)
    assert do(browser, course, "zahlung", stopped_on=f"{course.today}").status_code == 422
    course.pursued().heard()
    assert "Vorläufig eingestellt?" in page(browser, course)
    late = do(browser, course, "zahlung", stopped_on=f"{course.today + timedelta(days=1)}")
    assert "liegt noch vor uns" in late.content.decode()
    before = do(browser, course, "zahlung", stopped_on="2.3.2026", paid_again_on="1.3.2026")
    assert "erst nach dem Tag" in before.content.decode()
    do(browser, course, "zahlung", stopped_on="2.3.2026", paid_again_on="5.3.2026")
    assert "Vorläufig eingestellt am 02.03.2026" in page(browser, course)
    assert course.state == "heard"
    do(browser, course, "zahlung", stopped_on="")
    assert not PaymentStop.objects.exists()


def test_an_objection_is_noted_only_against_an_act_in_the_post(
    course: Course, browser: Client
) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard()
    assert "Widerspruch festhalten" not in page(browser, course)
    course.answered().decided()
    text = page(browser, course)
    assert '<option value="decision">' in text
    assert '<option value="duty">' not in text


def test_the_decision_knows_when_the_notice_of_a_refused_proposal_went_out(
    course: Course,
) -> None:
    offer = course.an_offer()
    course.begin("offer_refused", offer.pk, Track.DIRECT)
    course.pursued().heard().answered().decide()
    letter = course.posted()
    assert letter.facts["notice_posted_on"] == f"{offer.sent_on:%Y-%m-%d}"


def test_a_proposal_noted_by_mistake_goes_back_into_the_form(
    course: Course, browser: Client
) -> None:
    offer = course.an_offer()
    url = reverse("procedures:take_back", args=[course.case.pk, offer.pk])
    assert "baut etwas auf" in browser.post(url, follow=True).content.decode()
    actions.tell_outcome(offer=offer, outcome=None, **course.who)
    text = browser.post(url).content.decode()
    assert not Offer.objects.exists()
    assert 'value="Lagerhelfer"' in text


def test_a_move_is_taken_back_on_the_page(course: Course, browser: Client) -> None:
    course.begun_by_step().pursued()
    assert "Letzten Schritt zurücknehmen" in page(browser, course)
    do(browser, course, "zuruecknehmen")
    assert course.state == "clarifying"
    assert "Letzten Schritt zurücknehmen" not in page(browser, course)


def test_reading_is_logged_and_only_for_those_who_may(course: Course, browser: Client) -> None:
    course.begun_by_step()
    house, url = course.house, reverse("procedures:procedure", args=[course.procedure.pk])
    page(browser, course)
    assert ReadEvent.objects.filter(type="procedure-read", target_id=course.procedure.pk).exists()
    assert client_of(house.colleague).get(url).status_code == 403
    lead = client_of(house.staff[Role.TEAM_LEAD])
    assert "Was geschieht, entscheidet" in lead.get(url).content.decode()
    act = reverse("procedures:act", args=[course.procedure.pk, "verfolgen"])
    assert lead.post(act).status_code == 403
    assert client_of(house.colleague).post(act).status_code == 403


def test_the_page_of_a_case_says_what_may_begin_and_why_not(
    course: Course, browser: Client
) -> None:
    course.a_step(towards_work=False)
    course.a_missed_talk()
    course.an_offer(with_notice=False)
    url = reverse("procedures:of_case", args=[course.case.pk])
    text = browser.get(url).content.decode()
    assert "§ 15a Abs. 2 SGB II" in text
    assert "Ohne Rechtsfolgenbelehrung" in text
    assert 'value="duty"' in text
    assert 'value="direct"' not in text


def test_the_case_names_a_running_procedure_to_those_who_read_it(
    course: Course, browser: Client
) -> None:
    url = reverse("cases:case", args=[course.case.pk])
    assert "Alle Verfahren" not in browser.get(url).content.decode()
    course.begun_by_step()
    assert "Alle Verfahren" in browser.get(url).content.decode()
    assert "Verfahren" not in client_of(course.house.colleague).get(url).content.decode()
    course.end(Ending.NOT_PURSUED)
    assert "Alle Verfahren" not in browser.get(url).content.decode()


def test_a_proposal_and_its_outcome_are_noted_and_taken_back(
    course: Course, browser: Client
) -> None:
    url = reverse("procedures:proposals", args=[course.case.pk])
    said = {"kind": "job", "title": "Lagerhelfer", "provider": "Nordlicht", "channel": "post"}
    browser.post(url, {**said, "sent_on": f"{course.today:%d.%m.%Y}", "with_notice": "on"})
    offer = Offer.objects.get()
    outcome = reverse("procedures:outcome", args=[course.case.pk, offer.pk])
    browser.post(outcome, {"outcome": "applied", "outcome_on": f"{course.today:%d.%m.%Y}"})
    assert "beworben oder angemeldet" in browser.get(url).content.decode()
    write = reverse("procedures:write", args=[course.case.pk, offer.pk])
    letter = browser.post(write)["Location"]
    assert browser.get(letter).status_code == 200
    assert browser.post(write)["Location"] in letter
    browser.post(outcome, {"outcome": ""})
    offer.refresh_from_db()
    assert offer.outcome == ""
    assert browser.post(url, {**said, "sent_on": "31.12.2099"}).status_code == 200


def test_a_conciliation_after_its_law_says_why_not(course: Course, browser: Client) -> None:
    url = reverse("procedures:conciliation", args=[course.case.pk])
    refused = browser.post(url, {"began_on": "01.07.2026", "about": "Uneinig."})
    assert refused.status_code == 422
    browser.post(url, {"began_on": "04.05.2026", "about": "Uneinig."})
    assert Procedure.objects.get().state == "conciliating"


def test_the_page_asks_no_more_however_long_the_way(
    course: Course, browser: Client, django_assert_max_num_queries: Any
) -> None:
    course.begun_by_step().pursued().obliged().breached().heard().answered()
    actions.take_back(**course.doing)
    with django_assert_max_num_queries(40):
        page(browser, course)
