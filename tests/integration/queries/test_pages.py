"""What each page asks the database: the same for three rows and for sixty, twelve at most."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import endings
from roterfaden.plans.actions.answers import agree
from roterfaden.plans.actions.drafts import start
from roterfaden.plans.actions.entries import EntryContent, add
from roterfaden.plans.models import EntryOutcome, SupportOffer
from roterfaden.recipients.models import Case
from tests.factories.house import House, build_house
from tests.factories.texts import an_offer
from tests.integration.cases.conftest import add_cases
from tests.integration.queries.shapes import compare, queries

AT_MOST = 12

PAGES = {
    "home-counsellor": (Role.COUNSELLOR, "cases:home", ""),
    "home-day": (Role.COUNSELLOR, "cases:home", ""),
    "prepare": (Role.COUNSELLOR, "meetings:prepare_case", ""),
    "home-team": (Role.TEAM_LEAD, "cases:home", ""),
    "list-own": (Role.COUNSELLOR, "cases:list", "wessen=meine"),
    "list-standing-in": (Role.COUNSELLOR, "cases:list", "wessen=vertretung"),
    "list-team": (Role.TEAM_LEAD, "cases:list", "wessen=team"),
    "list-all-due": (Role.TEAM_LEAD, "cases:list", "wessen=alle&sortiert=faellig&plan=gilt"),
    "list-words": (Role.COUNSELLOR, "cases:list", "wessen=alle&q=haddad"),
    "list-person": (Role.TEAM_LEAD, "cases:list", "wessen=alle&person={counsellor}"),
    "list-ended": (Role.COUNSELLOR, "cases:list", "wessen=beendet&sortiert=ende"),
    "search": (Role.COUNSELLOR, "cases:search", "q=samira"),
    "case": (Role.COUNSELLOR, "cases:case", ""),
}


ABOUT_A_CASE = {"cases:case", "meetings:prepare_case"}


@pytest.fixture
def house(db: None) -> House:
    house = build_house()
    lead, today = house.staff[Role.TEAM_LEAD], clock.today()
    team = house.jobcentre.teams.get()
    for person in (house.counsellor, house.colleague, lead):
        person.team = team
        person.save()
    stand_ins.arrange(
        absent=house.colleague,
        substitute=house.counsellor,
        begins_on=today,
        ends_on=today + timedelta(days=7),
        by=lead,
        at=house.at,
    )
    an_offer(house, state=SupportOffer.State.STOPPED)
    _one_more_version(house, entries=1)
    house.draft(house.case("Haddad", "Karim"))
    house.draft(house.case("Müller"), house.colleague)
    return house


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_same_for_many_rows_as_for_few(house: House, page: str) -> None:
    if page == "home-day":
        _meeting_today(house, house.case("Haddad", "Samira"))
    few = _asked(house, page)
    _many(house)
    if page == "home-day":
        for number in range(4, 8):
            _meeting_today(house, house.case("Haddad", f"Person{number}"))
    assert _asked(house, page) == few
    assert len(few) <= AT_MOST
    compare(page, few)


def test_a_shape_leaves_out_what_differs_from_row_to_row(house: House) -> None:
    with queries() as found:
        list(StaffMember.objects.filter(pk__in=[UUID(int=1), UUID(int=2)]).order_by("pk"))
    (one,) = found
    assert one.startswith("SELECT … FROM organisations_staffmember WHERE")
    assert "IN (%s) ORDER BY" in one


def _asked(house: House, page: str) -> list[str]:
    role, name, query = PAGES[page]
    args = [house.case("Haddad", "Samira").pk] if name in ABOUT_A_CASE else []
    url = f"{reverse(name, args=args)}?{query.format(counsellor=house.counsellor.pk)}"
    client, user = Client(), house.staff[role].user
    assert user
    client.force_login(user)
    assert client.get(url).status_code == 200
    with queries() as found:
        client.get(url)
    return found


def _many(house: House) -> None:
    """Sixty more cases, some with a draft and some with a plan; more versions of the one."""
    number = range(60)
    add_cases(
        house,
        *(
            f"201B{n:06};Haddad;Person{n};01.01.1990;BG-1;counsellor;01.03.2026;nein"
            for n in number
        ),
    )
    cases = [house.case("Haddad", f"Person{n}") for n in range(8)]
    for case in cases[:4]:
        house.draft(case)
    for case in cases[4:]:
        house.agreed(case)
    for _ in range(4):
        _one_more_version(house, entries=6)


def _meeting_today(house: House, case: Case) -> None:
    meetings.arrange(
        case=case,
        starts_at=datetime.combine(clock.today(), time(23, 0), BERLIN),
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.PHONE,
        by=house.counsellor,
        at=house.at,
    )


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
