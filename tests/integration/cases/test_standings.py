"""The narrow rows of the lists say at every moment what the tables behind them say."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.permissions import Role
from roterfaden.plans import worklists
from roterfaden.plans.actions import answers, endings
from roterfaden.plans.actions.drafts import start
from roterfaden.plans.actions.entries import EntryContent, add
from roterfaden.plans.models import CaseStanding, Entry, EntryOutcome, PlanVersion
from roterfaden.plans.worklists import Standing
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Case
from tests.factories.house import House
from tests.integration.cases.conftest import add_cases

COLUMNS = (
    *("pk", "jobcentre_id", "sort_key", "begins_on", "ends_on", "is_protected"),
    *("is_in_force", "update_due_on", "preparing", "think_until_on", "promise_due_on"),
)
Row = tuple[object, ...]


def told() -> dict[object, Row]:
    return {row[0]: row for row in CaseStanding.objects.order_by("pk").values_list(*COLUMNS)}


def true() -> dict[object, Row]:
    """The same, asked of every table, slowly."""
    return {case.pk: _truth(case) for case in Case.objects.select_related("recipient")}


def _truth(case: Case) -> Row:
    versions = PlanVersion.objects.filter(plan__case=case).order_by("-number")
    held = versions.filter(state="agreed").first()
    prepared = versions.filter(state__in=["draft", "offered"]).first()
    return (
        case.pk,
        case.jobcentre_id,
        case.recipient.sort_key,
        case.begins_on,
        case.ends_on,
        case.is_protected,
        held is not None,
        held.update_due_on if held else None,
        prepared.state if prepared else "",
        prepared.think_until_on if prepared else None,
        _earliest_promise(held) if held else None,
    )


def _earliest_promise(version: PlanVersion) -> date | None:
    days = []
    for entry in version.entries.filter(kind="step", owner="jobcentre", removed_at=None):
        outcome = entry.outcomes.order_by("recorded_at").last()
        if entry.due_on and (outcome is None or outcome.kind not in {"done", "no_longer_fits"}):
            days.append(entry.due_on)
    return min(days, default=None)


def test_the_rows_follow_a_plan_through_its_life(house: House) -> None:
    case, by, at = house.case("Haddad", "Samira"), house.counsellor, house.at
    assert told() == true()
    version = start(case=case, by=by, at=at)
    assert told()[case.pk][8] == "draft"
    promises = [_promise(version, house, days) for days in (5, 9)]
    add(version=version, content=EntryContent(kind="goal", text="Ich arbeite."), by=by, at=at)
    assert told() == true()
    until = clock.day_of(at) + timedelta(days=7)
    answers.offer(version=version, think_until_on=until, by=by, at=at)
    assert told() == true()
    assert told()[case.pk][9] == until
    answers.agree(version=version, sought_by=["read_aloud"], by=by, at=at)
    assert told() == true()
    assert told()[case.pk][10] == promises[0].due_on
    endings.record_outcome(entry=promises[0], kind=EntryOutcome.Kind.DONE, by=by, at=at)
    assert told()[case.pk][10] == promises[1].due_on
    endings.record_outcome(entry=promises[1], kind=EntryOutcome.Kind.OPEN, by=by, at=at)
    assert told() == true()
    start(case=case, by=by, at=at)
    assert told() == true()


def _promise(version: PlanVersion, house: House, days: int) -> Entry:
    content = EntryContent(
        kind="step",
        owner="jobcentre",
        text="Mein Jobcenter hilft.",
        due_on=clock.day_of(house.at) + timedelta(days=days),
    )
    return add(version=version, content=content, by=house.counsellor, at=house.at)


def test_the_rows_follow_people_and_spells(house: House) -> None:
    add_cases(house, "101A000003;Äbrandt;Kevin;02.11.1999;;counsellor;01.03.2026;nein")
    add_cases(
        house, *(f"301B{n:06};Viele;P{n};01.01.1990;;counsellor;01.03.2026;" for n in range(9))
    )
    assert told() == true()
    lead = house.staff[Role.TEAM_LEAD]
    cases.protect(case=house.case("Müller"), by=lead, at=house.at)
    assert told() == true()
    cases.lift_protection(case=house.case("Müller"), by=lead, at=house.at)
    assert told() == true()


def test_a_change_that_fails_leaves_the_rows_alone(house: House) -> None:
    before = told()
    with pytest.raises(Refused), transaction.atomic():
        house.draft(house.case("Haddad", "Samira"))
        raise Refused("doch nicht")
    assert told() == before == true()


def test_a_case_that_is_deleted_leaves_no_row(house: House) -> None:
    case = house.case("Brandt")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM recipients_assignment WHERE case_id = %s", [case.pk])
        cursor.execute("DELETE FROM recipients_case WHERE id = %s", [case.pk])
    assert case.pk not in told()


@pytest.mark.parametrize("standing", list(Standing))
def test_counting_at_hand_and_in_the_database_agree(house: House, standing: Standing) -> None:
    house.agreed(house.case("Haddad", "Samira"))
    house.draft(house.case("Brandt"))
    rows = list(CaseStanding.objects.order_by("pk"))
    for days in (0, 60, 170, 181, 400):
        today = clock.today() + timedelta(days=days)
        asked = worklists.counts(CaseStanding.objects.filter(Q()), today).standing[standing]
        assert worklists.counted(rows, today).standing[standing] == asked


@pytest.mark.parametrize(
    "order",
    [
        ("sort_key", "begins_on", "case"),
        ("-sort_key", "begins_on", "case"),
        ("update_due_on", "sort_key", "case"),
        ("-begins_on", "sort_key", "case"),
    ],
)
def test_a_page_is_the_same_from_either_end(house: House, order: tuple[str, ...]) -> None:
    house.agreed(house.case("Haddad", "Samira"))
    add_cases(
        house, *(f"301B{n:06};Viele;P{n};01.01.1990;;counsellor;01.03.2026;" for n in range(9))
    )
    everything = CaseStanding.objects.all()
    total = everything.count()
    whole = [row.pk for row in worklists.cut(everything, order, 0, total, total)]
    assert len(set(whole)) == total
    for first in range(0, total + 3, 3):
        page = [row.pk for row in worklists.cut(everything, order, first, 3, total)]
        assert page == whole[first : first + 3]
