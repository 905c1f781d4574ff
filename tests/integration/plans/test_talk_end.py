"""The end of a talk: the answer, what follows from it, and the next meeting in the same breath."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.documents.models import Document
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.states import State
from roterfaden.web.staff.plans.next_talk import read_moment

from .conftest import NOON

ROWS = {"wunsch-TOTAL_FORMS": "1", "wunsch-INITIAL_FORMS": "0"}
YES = {**ROWS, "outcome": "yes", "sought_by": ["read_aloud"]}
LATER = {**ROWS, "outcome": "could_not_answer", "sought_by": ["read_aloud"]}


@pytest.fixture
def browser(client: Client, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The counsellor's browser at noon of the first day."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    return client


def address(name: str, version: PlanVersion) -> str:
    return reverse(f"plans:{name}", args=[version.pk])


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_reading_aloud_is_chosen_to_begin_with(browser: Client, written: PlanVersion) -> None:
    text = words(browser.get(address("answer", written)))
    assert 'value="read_aloud" checked' in text
    assert 'value="printout" checked' not in text
    assert "Hauptmenü" not in text


def test_a_yes_leads_to_the_paper_and_the_next_meeting(
    browser: Client, written: PlanVersion
) -> None:
    response = browser.post(address("answer", written), YES)
    assert response["Location"] == address("agreed", written)
    text = words(browser.get(address("agreed", written)))
    assert "Abgestimmt" in text
    assert address("sheet_pdf", written) in text
    assert 'value="26.2.2027 10:00"' in text
    assert Document.objects.filter(subject=written.pk, kind="plan").exists()


def test_the_next_meeting_said_with_the_yes_stands_on_the_filed_sheet(
    browser: Client, written: PlanVersion
) -> None:
    browser.post(address("answer", written), {**YES, "next_talk": "14.1. 10:30"})
    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2027, 1, 14, 10, 30, tzinfo=BERLIN)
    written.refresh_from_db()
    assert written.sheet
    assert written.sheet["next_meeting"]["on"] == "2027-01-14"
    text = words(browser.get(address("agreed", written)))
    assert "Do, 14.01., 10:30" in text
    assert 'name="next_talk"' not in text


def test_an_unreadable_meeting_is_said_and_nothing_is_agreed(
    browser: Client, written: PlanVersion
) -> None:
    text = words(browser.post(address("answer", written), {**YES, "next_talk": "bald"}))
    assert "„bald“ ist kein Tag mit Uhrzeit." in text
    written.refresh_from_db()
    assert written.state == State.DRAFT
    assert not Meeting.objects.exists()


def test_a_plan_that_cannot_be_agreed_arranges_no_meeting(
    browser: Client, draft: PlanVersion
) -> None:
    text = words(browser.post(address("answer", draft), {**YES, "next_talk": "14.1. 10:30"}))
    assert "Es fehlt noch ein Ziel." in text
    assert not Meeting.objects.exists()


def test_the_next_meeting_can_follow_the_agreement(browser: Client, agreed: PlanVersion) -> None:
    data = {"next_talk": "Do, 14.1. um 10"}
    response = browser.post(address("agreed", agreed), data, follow=True)
    assert "Eingetragen: Do, 14.01., 10:00." in words(response)
    browser.post(address("agreed", agreed), data)
    assert Meeting.objects.count() == 1


def test_no_answer_yet_gives_think_time_and_opens_nothing(
    browser: Client, written: PlanVersion
) -> None:
    assert 'value="07.09.2026"' in words(browser.get(address("answer", written)))
    data = {**LATER, "think_until_on": "07.09.2026"}
    response = browser.post(address("answer", written), data)
    assert response["Location"] == address("version", written)
    written.refresh_from_db()
    assert (written.state, written.think_until_on) == (State.OFFERED, date(2026, 9, 7))
    assert written.answers.get().reason == "Bedenkzeit bis 07.09.2026"


def test_think_time_in_the_past_is_refused_and_no_answer_is_recorded(
    browser: Client, written: PlanVersion
) -> None:
    data = {**LATER, "think_until_on": "30.08.2026"}
    assert "liegt in der Vergangenheit" in words(browser.post(address("answer", written), data))
    assert not written.answers.exists()


def test_no_answer_without_think_time_asks_for_the_words(
    browser: Client, written: PlanVersion
) -> None:
    text = words(browser.post(address("answer", written), LATER))
    assert "Halten Sie in einem Satz fest, warum." in text
    browser.post(address("answer", written), {**LATER, "reason": "Die Dolmetscherin fehlt."})
    written.refresh_from_db()
    assert written.state == State.DRAFT


def test_only_a_plan_in_force_has_the_page_after_the_yes(
    browser: Client, written: PlanVersion
) -> None:
    assert browser.get(address("agreed", written))["Location"] == address("version", written)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14.1. 10:30", (2027, 1, 14, 10, 30)),
        ("14.01.2027, 9.15", (2027, 1, 14, 9, 15)),
        ("Do, 14.1. um 9", (2027, 1, 14, 9, 0)),
        ("donnerstag 14.1. 9 Uhr", (2027, 1, 14, 9, 0)),
        ("2027-01-14 08:05", (2027, 1, 14, 8, 5)),
        ("31.8. 15 uhr", (2026, 8, 31, 15, 0)),
    ],
)
def test_short_entries_name_a_moment(text: str, moment: tuple[int, ...]) -> None:
    assert read_moment(text, today=NOON.date()) == datetime(*moment, tzinfo=BERLIN)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("text", ["14.1.", "10:30", "Mo, 14.1. 9", "31.2. 10", "14.1. 25:00", "x"])
def test_what_names_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any: the field says it in words
        read_moment(text, today=NOON.date())
