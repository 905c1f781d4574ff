"""Who is in charge of a case."""

from datetime import timedelta

import pytest

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Assignment
from tests.factories.house import House, build_house


def test_a_new_assignment_ends_the_running_one_the_day_before(house: House) -> None:
    case, today = house.case("Brandt"), clock.today()

    cases.assign(
        case=case,
        staff=house.colleague,
        begins_on=today,
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )

    before, now = case.assignments.order_by("begins_on")
    assert (before.staff, before.ends_on) == (house.counsellor, today - timedelta(days=1))
    assert (now.staff, now.begins_on, now.ends_on) == (house.colleague, today, None)


def test_assigning_twice_on_one_day_keeps_the_last(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    for staff in (house.colleague, house.counsellor):
        cases.assign(case=case, staff=staff, begins_on=clock.today(), by=lead, at=house.at)

    assert Assignment.objects.in_force_on(clock.today()).get(case=case).staff == house.counsellor
    assert case.assignments.count() == 2


def test_who_lacks_the_right_assigns_nothing(house: House) -> None:
    with pytest.raises(NotPermitted):
        cases.assign(
            case=house.case("Brandt"),
            staff=house.colleague,
            begins_on=clock.today(),
            by=house.counsellor,
            at=house.at,
        )


def test_a_case_goes_to_nobody_outside_the_jobcentre(house: House) -> None:
    other = build_house("10002", prefix="other-")
    with pytest.raises(NotPermitted, match="Jobcenter"):
        cases.assign(
            case=house.case("Brandt"),
            staff=other.counsellor,
            begins_on=clock.today(),
            by=house.staff[Role.TEAM_LEAD],
            at=house.at,
        )


def test_a_case_goes_only_to_somebody_who_makes_plans(house: House) -> None:
    with pytest.raises(Refused, match="Integrationsfachkraft"):
        cases.assign(
            case=house.case("Brandt"),
            staff=house.staff[Role.CONTROLLING],
            begins_on=clock.today(),
            by=house.staff[Role.TEAM_LEAD],
            at=house.at,
        )


def test_nobody_is_put_in_charge_before_the_case_begins(house: House) -> None:
    case = house.case("Brandt")
    with pytest.raises(Refused, match="läuft an diesem Tag nicht"):
        cases.assign(
            case=case,
            staff=house.colleague,
            begins_on=case.begins_on - timedelta(days=1),
            by=house.staff[Role.TEAM_LEAD],
            at=house.at,
        )


def test_the_log_names_the_case_and_no_person(house: House) -> None:
    case = house.case("Brandt")
    lead = house.staff[Role.TEAM_LEAD]
    cases.assign(case=case, staff=house.colleague, begins_on=clock.today(), by=lead, at=house.at)

    event = AuditEvent.objects.get(type="case-assigned")
    assert event.target_id == str(case.pk)
    assert "Brandt" not in str(event.facts)


def test_who_has_the_case_already_keeps_it_since_then(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    before = case.assignments.get()
    with pytest.raises(Refused, match="schon zuständig"):
        cases.assign(
            case=case, staff=house.counsellor, begins_on=clock.today(), by=lead, at=house.at
        )
    after = case.assignments.get()
    assert (after.pk, after.begins_on, after.ends_on) == (before.pk, before.begins_on, None)
