"""Closing days of an office: who keeps them, reminders before them, reading a file."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.actions import local_holidays
from roterfaden.organisations.closing_days import closed_days
from roterfaden.organisations.models import LocalHoliday, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.deadlines import next_update, reminders_on
from tests.factories.house import House, build_house
from tests.factories.texts import a_closing_day

KEEPERS = {Role.SPECIALIST, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_specialist_and_administration_keep_the_days(house: House, role: Role) -> None:
    def add() -> LocalHoliday:
        return local_holidays.add(
            jobcentre=house.jobcentre,
            kind=LocalHoliday.Kind.OFFICE_CLOSED,
            name="Umzug",
            begins_on=date(2027, 5, 7),
            by=house.staff[role],
            at=house.at,
        )

    if role in KEEPERS:
        assert add().ends_on == date(2027, 5, 7)
    else:
        with pytest.raises(NotPermitted):
            add()


def test_another_office_s_days_are_not_ours(house: House, specialist: StaffMember) -> None:
    theirs = a_closing_day(build_house("10002", prefix="other-"))
    with pytest.raises(NotPermitted):
        local_holidays.remove(holiday=theirs, by=specialist, at=house.at)


def test_a_yearly_day_comes_every_year_and_29_february_only_in_leap_years(house: House) -> None:
    a_closing_day(house, "Markt", begins_on=date(2024, 2, 29), is_yearly=True)
    a_closing_day(house, "Einmal", begins_on=date(2027, 3, 5))
    found = closed_days(house.jobcentre, date(2026, 1, 1), date(2028, 12, 31))
    assert found == {date(2027, 3, 5), date(2028, 2, 29)}


def test_days_over_the_turn_of_the_year_close_both_years(house: House) -> None:
    run = {"begins_on": date(2026, 12, 30), "ends_on": date(2027, 1, 2), "is_yearly": True}
    a_closing_day(house, "Zwischen den Jahren", **run)
    found = closed_days(house.jobcentre, date(2027, 12, 1), date(2028, 1, 31))
    assert found == {date(2027, 12, 30), date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 2)}


def test_reminders_of_new_plans_come_before_a_closing_day(house: House) -> None:
    agreed_on = date(2026, 11, 24)
    assert next_update(agreed_on, house.jobcentre).remind_on == date(2027, 5, 24)
    a_closing_day(house, begins_on=date(2027, 5, 24))
    due = next_update(agreed_on, house.jobcentre)
    assert (due.due_on, due.remind_on) == (date(2027, 5, 24), date(2027, 5, 21))


def test_a_plan_in_force_keeps_its_reminder_and_is_counted(house: House) -> None:
    agreed = house.agreed(house.case("Brandt"))
    house.agreed(house.case("Geheim"), by=house.colleague)
    assert agreed.remind_on
    a_closing_day(house, begins_on=agreed.remind_on)
    agreed.refresh_from_db()
    assert reminders_on(house.jobcentre, [agreed.remind_on]) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"begins_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, "ends_on"),
        ({"begins_on": date(2027, 1, 1), "ends_on": date(2027, 3, 1)}, "ends_on"),
    ],
)
def test_a_wrong_field_is_named(house: House, said: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as problem:
        a_closing_day(house, **{"name": "Umzug", **said})  # type: ignore[arg-type]
    assert set(problem.value.message_dict) == {field}


def test_a_file_adds_new_days_leaves_known_ones_and_tells_wrong_rows(
    house: House, specialist: StaffMember
) -> None:
    a_closing_day(house, "Umzug", begins_on=date(2027, 5, 7))
    content = (
        "tag;bis;name;art;jedes_jahr\n"
        "07.05.2027;;Umzug;;\n"
        "24.12.2027;31.12.2027;Zwischen den Jahren;geschlossen;ja\n"
        "08.08.2027;;Stadtfest;Feiertag;ja\n"
        "32.01.2027;;Fehler;;\n"
        "03.01.2028;01.01.2028;Rückwärts;;\n"
    )
    found = local_holidays.read_in(
        jobcentre=house.jobcentre, content=content.encode(), by=specialist, at=house.at
    )
    assert [(day.name, day.is_yearly) for day in found.added] == [
        ("Zwischen den Jahren", True),
        ("Stadtfest", True),
    ]
    assert found.known == 1
    assert [(reject.line, reject.column) for reject in found.rejects] == [(5, "tag"), (6, "bis")]


def test_a_closing_day_moves_no_term(house: House) -> None:
    day = clock.day_of(house.at)
    before = next_update(day, house.jobcentre).due_on
    a_closing_day(house, begins_on=before - timedelta(days=3), ends_on=before)
    assert next_update(day, house.jobcentre).due_on == before
