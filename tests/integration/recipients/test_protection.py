"""A protected person exists only for those who are named."""

import pytest

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Case, ProtectedAccess
from tests.factories.house import House


def visible(house: House, case: Case) -> set[str]:
    everybody = [*house.staff.values(), house.colleague]
    return {
        staff.short_name
        for staff in everybody
        if Case.objects.visible_to(staff).filter(pk=case.pk).exists()
    }


def test_a_protected_case_is_seen_by_the_counsellor_and_by_who_protected_it(house: House) -> None:
    case = house.case("Brandt")
    assert visible(house, case) == {"counsellor", "team_lead", "colleague"}

    cases.protect(case=case, by=house.staff[Role.TEAM_LEAD], at=house.at)

    assert visible(house, case) == {"counsellor", "team_lead"}


def test_lifted_protection_shows_the_case_again_and_forgets_the_names(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    cases.protect(case=case, by=lead, at=house.at)
    cases.lift_protection(case=case, by=lead, at=house.at)

    assert visible(house, case) == {"counsellor", "team_lead", "colleague"}
    assert not ProtectedAccess.objects.filter(case=case).exists()


def test_a_named_lead_names_one_more(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    cases.protect(case=case, by=lead, at=house.at)
    case.refresh_from_db()
    cases.name_for_protected(case=case, staff=house.colleague, by=lead, at=house.at)

    assert visible(house, case) == {"counsellor", "team_lead", "colleague"}


def test_who_is_not_named_can_do_nothing_with_a_protected_case(house: House) -> None:
    case, lead = house.case("Geheim"), house.staff[Role.TEAM_LEAD]
    for act in (cases.protect, cases.lift_protection):
        with pytest.raises(NotPermitted, match="gibt es für Sie nicht"):
            act(case=case, by=lead, at=house.at)
    with pytest.raises(NotPermitted):
        cases.name_for_protected(case=case, staff=lead, by=lead, at=house.at)
    with pytest.raises(NotPermitted):
        cases.assign(
            case=case, staff=house.counsellor, begins_on=clock.today(), by=lead, at=house.at
        )


def test_the_counsellor_in_charge_may_name_the_lead_but_no_other_colleague(house: House) -> None:
    case, lead = house.case("Geheim"), house.staff[Role.TEAM_LEAD]
    with pytest.raises(NotPermitted):
        cases.name_for_protected(case=case, staff=house.counsellor, by=house.colleague, at=house.at)

    cases.name_for_protected(case=case, staff=lead, by=house.colleague, at=house.at)

    assert visible(house, case) == {"colleague", "team_lead"}


def test_the_right_alone_does_not_let_somebody_be_named_who_sees_no_cases(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    cases.protect(case=case, by=lead, at=house.at)
    with pytest.raises(Refused, match="Fälle sieht"):
        cases.name_for_protected(
            case=case, staff=house.staff[Role.ADMINISTRATOR], by=lead, at=house.at
        )


def test_who_is_put_in_charge_of_a_protected_case_is_named(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    cases.protect(case=case, by=lead, at=house.at)
    cases.assign(case=case, staff=house.colleague, begins_on=clock.today(), by=lead, at=house.at)

    assert "colleague" in visible(house, case)


def test_a_case_without_counsellor_is_not_protected(house: House) -> None:
    case, lead = house.case("Brandt"), house.staff[Role.TEAM_LEAD]
    team = house.jobcentre.teams.get()
    cases.assign(case=case, team=team, begins_on=case.begins_on, by=lead, at=house.at)
    with pytest.raises(StateRefused, match="Fachkraft zuständig"):
        cases.protect(case=case, by=lead, at=house.at)
