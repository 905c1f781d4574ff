"""What the law leaves to the office: set by the specialist, from a day on, and gone by."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.deadlines import actions as deadlines
from roterfaden.deadlines.models import OpenDeadline
from roterfaden.law.results import Status
from roterfaden.obligations import actions
from roterfaden.obligations.models import HouseRules
from roterfaden.obligations.occasions import misses_before
from roterfaden.organisations.permissions import Role
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.procedures import Course, a_course

pytestmark = pytest.mark.django_db
USUAL = {
    "hearing_days": 14,
    "misses_within_months": None,
    "counts_misses_before_reform": False,
    "remind_working_days": 3,
}


def _set(house: House, course: Course | None = None, **values: object) -> HouseRules:
    by = house.staff[Role.SPECIALIST]
    at = course.at if course else house.at
    return actions.set_house_rules(values={**USUAL, **values}, by=by, at=at)


def test_without_a_word_the_usual_holds(house: House) -> None:
    usual = HouseRules.objects.valid_on(house.jobcentre, clock.today())
    assert {name: getattr(usual, name) for name in USUAL} == USUAL


def test_they_hold_from_their_day_on(house: House) -> None:
    _set(house, hearing_days=21)
    today = clock.today()
    assert HouseRules.objects.valid_on(house.jobcentre, today).hearing_days == 21
    before = HouseRules.objects.valid_on(house.jobcentre, today - timedelta(days=1))
    assert before.hearing_days == 14


def test_the_hearing_is_proposed_with_the_days_of_the_office(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = a_course(house)
    course.begun_by_step().pursued().obliged().breached()
    monkeypatch.setattr(clock, "now", lambda: course.at)
    browser = client_of(house.counsellor)
    address = reverse("procedures:procedure", args=[course.procedure.pk])
    usual = browser.get(address).context["now"].form.initial["answer_until_on"]
    _set(house, course, hearing_days=28)
    longer = browser.get(address).context["now"].form.initial["answer_until_on"]
    assert longer == usual + timedelta(days=14)


def test_misses_count_as_far_back_as_the_office_looks(house: House) -> None:
    course = a_course(house)
    _set(house, course, misses_within_months=6)
    course.a_missed_talk()
    within = course.wait(days=100).a_missed_talk()
    last = course.wait(days=150).a_missed_talk()
    assert misses_before(course.case, last) == (within.on,)


def test_reminders_come_as_early_as_the_office_wants(house: House) -> None:
    course = a_course(house)
    course.begun_by_step().pursued().obliged()
    deadlines.keep(course.procedure.pk)
    proof = OpenDeadline.objects.get(code="proof")
    assert (proof.due_on, proof.remind_on) == (date(2027, 1, 8), date(2027, 1, 5))
    _set(house, remind_working_days=8)
    deadlines.look_at_all_again(at=house.at)
    proof.refresh_from_db()
    assert proof.remind_on == date(2026, 12, 28), "over New Year and a weekend"


def test_only_the_specialist_sets_them(house: House) -> None:
    with pytest.raises(NotPermitted):
        actions.set_house_rules(values=USUAL, by=house.counsellor, at=house.at)
    with pytest.raises(ValidationError):
        _set(house, hearing_days=1)


def test_the_page_keeps_what_was_typed_and_names_what_is_wrong(house: House) -> None:
    specialist: Client = client_of(house.staff[Role.SPECIALIST])
    address = reverse("house_rules:rules")
    page = specialist.get(address).content.decode()
    assert Status.CONFIGURABLE.meaning in page
    assert Status("S").meaning in page
    wrong = specialist.post(address, {"hearing_days": "3", "remind_working_days": "5"})
    assert 'value="3"' in wrong.content.decode()
    assert not HouseRules.objects.exists()
    specialist.post(address, {"hearing_days": "21", "remind_working_days": "5"})
    kept = HouseRules.objects.get()
    assert (kept.hearing_days, kept.remind_working_days) == (21, 5)
