"""Pages ask the database as often for many cases as for few."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import endings
from roterfaden.plans.actions.answers import agree
from roterfaden.plans.actions.drafts import start
from roterfaden.plans.actions.entries import EntryContent, add
from roterfaden.plans.models import EntryOutcome
from tests.factories.house import House
from tests.integration.cases.conftest import Ask, add_cases

AT_MOST = {"home": 15, "list": 12, "case": 20}

Count = Callable[..., int]


@pytest.fixture
def count(ask: Ask) -> Count:
    def run(house: House, role: Role, url: str) -> int:
        ask(house.staff[role], url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert ask(house.staff[role], url).status_code == 200
        return len(queries)

    return run


def many(house: House) -> None:
    """Sixty more cases, some with a draft and some with a plan."""
    add_cases(
        house,
        *(
            f"201B{number:06};Viele;Person{number};01.01.1990;BG-1;counsellor;01.03.2026;nein"
            for number in range(60)
        ),
    )
    cases = [house.case("Viele", f"Person{number}") for number in range(12)]
    for case in cases[:6]:
        house.draft(case)
    for case in cases[6:]:
        house.agreed(case)


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.TEAM_LEAD])
@pytest.mark.parametrize("page", ["home", "list"])
def test_lists_ask_as_often_for_many_as_for_few(
    house: House, count: Count, page: str, role: Role
) -> None:
    house.agreed(house.case("Haddad", "Samira"))
    house.draft(house.case("Haddad", "Karim"))
    url = f"{reverse(f'cases:{page}')}?wessen=alle"
    few = count(house, role, url)
    many(house)
    assert count(house, role, url) == few
    assert few <= AT_MOST[page]


def test_a_case_asks_as_often_for_many_versions_as_for_few(house: House, count: Count) -> None:
    case = house.case("Haddad", "Samira")
    _one_more_version(house, entries=1)
    url = reverse("cases:case", args=[case.pk])
    few = count(house, Role.COUNSELLOR, url)
    for _ in range(6):
        _one_more_version(house, entries=6)
    many(house)
    assert count(house, Role.COUNSELLOR, url) == few
    assert few <= AT_MOST["case"]


def _one_more_version(house: House, entries: int) -> None:
    by, at = house.counsellor, house.at
    version = start(case=house.case("Haddad", "Samira"), by=by, at=at)
    goal = EntryContent(kind="goal", text="Ich finde Arbeit.", topic="work")
    step = EntryContent(kind="step", owner="jobcentre", text="Mein Jobcenter hilft.")
    made = add(version=version, content=goal, by=by, at=at)
    for _ in range(entries if not version.previous else 1):
        add(version=version, content=step, by=by, at=at)
    agree(version=version, sought_by=["read_aloud"], by=by, at=at)
    endings.record_outcome(entry=made, kind=EntryOutcome.Kind.DONE, by=by, at=at)
