"""PostgreSQL itself keeps agreed plans as they are, whatever the code above does."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, endings
from roterfaden.plans.actions.drafts import start
from roterfaden.plans.models import Answer, EntryOutcome, Plan, PlanVersion
from roterfaden.recipients.models import Case

from .conftest import NOON


def sql(statement: str, *params: UUID) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


VERSION_CHANGES = [
    "number = 7",
    "agreed_on = '2026-01-01'",
    "update_due_on = '2030-01-01'",
    "sheet = '{}'",
    "state = 'draft'",
    "plan_id = gen_random_uuid()",
    "previous_id = id",
    "agreed_by_id = gen_random_uuid()",
    "state = 'superseded', sheet = '{}'",
]


@pytest.mark.parametrize("change", VERSION_CHANGES)
def test_an_agreed_version_never_changes(agreed: PlanVersion, change: str) -> None:
    with pytest.raises(IntegrityError, match="never changes"):
        sql(f"UPDATE plans_planversion SET {change} WHERE id = %s", agreed.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM plans_entry WHERE version_id = %s",
        "UPDATE plans_entry SET text = 'anders' WHERE version_id = %s",
        "UPDATE plans_entry SET position = position + 1 WHERE version_id = %s",
        "DELETE FROM plans_planversion WHERE id = %s",
        "DELETE FROM plans_answer WHERE version_id = %s",
        "UPDATE plans_answer SET reason = 'anders' WHERE version_id = %s",
    ],
)
def test_nothing_of_an_agreed_version_is_changed_or_deleted(
    agreed: PlanVersion, statement: str
) -> None:
    with pytest.raises(IntegrityError):
        sql(statement, agreed.pk)


def test_no_entry_is_slipped_into_an_agreed_version(agreed: PlanVersion) -> None:
    with pytest.raises(IntegrityError, match="drafts only"):
        sql(
            "INSERT INTO plans_entry (id, version_id, kind, owner, owner_name, text, rhythm, proof,"
            " topic, words_of, position) VALUES (%s, %s, 'goal', '', '', 'x', '', '', '', '', 9)",
            uuid4(),
            agreed.pk,
        )


def test_an_entry_does_not_move_to_another_version(
    agreed: PlanVersion, case: Case, counsellor: StaffMember
) -> None:
    second = start(case=case, by=counsellor, at=NOON)
    with pytest.raises(IntegrityError):
        sql("UPDATE plans_entry SET version_id = %s WHERE version_id = %s", agreed.pk, second.pk)


def test_a_closed_version_never_changes_at_all(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    endings.end(plan=agreed.plan, reason=Plan.EndReason.JOB, by=counsellor, at=NOON)
    with pytest.raises(IntegrityError, match="closed plan version"):
        sql("UPDATE plans_planversion SET withdraw_note = 'x' WHERE id = %s", agreed.pk)


def test_outcomes_are_added_and_never_changed(agreed: PlanVersion, counsellor: StaffMember) -> None:
    outcome = endings.record_outcome(
        entry=agreed.entries.all()[0], kind=EntryOutcome.Kind.DONE, by=counsellor, at=NOON
    )
    with pytest.raises(IntegrityError, match="append-only"):
        sql("UPDATE plans_entryoutcome SET kind = 'open' WHERE id = %s", outcome.pk)


def test_an_offer_keeps_its_entries(written: PlanVersion, counsellor: StaffMember) -> None:
    answers.offer(version=written, think_until_on=date(2026, 9, 7), by=counsellor, at=NOON)
    with pytest.raises(IntegrityError, match="drafts only"):
        sql("UPDATE plans_entry SET text = 'anders' WHERE version_id = %s", written.pk)


def test_only_the_retention_run_deletes(agreed: PlanVersion) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL roterfaden.retention = 'on'")
        cursor.execute("DELETE FROM plans_answer WHERE version_id = %s", [agreed.pk])
        cursor.execute("DELETE FROM plans_entry WHERE version_id = %s", [agreed.pk])
        cursor.execute("DELETE FROM plans_planversion WHERE id = %s", [agreed.pk])
        cursor.execute("SET LOCAL roterfaden.retention = 'off'")
    assert not PlanVersion.objects.exists()


def test_two_plans_are_never_in_force_for_one_case(agreed: PlanVersion, case: Case) -> None:
    with pytest.raises(IntegrityError, match="one_plan_in_force_for_a_case"), transaction.atomic():
        Plan.objects.create(
            case=case, began_on=date(2026, 1, 1), ended_on=date(2026, 9, 1), end_reason="job"
        )


def test_plans_may_follow_one_another(agreed: PlanVersion, case: Case) -> None:
    Plan.objects.create(
        case=case, began_on=date(2026, 1, 1), ended_on=date(2026, 8, 31), end_reason="job"
    )
    assert case.plans.count() == 2


def test_a_case_has_one_open_plan(draft: PlanVersion, case: Case) -> None:
    with pytest.raises(IntegrityError, match="one_open_plan_for_a_case"), transaction.atomic():
        Plan.objects.create(case=case)


@pytest.mark.parametrize("kept", ["plans_answer", "plans_entryoutcome", "plans_changewish"])
def test_no_table_of_record_is_emptied(db: None, kept: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        sql(f"TRUNCATE {kept} CASCADE")


def test_a_no_without_reason_is_not_stored(written: PlanVersion, counsellor: StaffMember) -> None:
    with pytest.raises(IntegrityError, match="no_without_a_reason"), transaction.atomic():
        Answer.objects.create(
            version=written,
            outcome="not_agreed",
            sought_by=["mailbox"],
            recorded_at=NOON,
            recorded_by=counsellor,
        )
