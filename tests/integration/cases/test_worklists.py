"""What counts as due, on which day, and how a goal is shortened."""

from datetime import date, timedelta

import pytest

from roterfaden.core import clock
from roterfaden.plans import worklists
from roterfaden.plans.history import first_words
from roterfaden.plans.models import CaseStanding, PlanVersion
from roterfaden.plans.worklists import DUE_WITHIN, PlanNow, Standing
from tests.factories.house import House

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due_on", "standing"),
    [
        (TODAY - timedelta(days=1), Standing.OVERDUE),
        (TODAY, Standing.DUE),
        (TODAY + DUE_WITHIN, Standing.DUE),
        (TODAY + DUE_WITHIN + timedelta(days=1), Standing.IN_FORCE),
    ],
)
def test_a_plan_is_due_in_the_last_four_weeks_and_on_its_day(
    due_on: date, standing: Standing
) -> None:
    version = PlanVersion(number=1, state="agreed", update_due_on=due_on)
    assert PlanNow(TODAY, in_force=version).standing == standing


def test_lists_and_pages_agree_on_where_a_plan_stands(house: House) -> None:
    """The condition in the database and the property in Python say the same on every day."""
    case = house.case("Haddad", "Samira")
    version = house.agreed(case)
    due_on = version.update_due_on
    assert due_on
    for days in (-40, -29, -28, -27, -1, 0, 1, 40):
        today = due_on + timedelta(days=days)
        standing = worklists.plans_now([case.pk], today)[case.pk].standing
        same = CaseStanding.objects.filter(worklists.stands(standing, today), pk=case.pk)
        assert same.exists(), days


def test_one_case_can_hold_and_be_in_work_at_once(house: House) -> None:
    case = house.case("Haddad", "Samira")
    house.agreed(case)
    house.draft(case)
    counts = worklists.counts(CaseStanding.objects.filter(pk=case.pk), clock.today())
    assert counts.total == 1
    assert (counts.standing[Standing.DRAFT], counts.standing[Standing.IN_FORCE]) == (1, 1)
    assert worklists.plans_now([case.pk], clock.today())[case.pk].next_number == 2


def test_workloads_list_every_counsellor_of_the_team_by_name(house: House) -> None:
    team = house.jobcentre.teams.get()
    for person in (house.counsellor, house.colleague):
        person.team = team
        person.save()
    rows = worklists.workloads(
        CaseStanding.objects.visible_to(house.counsellor), team.pk, clock.today()
    )
    assert sorted(row.cases for row in rows) == [1, 3]
    assert [row.without_plan for row in rows] == [row.cases for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich arbeite.", "Ich arbeite"),
        ("Ich möchte in einem Pflegeheim arbeiten.", "Ich möchte in einem …"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsge …"),
    ],
)
def test_a_goal_is_cut_between_words(text: str, expected: str) -> None:
    assert first_words(text, 25) == expected


def test_on_its_last_day_the_think_time_is_not_over() -> None:
    offer = PlanVersion(number=1, state="offered", think_until_on=TODAY)
    assert not PlanNow(TODAY, preparing=offer).is_answer_due
    assert PlanNow(TODAY + timedelta(days=1), preparing=offer).is_answer_due
