"""Practice is somebody's own, with an invented person, and stands nowhere else."""

from datetime import date

import pytest

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Role
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStanding
from roterfaden.recipients.actions import practice
from roterfaden.recipients.models import Case
from roterfaden.recipients.search import find
from tests.factories.house import House, build_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return build_house()


def test_everybody_has_one_of_their_own(house: House) -> None:
    mine = practice.begin(by=house.counsellor, at=house.at)
    again = practice.begin(by=house.counsellor, at=house.at)
    theirs = practice.begin(by=house.colleague, at=house.at)
    assert mine == again != theirs
    assert mine.recipient.kundennummer != theirs.recipient.kundennummer


def test_nobody_else_sees_it(house: House) -> None:
    made = practice.begin(by=house.counsellor, at=house.at)
    seen = [
        staff
        for staff in (*house.staff.values(), house.colleague)
        if Case.objects.visible_to(staff).filter(pk=made.pk).exists()
    ]
    assert seen == [house.counsellor]


def test_it_stands_in_no_list_and_is_not_found(house: House) -> None:
    before = worklists.visible_standings(house.counsellor).count()
    made = practice.begin(by=house.counsellor, at=house.at)
    house.agreed(made)
    assert not CaseStanding.objects.filter(pk=made.pk).exists()
    assert worklists.visible_standings(house.counsellor).count() == before
    assert not find(staff=house.counsellor, text="Übungsfall", on=clock.day_of(house.at))
    assert made not in Case.objects.in_earnest()


def test_any_day_since_there_are_plans_may_count_as_today(house: House) -> None:
    made = practice.begin(by=house.counsellor, at=house.at)
    moved = practice.set_day(case=made, on=date(2026, 6, 30), by=house.counsellor, at=house.at)
    assert moved.practice_on == date(2026, 6, 30)
    with pytest.raises(Refused, match="seit dem"):
        practice.set_day(case=made, on=date(2023, 6, 30), by=house.counsellor, at=house.at)


def test_no_real_case_becomes_practice(house: House) -> None:
    real = house.case("Brandt")
    with pytest.raises(Refused, match="keine Übung"):
        practice.set_day(case=real, on=date(2026, 6, 30), by=house.counsellor, at=house.at)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.ADMINISTRATOR, Role.RESEARCHER])
def test_who_leads_no_procedures_practises_none(house: House, role: Role) -> None:
    with pytest.raises(NotPermitted):
        practice.begin(by=house.staff[role], at=house.at)
