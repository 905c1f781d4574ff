"""Cases go from hand to hand together, and back; protected ones after their own rules."""

from datetime import timedelta

import pytest
from django.test import Client

from roterfaden.audit.events import Change
from roterfaden.audit.models import AuditEvent
from roterfaden.audit.verify import findings
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import cases, hand_overs
from roterfaden.recipients.actions.hand_overs import Goal
from roterfaden.recipients.models import Assignment, Case, HandedCase, HandOver, ProtectedAccess
from tests.factories.hand_overs import handed_over, prepared
from tests.factories.house import House, build_house

Rows = list[tuple[object, ...]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(house: House) -> StaffMember:
    return house.staff[Role.TEAM_LEAD]


def _holder(case: Case, days: int = 0) -> StaffMember | None:
    held = Assignment.objects.in_force_on(clock.today() + timedelta(days=days)).get(case=case)
    return held.staff


def _rows() -> Rows:
    fields = ("case", "staff", "team", "begins_on", "ends_on", "id")
    return list(Assignment.objects.order_by("case", "begins_on").values_list(*fields))


def test_everybody_gets_what_was_chosen_for_them(house: House, lead: StaffMember) -> None:
    samira, anna = house.case("Haddad", "Samira"), house.case("Müller")
    made = prepared(house, samira, anna)
    day = clock.today() + timedelta(days=3)
    goals = {samira.pk: Goal(house.colleague), anna.pk: Goal(house.counsellor)}
    hand_overs.carry_out(hand_over=made, goals=goals, begins_on=day, by=lead, at=house.at)
    assert (_holder(samira), _holder(samira, 3)) == (house.counsellor, house.colleague)
    assert (_holder(anna, 2), _holder(anna, 3)) == (house.colleague, house.counsellor)
    outcomes = made.cases.values_list("outcome", "former_staff")
    assert set(outcomes) == {("moved", house.counsellor.pk), ("moved", house.colleague.pk)}


def test_each_case_and_the_whole_stand_in_the_log(house: House) -> None:
    made = handed_over(house, house.case("Müller"))
    changes = AuditEvent.objects.filter(type=Change.CASE_ASSIGNED, facts__hand_over=str(made.pk))
    assert changes.count() == 1
    whole = AuditEvent.objects.get(type=Change.HAND_OVER_MADE)
    assert whole.facts == {"cases": 1}
    assert list(findings()) == []


def test_taking_it_back_leaves_the_assignments_as_they_were(
    house: House, lead: StaffMember
) -> None:
    anna = house.case("Müller")
    later = clock.today() + timedelta(days=30)
    cases.assign(case=anna, staff=house.counsellor, begins_on=later, by=lead, at=house.at)
    before = _rows()
    made = handed_over(house, anna)
    assert _rows() != before
    hand_overs.undo(hand_over=made, by=lead, at=house.at)
    assert _rows() == before
    made.refresh_from_db()
    assert made.state == HandOver.State.UNDONE


def test_what_was_changed_since_is_not_taken_back(house: House, lead: StaffMember) -> None:
    anna, samira = house.case("Müller"), house.case("Haddad", "Samira")
    made = prepared(house, anna, samira)
    goals = {anna.pk: Goal(house.counsellor), samira.pk: Goal(house.colleague)}
    today = clock.today()
    hand_overs.carry_out(hand_over=made, goals=goals, begins_on=today, by=lead, at=house.at)
    next_week = today + timedelta(days=7)
    cases.assign(case=anna, staff=house.colleague, begins_on=next_week, by=lead, at=house.at)
    left = _rows()
    with pytest.raises(StateRefused, match="in einem Fall"):
        hand_overs.undo(hand_over=made, by=lead, at=house.at)
    assert _rows() == left


def test_a_case_that_cannot_move_stays_and_says_why(house: House, lead: StaffMember) -> None:
    samira = house.case("Haddad", "Samira")
    cases.name_for_protected(case=house.case("Geheim"), staff=lead, by=None, at=house.at)
    made = prepared(house, samira, house.case("Geheim"))
    team = house.jobcentre.teams.get()
    goals = {samira.pk: Goal(house.counsellor), house.case("Geheim").pk: Goal(team=team)}
    today = clock.today()
    before = _rows()
    hand_overs.carry_out(hand_over=made, goals=goals, begins_on=today, by=lead, at=house.at)
    assert set(made.cases.values_list("outcome", flat=True)) == {"unchanged", "needs_person"}
    assert _rows() == before


def test_who_takes_a_protected_case_is_named_and_no_longer_when_it_is_taken_back(
    house: House, lead: StaffMember
) -> None:
    secret = house.case("Geheim")
    cases.name_for_protected(case=secret, staff=lead, by=None, at=house.at)
    made = handed_over(house, secret)
    named = ProtectedAccess.objects.filter(case=secret, staff=house.counsellor)
    assert named.exists()
    hand_overs.undo(hand_over=made, by=lead, at=house.at)
    assert not named.exists()


def test_a_protected_case_is_not_there_for_who_is_not_named(
    house: House, lead: StaffMember
) -> None:
    with pytest.raises(Refused, match="mindestens einen"):
        prepared(house, house.case("Geheim"))
    made = prepared(house, house.case("Geheim"), house.case("Müller"))
    assert [one.case for one in made.cases.all()] == [house.case("Müller")]


def test_a_case_protected_meanwhile_neither_moves_nor_shows(
    house: House, lead: StaffMember
) -> None:
    made = prepared(house, house.case("Müller"), house.case("Brandt"))
    cases.protect(case=house.case("Müller"), by=None, at=house.at)
    goals = {one.case_id: Goal(house.counsellor) for one in made.cases.all()}
    day = clock.today() + timedelta(days=1)
    hand_overs.carry_out(hand_over=made, goals=goals, begins_on=day, by=lead, at=house.at)
    assert _holder(house.case("Müller"), 1) == house.colleague
    client = Client()
    assert lead.user
    client.force_login(lead.user)
    page = client.get(f"/uebergabe/{made.pk}/").content.decode()
    assert "Brandt" in page
    assert "Müller" not in page


def test_only_team_leads_hand_over_and_only_in_their_office(
    house: House, lead: StaffMember
) -> None:
    with pytest.raises(NotPermitted):
        hand_overs.prepare(cases=[house.case("Müller").pk], by=house.counsellor, at=house.at)
    other = build_house("10002", prefix="o-")
    made = prepared(house)
    goals = {house.case("Müller").pk: Goal(other.counsellor)}
    today = clock.today()
    with pytest.raises(NotPermitted):
        hand_overs.carry_out(hand_over=made, goals=goals, begins_on=today, by=lead, at=house.at)
    with pytest.raises(NotPermitted):
        hand_overs.undo(hand_over=made, by=other.staff[Role.TEAM_LEAD], at=house.at)


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.ADMINISTRATOR])
def test_cases_go_to_people_who_make_plans(house: House, lead: StaffMember, role: Role) -> None:
    made = prepared(house)
    goals = {house.case("Müller").pk: Goal(house.staff[role])}
    with pytest.raises(Refused, match="macht keine Pläne"):
        hand_overs.carry_out(
            hand_over=made, goals=goals, begins_on=clock.today(), by=lead, at=house.at
        )


def test_nothing_is_handed_over_twice(house: House, lead: StaffMember) -> None:
    made = handed_over(house)
    goals = {house.case("Müller").pk: Goal(house.colleague)}
    with pytest.raises(StateRefused):
        hand_overs.carry_out(
            hand_over=made, goals=goals, begins_on=clock.today(), by=lead, at=house.at
        )
    with pytest.raises(StateRefused):
        hand_overs.discard(hand_over=made, by=lead, at=house.at)


def test_very_many_are_left_to_the_worker(
    house: House, lead: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_overs, "AT_ONCE", 0)
    made = handed_over(house)
    assert made.state == HandOver.State.WORKING
    assert _holder(house.case("Müller")) == house.colleague
    for _ in range(2):
        hand_overs.work(hand_over_id=made.pk)
    made.refresh_from_db()
    assert made.state == HandOver.State.DONE
    assert _holder(house.case("Müller")) == house.counsellor
    assert made.cases.get().outcome == HandedCase.Outcome.MOVED
