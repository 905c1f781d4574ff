"""That a plan does not come about is found by a person, after a second attempt was offered."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers
from roterfaden.plans.models import Answer, PlanVersion
from roterfaden.recipients.models import Case
from roterfaden.talk.actions import find_no_plan, take_back_finding
from roterfaden.talk.models import NoPlanFinding
from roterfaden.talk.policies import FirstAttemptMissing, PlanHolds, SecondAttemptMissing
from tests.factories.house import House
from tests.factories.talks import a_silence, a_talk, days

pytestmark = pytest.mark.django_db

WHY = "Zweimal angeboten, zweimal ohne Ergebnis."


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def a_no(house: House, case: Case, *, after: int = 0) -> PlanVersion:
    at = house.at + days(after)
    version = PlanVersion.objects.in_preparation().filter(plan__case=case).first()
    version = version or house.draft(case)
    answers.decline(
        version=version,
        outcome=Answer.Outcome.NOT_AGREED,
        reason="Passt nicht.",
        sought_by=["read_aloud"],
        by=house.counsellor,
        at=at,
    )
    return version


def find(house: House, case: Case, *, after: int = 0, reasons: str = WHY) -> NoPlanFinding:
    return find_no_plan(case=case, reasons=reasons, by=house.counsellor, at=house.at + days(after))


def test_the_mere_absence_of_a_plan_is_no_finding(house: House, case: Case) -> None:
    with pytest.raises(FirstAttemptMissing, match="noch kein Versuch"):
        find(house, case)


def test_a_silence_is_no_attempt(house: House, case: Case) -> None:
    a_silence(house, case)
    with pytest.raises(FirstAttemptMissing):
        find(house, case, after=30)


def test_one_no_is_not_enough_and_the_refusal_names_the_way_out(house: House, case: Case) -> None:
    a_no(house, case)
    with pytest.raises(SecondAttemptMissing, match="ein weiteres Gespräch") as refusal:
        find(house, case, after=30)
    assert refusal.value.code == "second-attempt-missing"


def test_after_a_second_talk_was_offered_a_person_may_find(house: House, case: Case) -> None:
    a_no(house, case)
    a_talk(house, case, at=house.at + days(10))
    with pytest.raises(SecondAttemptMissing):
        find(house, case, after=9)
    found = find(house, case, after=10)
    assert (found.kind, found.norm) == ("none", "§ 15a Abs. 3 SGB II")
    today = clock.day_of(house.at)
    assert (found.first_attempt_on, found.second_attempt_on) == (today, today + days(10))


def test_a_second_no_on_a_later_day_is_a_second_attempt(house: House, case: Case) -> None:
    a_no(house, case)
    a_no(house, case, after=8)
    assert find(house, case, after=8).is_standing


def test_expired_think_time_and_a_second_offer_are_two_attempts(house: House, case: Case) -> None:
    version = house.draft(case)
    until = clock.day_of(house.at) + days(7)
    answers.offer(version=version, think_until_on=until, by=house.counsellor, at=house.at)
    with pytest.raises(FirstAttemptMissing):
        find(house, case, after=7)
    with pytest.raises(SecondAttemptMissing):
        find(house, case, after=8)
    a_no(house, case, after=9)
    assert find(house, case, after=9).is_standing


def test_a_finding_needs_reasons(house: House, case: Case) -> None:
    a_no(house, case)
    a_no(house, case, after=8)
    with pytest.raises(Refused, match="Schreiben Sie die Gründe"):
        find(house, case, after=8, reasons="  ")


def test_while_a_plan_holds_there_is_nothing_to_find(house: House, case: Case) -> None:
    house.agreed(case)
    with pytest.raises(PlanHolds):
        find(house, case, after=30)


def test_a_plan_past_its_update_may_be_found_unable_to_go_on(house: House, case: Case) -> None:
    version = house.agreed(case)
    a_no(house, case, after=190)
    a_no(house, case, after=200)
    found = find(house, case, after=200)
    assert found.kind == "cannot_go_on"
    before = version.update_due_on
    version.refresh_from_db()
    assert (version.state, version.update_due_on) == ("agreed", before)


def test_attempts_before_the_last_agreement_do_not_count(house: House, case: Case) -> None:
    version = a_no(house, case)
    answers.agree(
        version=version, sought_by=["read_aloud"], by=house.counsellor, at=house.at + days(10)
    )
    with pytest.raises(FirstAttemptMissing):
        find(house, case, after=250)


def test_found_twice_on_one_day_it_is_one_finding(house: House, case: Case) -> None:
    a_no(house, case)
    a_no(house, case, after=8)
    assert find(house, case, after=8) == find(house, case, after=8)
    with pytest.raises(StateRefused, match="schon festgestellt"):
        find(house, case, after=8, reasons="Anders.")
    assert AuditEvent.objects.filter(type="no-plan-found").count() == 1


def test_it_is_taken_back_and_stays_on_record(house: House, case: Case) -> None:
    a_no(house, case)
    a_no(house, case, after=8)
    found = find(house, case, after=8)
    at = house.at + days(8)
    for _time in range(2):
        taken = take_back_finding(finding=found, by=house.counsellor, at=at)
        assert not taken.is_standing
    assert NoPlanFinding.objects.count() == 1
    assert AuditEvent.objects.filter(type="no-plan-taken-back").count() == 1
    assert find(house, case, after=8).pk != found.pk


def test_the_finding_changes_nothing_else(house: House, case: Case) -> None:
    a_no(house, case)
    a_no(house, case, after=8)
    before = list(PlanVersion.objects.order_by("pk").values())
    find(house, case, after=8)
    assert list(PlanVersion.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COUNSELLOR}))
def test_only_who_counsels_finds(house: House, case: Case, role: Role) -> None:
    with pytest.raises(NotPermitted):
        find_no_plan(case=case, reasons=WHY, by=house.staff[role], at=house.at)


def test_the_database_keeps_a_finding_as_it_was_made(house: House, case: Case) -> None:
    a_no(house, case)
    a_no(house, case, after=8)
    found = find(house, case, after=8)
    with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
        NoPlanFinding.objects.filter(pk=found.pk).update(reasons="Anders.")
    found.pk = uuid4()
    found.found_on = found.first_attempt_on
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save(force_insert=True)
