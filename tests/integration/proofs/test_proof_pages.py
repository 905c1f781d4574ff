"""The ledger's pages: one word at a time, what waits, and the receipt."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from roterfaden.core import clock, spoken
from roterfaden.organisations.permissions import Role
from roterfaden.proofs.ledger import Due, Ledger
from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case
from roterfaden.web.staff.proofs.worklist import overdue, waiting_for_word
from tests.factories.house import House
from tests.factories.proofs import a_received_proof, agreed_with_proofs

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def first(house: House, case: Case) -> Due:
    return Ledger(case, clock.day_of(house.at)).waiting[0]


def say(client: Client, due: Due, **said: str) -> str:
    """What the page says after the word."""
    url = reverse("proofs:record", args=[due.case.pk, due.line, due.due_on.isoformat()])
    return client.post(url, said, follow=True).content.decode()


def test_the_ledger_shows_both_sides_and_the_reminder(
    house: House, case: Case, browser: Client
) -> None:
    agreed_with_proofs(house, case)
    html = text(browser, reverse("proofs:ledger", args=[case.pk]))
    assert html.index("Bescheid") < html.index("Anmeldung")
    assert "von uns" in html
    assert "Erinnern:" in html
    assert "Quittung drucken" not in html


def test_a_case_without_proofs_says_so(case: Case, browser: Client) -> None:
    html = text(browser, reverse("proofs:ledger", args=[case.pk]))
    assert "Zurzeit steht kein Nachweis aus." in html


def test_each_word_is_said_and_taken_back(house: House, case: Case, browser: Client) -> None:
    agreed_with_proofs(house, case)
    due = first(house, case)
    day = clock.today() - timedelta(days=1)
    said = {"state": "received", "way": "email", "day_on": day.isoformat()}
    assert "eingegangen." in say(browser, due, **said)
    record = Proof.objects.get().records.get()
    assert (record.way, record.happened_on) == ("email", day)
    assert "warum" in say(browser, due, state="sent_back")
    say(browser, due, state="sent_back", reason="Seite 2 fehlt.")
    assert "Seite 2 fehlt." in text(browser, reverse("proofs:ledger", args=[case.pk]))
    back = reverse("proofs:take_back", args=[case.pk, due.line, due.due_on.isoformat()])
    browser.post(back)
    assert Proof.objects.get().state == "received"
    say(browser, due, state="accepted")
    assert Proof.objects.get().state == "accepted"


@pytest.mark.parametrize("said", [{"state": "lost"}, {"state": "received", "day_on": "bald"}])
def test_what_cannot_be_read_is_refused(
    house: House, case: Case, browser: Client, said: dict[str, str]
) -> None:
    agreed_with_proofs(house, case)
    assert "nicht zu lesen" in say(browser, first(house, case), **said)
    assert not Proof.objects.exists()


def test_a_day_that_is_none_does_not_exist(house: House, case: Case, browser: Client) -> None:
    agreed_with_proofs(house, case)
    line = first(house, case).line
    url = reverse("proofs:record", args=[case.pk, line, "kein-tag"])
    assert browser.post(url, {"state": "accepted"}).status_code == 404


def test_what_came_in_waits_on_a_list_of_its_own(house: House, case: Case, browser: Client) -> None:
    here = reverse("proofs:came_in")
    assert "Alles beantwortet" in text(browser, here)
    proof = a_received_proof(house, case)
    today = clock.today()
    assert waiting_for_word(house.counsellor, today).count() == 1
    assert waiting_for_word(house.colleague, today).count() == 0
    assert waiting_for_word(house.staff[Role.TEAM_LEAD], today).count() == 0
    assert proof.entry.proof in text(browser, here)
    assert f"bis {spoken.day(proof.due_on)}" in text(browser, here)
    assert "ist eingegangen" in text(browser, reverse("cases:case", args=[case.pk]))


def test_what_is_overdue_in_all_my_cases_stands_on_one_list(
    house: House, case: Case, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = house.case("Haddad", "Samira")
    for one in (case, other):
        agreed_with_proofs(house, one)
    later = house.at + timedelta(days=12)
    monkeypatch.setattr(clock, "now", lambda: later)
    day = clock.day_of(later)
    assert {one.oldest.case for one in overdue(house.counsellor, day)} == {case, other}
    assert overdue(house.colleague, day) == []
    page = text(browser, reverse("proofs:came_in"))
    assert page.count("Bewerbungen") == 2
    assert "Überfällige Nachweise" in text(browser, "/")


def test_the_list_of_overdue_proofs_asks_the_same_for_many_cases(
    house: House, case: Case, django_assert_num_queries: Any
) -> None:
    day = clock.day_of(house.at) + timedelta(days=12)
    for one in (case, house.case("Haddad", "Samira"), house.case("Haddad", "Karim")):
        agreed_with_proofs(house, one)
        with django_assert_num_queries(4):
            assert overdue(house.counsellor, day)


def test_the_receipt_is_a_page_to_hand_over(house: House, case: Case, browser: Client) -> None:
    proof = a_received_proof(house, case)
    url = reverse("proofs:receipt", args=[case.pk, proof.pk])
    response = browser.get(url)
    assert response["Content-Type"] == "application/pdf"
    assert browser.get(url).content == response.content
    reader = PdfReader(io.BytesIO(response.content))
    said = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert "Eingangsbestätigung" in said
    assert "mit der Post" in said
    assert house.jobcentre.name in said


def test_there_is_no_receipt_for_what_was_taken_back(
    house: House, case: Case, browser: Client
) -> None:
    proof = a_received_proof(house, case)
    day = proof.due_on.isoformat()
    browser.post(reverse("proofs:take_back", args=[case.pk, proof.line_id, day]))
    response = browser.get(reverse("proofs:receipt", args=[case.pk, proof.pk]))
    assert response.status_code != 200
    assert b"%PDF" not in response.content
