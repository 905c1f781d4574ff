"""Practice as a person goes it: an invented person, another day, an exercise."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.obligations.exercises import EXERCISES, Exercise
from roterfaden.obligations.models import Procedure
from roterfaden.obligations.states import first_state
from roterfaden.recipients.models import Case
from tests.factories.browsers import client_of
from tests.factories.house import House

pytestmark = pytest.mark.django_db
PAGE = "/uebung/"


@pytest.fixture
def ready(browser: Client) -> Client:
    browser.post(reverse("practice:create"))
    return browser


def test_it_begins_with_an_invented_person(house: House, browser: Client) -> None:
    assert "Übung anlegen" in browser.get(PAGE).content.decode()
    browser.post(reverse("practice:create"))
    assert "ist erfunden" in browser.get(PAGE).content.decode()
    assert Case.objects.get(practised_by=house.counsellor).is_practice


def test_another_day_counts_as_today(house: House, ready: Client) -> None:
    ready.post(reverse("practice:set_day"), {"on": "30.6.2026"})
    assert Case.objects.get(practised_by=house.counsellor).practice_on == date(2026, 6, 30)
    refused = ready.post(reverse("practice:set_day"), {"on": "30.6.2023"})
    assert refused.status_code == 422
    assert "seit dem 01.07.2023" in refused.content.decode()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.code)
@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 7, 1)], ids=str)
def test_each_way_is_practised_by_the_law_that_has_it(
    house: House, ready: Client, exercise: Exercise, day: date
) -> None:
    ready.post(reverse("practice:set_day"), {"on": "31.7.2026"})
    sent = {"exercise": exercise.code, "event_on": f"{day:%d.%m.%Y}"}
    response = ready.post(reverse("practice:begin"), sent)
    if not exercise.is_known_on(day):
        assert response.status_code == 422
        assert not Procedure.objects.exists()
        return
    begun = Procedure.objects.get()
    assert (begun.practice, begun.state) == (True, first_state(exercise.track))
    assert begun.norm.startswith("§ ")
    assert "ÜBUNG" in ready.get(response["Location"]).content.decode()
    assert not Procedure.objects.in_earnest().exists()


def test_nobody_else_opens_it(house: House, ready: Client) -> None:
    sent = {"exercise": EXERCISES[0].code, "event_on": "1.10.2026"}
    address = ready.post(reverse("practice:begin"), sent)["Location"]
    assert client_of(house.colleague).get(address).status_code == 404


def test_without_a_practice_case_nothing_begins(house: House, browser: Client) -> None:
    sent = {"exercise": EXERCISES[0].code, "event_on": "1.10.2026"}
    assert browser.post(reverse("practice:begin"), sent)["Location"] == PAGE
    assert not Procedure.objects.exists()
