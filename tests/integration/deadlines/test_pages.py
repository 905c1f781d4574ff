"""The list, the month and the file of deadlines, each for whoever leads the procedures."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.deadlines import actions
from roterfaden.deadlines.listing import rows
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.permissions import Role
from tests.factories.browsers import client_of
from tests.factories.deadlines import a_moved_deadline
from tests.factories.house import House
from tests.factories.procedures import Course, a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(house: House) -> Course:
    course = a_course(house)
    course.begun_by_step().pursued().obliged(due_on=date(2027, 1, 6))
    actions.keep(course.procedure.pk)
    return course


def test_a_stand_in_sees_them_and_others_do_not(course: Course) -> None:
    house, today = course.house, clock.today()
    assert [row.name for row in rows(house.counsellor, today)] != []
    assert [row for row in rows(house.colleague, today) if row.procedure_id] == []
    stand_ins.arrange(
        absent=house.counsellor,
        substitute=house.colleague,
        begins_on=today,
        ends_on=today,
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
    assert [row for row in rows(house.colleague, today) if row.procedure_id] != []


def test_the_list_leads_to_the_procedure(course: Course, browser: Client) -> None:
    page = browser.get(reverse("deadlines:list")).content.decode()
    assert "Nachweis kommt" in page
    assert reverse("procedures:procedure", args=[course.procedure.pk]) in page


def test_whoever_leads_a_team_sees_all(course: Course) -> None:
    lead = client_of(course.house.staff[Role.TEAM_LEAD])
    assert "Nachweis kommt" in lead.get(reverse("deadlines:list")).content.decode()


def test_nothing_open_is_said_kindly(house: House, browser: Client) -> None:
    assert "Keine offenen Fristen" in browser.get(reverse("deadlines:list")).content.decode()


def test_the_month_shows_day_and_holiday(course: Course, browser: Client) -> None:
    page = browser.get(reverse("deadlines:month"), {"monat": "2027-01"}).content.decode()
    assert "Nachweis kommt" in page
    assert "Neujahr" in page
    assert "monat=2026-12" in page
    assert "monat=2027-02" in page


def test_a_month_that_does_not_exist_is_this_one(house: House, browser: Client) -> None:
    month = browser.get(reverse("deadlines:month"), {"monat": "2027-13"}).context["month"]
    assert month.first == clock.today().replace(day=1)


def test_the_file_names_nobody_and_reminds(course: Course, browser: Client) -> None:
    text = browser.get(reverse("deadlines:calendar_file")).content.decode()
    assert "Haddad" not in text
    assert "SUMMARY:Nachweis kommt: S. H." in text
    assert "DTSTART;VALUE=DATE:20270106" in text
    assert "BEGIN:VALARM" in text


def test_a_move_is_shown_until_somebody_has_read_it(course: Course, browser: Client) -> None:
    moved = a_moved_deadline(course.procedure)
    address = reverse("deadlines:list")
    assert "verschoben" in browser.get(address).content.decode()
    browser.post(reverse("deadlines:seen", args=[moved.pk]))
    assert "haben sich verschoben" not in browser.get(address).content.decode()
