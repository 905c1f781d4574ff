"""Teams: renamed, ended with a day, and never while something hangs on them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.actions import offices, staff, teams
from roterfaden.organisations.actions.staff import StaffDetails
from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import cases
from roterfaden.recipients.actions.teams import close
from tests.factories.house import House


@pytest.fixture
def admin(house: House) -> StaffMember:
    return house.staff[Role.ADMINISTRATOR]


@pytest.fixture
def team(house: House) -> Team:
    return house.jobcentre.teams.get()


def assign(house: House, name: str, team: Team | None, who: StaffMember | None = None) -> None:
    cases.assign(
        case=house.case(name), staff=who, team=team, begins_on=clock.today(), by=None, at=house.at
    )


def test_a_team_is_renamed_once(house: House, admin: StaffMember, team: Team) -> None:
    teams.rename(team=team, name="Markt", by=admin, at=house.at)
    other = offices.create_team(jobcentre=house.jobcentre, name="Familie", by=admin, at=house.at)
    with pytest.raises(ValidationError):
        teams.rename(team=other, name="Markt", by=admin, at=house.at)
    assert AuditEvent.objects.filter(type="team-renamed").count() == 1


def test_a_team_without_anything_ends_after_its_last_day(
    house: House, admin: StaffMember, team: Team
) -> None:
    today = clock.today()
    close(team=team, last_day=today, by=admin, at=house.at)
    assert Team.objects.open_on(today).filter(pk=team.pk).exists()
    assert not Team.objects.open_on(today + timedelta(days=1)).filter(pk=team.pk).exists()
    teams.reopen(team=team, by=admin, at=house.at)
    assert Team.objects.open_on(today + timedelta(days=1)).filter(pk=team.pk).exists()


def test_a_team_with_cases_says_how_many_and_the_way_out(
    house: House, admin: StaffMember, team: Team
) -> None:
    assign(house, "Brandt", team)
    assign(house, "Müller", team)
    with pytest.raises(StateRefused, match=r"2 Fälle\..*Teamleitung") as refused:
        close(team=team, last_day=clock.today(), by=admin, at=house.at)
    assert "geschützt" not in refused.value.message
    team.refresh_from_db()
    assert team.closed_on is None


def test_the_number_of_protected_cases_is_told_to_nobody(
    house: House, admin: StaffMember, team: Team
) -> None:
    assign(house, "Geheim", team, house.colleague)
    with pytest.raises(StateRefused, match="zuständig: geschützte Fälle"):
        close(team=team, last_day=clock.today(), by=admin, at=house.at)


def test_a_team_with_members_waits_until_they_have_gone(
    house: House, admin: StaffMember, team: Team
) -> None:
    member = staff.add(
        jobcentre=house.jobcentre,
        short_name="lang",
        details=StaffDetails(
            first_name="Lea", last_name="Lang", roles=(Role.COUNSELLOR,), team=team
        ),
        by=admin,
        at=house.at,
    )
    with pytest.raises(StateRefused, match="Eine Person gehört danach noch zum Team"):
        close(team=team, last_day=clock.today(), by=admin, at=house.at)
    staff.deactivate(staff=member, last_day=clock.today(), by=admin, at=house.at)
    close(team=team, last_day=clock.today(), by=admin, at=house.at)


def test_a_case_goes_to_no_team_after_its_last_day(
    house: House, admin: StaffMember, team: Team
) -> None:
    close(team=team, last_day=clock.today() - timedelta(days=1), by=admin, at=house.at)
    with pytest.raises(Refused, match="gibt es dann nicht mehr"):
        assign(house, "Brandt", team)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_the_administration_looks_after_teams(house: House, team: Team, role: Role) -> None:
    by = house.staff[role]
    with pytest.raises(NotPermitted):
        offices.create_team(jobcentre=house.jobcentre, name="Neu", by=by, at=house.at)
    with pytest.raises(NotPermitted):
        teams.rename(team=team, name="Neu", by=by, at=house.at)
    with pytest.raises(NotPermitted):
        teams.reopen(team=team, by=by, at=house.at)
    with pytest.raises(NotPermitted):
        close(team=team, last_day=date(2030, 1, 1), by=by, at=house.at)
