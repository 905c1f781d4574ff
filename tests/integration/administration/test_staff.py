"""Staff: details, roles, time, account; and that nobody locks the jobcentre out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations import rights
from roterfaden.organisations.actions import accounts, offices, staff
from roterfaden.organisations.actions.staff import StaffDetails
from roterfaden.organisations.models import StaffMember, User
from roterfaden.organisations.permissions import Role
from tests.factories.house import PASSWORD, House, build_house

NEW = StaffDetails(first_name="Lea", last_name="Lang", roles=(Role.COUNSELLOR,), email="l@b.de")


@pytest.fixture
def admin(house: House) -> StaffMember:
    return house.staff[Role.ADMINISTRATOR]


def add(house: House, name: str = "lang", **values: Any) -> StaffMember:
    return staff.add(
        jobcentre=house.jobcentre,
        short_name=name,
        details=replace(NEW, **values),
        by=house.staff[Role.ADMINISTRATOR],
        at=house.at,
    )


def change(house: House, who: StaffMember, **values: Any) -> bool:
    return staff.change(
        staff=who,
        details=replace(StaffDetails.of(who), **values),
        by=house.staff[Role.ADMINISTRATOR],
        at=house.at,
    )


def test_a_new_person_has_an_account_without_password(house: House) -> None:
    user = add(house).user
    assert user is not None
    assert not user.has_usable_password()
    assert user.email == "l@b.de"


def test_a_sign_in_name_is_taken_once_whatever_its_capitals(house: House) -> None:
    add(house)
    with pytest.raises(ValidationError, match="gibt es schon"):
        add(house, "Lang")


def test_somebody_without_a_role_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="mindestens eine"):
        add(house, roles=())


def test_an_unchanged_person_leaves_no_event(house: House) -> None:
    before = AuditEvent.objects.count()
    assert not change(house, house.counsellor)
    assert AuditEvent.objects.count() == before


def test_the_address_for_single_sign_on_follows_the_person(house: House) -> None:
    change(house, house.counsellor, email="neu@beispiel.de")
    assert User.objects.get(username="counsellor").email == "neu@beispiel.de"


def test_the_history_of_rights_says_who_gave_whom_which_role_and_took_which(
    house: House, admin: StaffMember
) -> None:
    person = add(house)
    change(house, person, roles=(Role.TEAM_LEAD, Role.COUNSELLOR))
    change(house, person, roles=(Role.TEAM_LEAD,), phone="0201 1")
    found = rights.told(rights.events(house.jobcentre.pk, person))
    assert [(one.given, one.taken) for one in found] == [
        ((), ("Integrationsfachkraft",)),
        (("Teamleitung",), ()),
        (("Integrationsfachkraft",), ()),
    ]
    assert {one.by for one in found} == {admin}
    assert {one.whom for one in found} == {person}


def test_what_the_operator_did_at_the_server_names_nobody(house: House) -> None:
    (made,) = rights.told(rights.events(house.jobcentre.pk, house.counsellor))
    assert made.by is None


def test_the_history_of_another_jobcentre_stays_there(house: House) -> None:
    other = build_house("10002", prefix="other-")
    ours = {one.target_id for one in rights.events(house.jobcentre.pk)}
    assert ours.isdisjoint({str(one.pk) for one in other.jobcentre.staff.all()})


LOCK_OUT: dict[str, Callable[[House, StaffMember], object]] = {
    "another role": lambda house, one: change(house, one, roles=(Role.COUNSELLOR,)),
    "a last day": lambda house, one: staff.deactivate(
        staff=one, last_day=clock.today() + timedelta(days=400), by=one, at=house.at
    ),
    "a later first day": lambda house, one: change(
        house, one, active_from_on=clock.today() + timedelta(days=1)
    ),
    "a closed account": lambda house, one: accounts.close(staff=one, by=one, at=house.at),
}


@pytest.mark.parametrize("way", LOCK_OUT)
def test_the_last_administrator_stays(house: House, admin: StaffMember, way: str) -> None:
    with pytest.raises(StateRefused, match="niemanden mehr, der es verwaltet"):
        LOCK_OUT[way](house, admin)
    admin.refresh_from_db()
    assert admin.roles == ["administrator"]
    assert admin.active_until_on is None


@pytest.mark.parametrize("way", LOCK_OUT)
def test_with_a_second_one_the_first_may_go(house: House, admin: StaffMember, way: str) -> None:
    add(house, roles=(Role.ADMINISTRATOR,))
    LOCK_OUT[way](house, admin)


def test_an_administrator_of_another_jobcentre_does_not_count(
    house: House, admin: StaffMember
) -> None:
    build_house("10002", prefix="other-")
    with pytest.raises(StateRefused):
        accounts.close(staff=admin, by=admin, at=house.at)


def test_a_one_time_password_opens_once_and_is_noted(house: House, admin: StaffMember) -> None:
    person = add(house)
    password = accounts.make_one_time_password(staff=person, by=admin, at=house.at)
    user = User.objects.get(username="lang")
    assert user.check_password(password)
    assert user.must_change_password
    assert len(password) == 14
    event = AuditEvent.objects.get(type="one-time-password-set")
    assert event.actor == f"staffmember:{admin.pk}"
    assert password not in str(event.facts)


def test_a_closed_account_gets_no_password(house: House, admin: StaffMember) -> None:
    person = add(house)
    accounts.close(staff=person, by=admin, at=house.at)
    with pytest.raises(StateRefused, match="gesperrt"):
        accounts.make_one_time_password(staff=person, by=admin, at=house.at)
    accounts.reopen(staff=person, by=admin, at=house.at)
    assert accounts.make_one_time_password(staff=person, by=admin, at=house.at)


ACTS: dict[str, Callable[[House, StaffMember], object]] = {
    "add": lambda house, by: staff.add(
        jobcentre=house.jobcentre, short_name="x", details=NEW, by=by, at=house.at
    ),
    "change": lambda house, by: staff.change(
        staff=house.colleague, details=NEW, by=by, at=house.at
    ),
    "deactivate": lambda house, by: staff.deactivate(
        staff=house.colleague, last_day=clock.today(), by=by, at=house.at
    ),
    "reactivate": lambda house, by: staff.reactivate(staff=house.colleague, by=by, at=house.at),
    "close": lambda house, by: accounts.close(staff=house.colleague, by=by, at=house.at),
    "reopen": lambda house, by: accounts.reopen(staff=house.colleague, by=by, at=house.at),
    "password": lambda house, by: accounts.make_one_time_password(
        staff=house.colleague, by=by, at=house.at
    ),
    "second factor": lambda house, by: accounts.remove_second_factor(
        user=User.objects.get(username="colleague"), by=by, at=house.at
    ),
    "jobcentre": lambda house, by: offices.change_jobcentre(
        jobcentre=house.jobcentre, values={"name": "Neu", "land": "NW"}, by=by, at=house.at
    ),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", ACTS)
def test_only_the_administration_looks_after_people(house: House, act: str, role: Role) -> None:
    if role == Role.ADMINISTRATOR:
        ACTS[act](house, house.staff[role])
        return
    with pytest.raises(NotPermitted):
        ACTS[act](house, house.staff[role])


@pytest.mark.parametrize("act", ACTS)
def test_another_jobcentre_is_none_of_its_business(house: House, act: str) -> None:
    other = build_house("10002", prefix="other-")
    with pytest.raises(NotPermitted):
        ACTS[act](house, other.staff[Role.ADMINISTRATOR])
    assert User.objects.get(username="colleague").check_password(PASSWORD)


def test_land_and_municipality_must_match(house: House, admin: StaffMember) -> None:
    values = {"name": "Jobcenter", "land": "NW", "municipality": "09761000"}
    with pytest.raises(ValidationError, match="liegt in BY"):
        offices.change_jobcentre(jobcentre=house.jobcentre, values=values, by=admin, at=house.at)


def test_nobody_makes_a_way_around_the_own_password(house: House, admin: StaffMember) -> None:
    assert admin.user
    with pytest.raises(StateRefused, match="Mein Konto"):
        accounts.make_one_time_password(staff=admin, by=admin, at=house.at)
    with pytest.raises(StateRefused, match="Mein Konto"):
        accounts.remove_second_factor(user=admin.user, by=admin, at=house.at)


def test_an_office_without_an_administration_can_be_set_up(
    house: House, admin: StaffMember
) -> None:
    StaffMember.objects.filter(pk=admin.pk).update(roles=["counsellor"])
    details = replace(StaffDetails.of(house.counsellor), phone="0201 2")
    assert staff.change(staff=house.counsellor, details=details, by=None, at=house.at)


def test_a_last_day_brings_back_no_role_that_was_taken_meanwhile(
    house: House, admin: StaffMember
) -> None:
    person = add(house, roles=(Role.COUNSELLOR, Role.TEAM_LEAD))
    seen_before = StaffMember.objects.get(pk=person.pk)
    change(house, person, roles=(Role.COUNSELLOR,))
    staff.deactivate(staff=seen_before, last_day=clock.today(), by=admin, at=house.at)
    person.refresh_from_db()
    assert person.roles == ["counsellor"]
    assert person.active_until_on == clock.today()


def test_the_history_of_rights_tells_who_opened_a_way_into_an_account(
    house: House, admin: StaffMember
) -> None:
    person = add(house)
    accounts.make_one_time_password(staff=person, by=admin, at=house.at)
    (newest, _created) = rights.told(rights.events(house.jobcentre.pk, person))
    assert (newest.what, newest.whom, newest.by) == ("one-time-password-set", person, admin)
    assert rights.told(rights.events(house.jobcentre.pk))[0] == newest
