"""The pages about meetings: entered, recorded, moved, taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.german import day as german_day
from roterfaden.meetings.models import Meeting
from roterfaden.recipients.models import Assignment, Case
from roterfaden.talk.actions import record_use
from roterfaden.talk.models import TalkRecord
from roterfaden.talk.ways import Way
from tests.factories.house import House
from tests.factories.talks import a_held_talk


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def entered(client: Client, case: Case, days: int, **values: str) -> Meeting:
    day = german_day(clock.today() + timedelta(days=days))
    sent = {"day_on": day, "begins": "10:30", "kind": "first", "channel": "phone"}
    sent |= {"not_in_person_because": "Die Person liegt im Krankenhaus."} | values
    response = client.post(reverse("meetings:list", args=[case.pk]), sent)
    assert response.status_code == 302
    return Meeting.objects.latest("arranged_at")


def text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_a_meeting_is_entered_and_stands_on_the_case_page(case: Case, browser: Client) -> None:
    meeting = entered(browser, case, 9)
    html = text(browser, reverse("cases:case", args=[case.pk]))
    assert "Erstgespräch, am Telefon" in html
    assert meeting.time_words == "10:30"
    assert "Hat stattgefunden" not in html


@pytest.mark.parametrize(
    ("begins", "read"), [("10:30", "10:30"), ("10.30", "10:30"), ("9", "09:00")]
)
def test_times_are_read_as_people_write_them(
    begins: str, read: str, case: Case, browser: Client
) -> None:
    assert entered(browser, case, 9, begins=begins).time_words == read


def test_what_is_missing_is_named(case: Case, browser: Client) -> None:
    url = reverse("meetings:list", args=[case.pk])
    html = browser.post(url, {"kind": "first", "channel": "phone"}).content.decode()
    assert "Das Datum fehlt." in html
    assert "Die Uhrzeit fehlt." in html


def test_a_rule_that_refuses_is_told_at_the_day(case: Case, browser: Client) -> None:
    url = reverse("meetings:list", args=[case.pk])
    sent = {"day_on": "01.01.2020", "begins": "9", "kind": "first", "channel": "phone"}
    assert "läuft an diesem Tag nicht" in browser.post(url, sent).content.decode()


def test_a_missed_talk_is_recorded_with_its_cause_and_taken_back(
    case: Case, browser: Client
) -> None:
    meeting = entered(browser, case, -1)
    sent = {"outcome": "missed", "good_cause": "yes"}
    browser.post(reverse("meetings:record", args=[case.pk, meeting.pk]), sent)
    html = text(browser, reverse("meetings:list", args=[case.pk]))
    assert "verpasst" in html
    assert "wichtiger Grund:" in html
    browser.post(reverse("meetings:take_back", args=[case.pk, meeting.pk]))
    meeting.refresh_from_db()
    assert meeting.is_planned


def test_a_talk_that_was_held_leads_to_how_the_plan_came_up(
    house: House, case: Case, browser: Client
) -> None:
    meeting = a_held_talk(house, case)
    page = browser.get(reverse("meetings:list", args=[case.pk])).content.decode()
    assert reverse("talk:use", args=[case.pk, meeting.pk]) in page
    record_use(meeting=meeting, ways=[Way.REVIEW], by=house.counsellor, at=house.at)
    TalkRecord.objects.update(recorded_by=house.colleague)
    Assignment.objects.filter(case=case).update(staff=house.colleague)
    page = browser.get(reverse("meetings:list", args=[case.pk])).content.decode()
    assert reverse("talk:use", args=[case.pk, meeting.pk]) not in page


def test_a_meeting_is_moved_and_the_old_time_stays_on_record(case: Case, browser: Client) -> None:
    meeting = entered(browser, case, 3)
    day = german_day(clock.today() + timedelta(days=12))
    url = reverse("meetings:move", args=[case.pk, meeting.pk])
    browser.post(url, {"day_on": day, "begins": "14:00"})
    meeting.refresh_from_db()
    assert meeting.moved_to is not None
    assert meeting.moved_to.time_words == "14:00"
    assert f"auf {day}" in text(browser, reverse("meetings:list", args=[case.pk]))


def test_a_cancelled_meeting_is_planned_no_longer(case: Case, browser: Client) -> None:
    meeting = entered(browser, case, 3)
    browser.post(reverse("meetings:cancel", args=[case.pk, meeting.pk]))
    html = text(browser, reverse("meetings:list", args=[case.pk]))
    assert "Zurzeit ist kein Gespräch geplant." in html
    assert "abgesagt" in html


def test_a_meeting_of_another_case_is_not_found_at_this_one(
    house: House, case: Case, browser: Client
) -> None:
    meeting = entered(browser, case, 3)
    other = house.case("Haddad", "Samira")
    url = reverse("meetings:cancel", args=[other.pk, meeting.pk])
    assert browser.post(url).status_code == 404
