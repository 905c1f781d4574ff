"""The proof ledger: dated occurrences of both sides, one word at a time, each taken back."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.actions.undoing import take_back_outcome
from roterfaden.plans.models import Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.proofs import actions
from roterfaden.proofs.ledger import Due, Ledger
from roterfaden.proofs.models import Proof, ProofRecord
from roterfaden.proofs.receipt import receipt_data, what_is_printed
from roterfaden.proofs.states import TRANSITIONS, State, check_can_become
from roterfaden.recipients.models import Case
from tests.factories.house import House
from tests.factories.proofs import WEEKLY, agreed_with_proofs

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


@pytest.fixture
def version(house: House, case: Case) -> PlanVersion:
    return agreed_with_proofs(house, case)


def ledger(house: House, case: Case, *, after: int = 0) -> Ledger:
    return Ledger(case, clock.day_of(house.at) + timedelta(days=after))


def first(house: House, case: Case, proof: str = "Bewerbungen", *, after: int = 0) -> Due:
    return next(one for one in ledger(house, case, after=after).dues if one.entry.proof == proof)


def about(house: House, due: Due, *, after: int = 0) -> dict[str, Any]:
    at: datetime = house.at + timedelta(days=after)
    return {
        "case": due.case,
        "line": due.line,
        "due_on": due.due_on,
        "by": house.counsellor,
        "at": at,
    }


def received(house: House, due: Due, *, after: int = 0) -> Proof:
    return actions.receive(way=ProofRecord.Way.POST, **about(house, due, after=after))


def next_version(house: House, case: Case, *, after: int, **changes: Any) -> PlanVersion:
    at = house.at + timedelta(days=after)
    draft = drafts.start(case=case, by=house.counsellor, at=at)
    for entry in draft.entries.filter(proof="Bewerbungen"):
        if changes.pop("without", False):
            entries.remove(entry=entry, by=house.counsellor, at=at)
    return answers.agree(version=draft, sought_by=["read_aloud"], by=house.counsellor, at=at)


def test_both_sides_owe_proofs_and_nothing_is_stored_for_it(
    house: House, case: Case, version: PlanVersion
) -> None:
    found = ledger(house, case)
    assert {one.entry.owner for one in found.dues} == {"recipient", "jobcentre"}
    assert len([one for one in found.waiting if one.entry.proof == "Bewerbungen"]) == 2
    assert not Proof.objects.exists()


def test_the_ledger_asks_four_times_however_long_it_is(
    house: House, case: Case, version: PlanVersion, django_assert_num_queries: Any
) -> None:
    received(house, first(house, case))
    for after in (0, 200):
        with django_assert_num_queries(4):
            assert ledger(house, case, after=after).dues


def test_a_new_version_goes_on_without_doubling(
    house: House, case: Case, version: PlanVersion
) -> None:
    received(house, first(house, case))
    before = [(one.line, one.due_on) for one in ledger(house, case).dues]
    next_version(house, case, after=3)
    after = [(one.line, one.due_on) for one in ledger(house, case).dues]
    assert after == before
    assert len(set(after)) == len(after)
    assert ledger(house, case).unanswered[0].due_on == before[0][1]


def test_a_version_without_the_step_stops_it(
    house: House, case: Case, version: PlanVersion
) -> None:
    next_version(house, case, after=8, without=True)
    left = [one for one in ledger(house, case, after=30).dues if one.entry.proof == "Bewerbungen"]
    assert all(one.is_over for one in left)
    assert [one.due_on for one in left] == [clock.day_of(house.at) + timedelta(days=7)]


@pytest.mark.parametrize("said", ["done", "no_longer_fits"])
def test_a_step_that_is_settled_asks_for_its_proof_no_more(
    house: House, case: Case, version: PlanVersion, said: str
) -> None:
    at, kind = house.at + timedelta(days=8), EntryOutcome.Kind(said)
    step = version.entries.get(proof="Bewerbungen")
    outcome = endings.record_outcome(entry=step, kind=kind, by=house.counsellor, at=at)
    assert "Bewerbungen" not in {one.entry.proof for one in ledger(house, case, after=30).waiting}
    due = first(house, case, after=30)
    assert due.settled == outcome
    assert received(house, due, after=30).state == State.RECEIVED
    take_back_outcome(outcome=outcome, by=house.counsellor, at=at)
    assert "Bewerbungen" in {one.entry.proof for one in ledger(house, case, after=30).waiting}


def test_what_was_sent_back_waits_though_its_step_is_done(
    house: House, case: Case, version: PlanVersion
) -> None:
    due = first(house, case)
    received(house, due)
    actions.send_back(reason="Die Liste ist leer.", **about(house, due))
    done = EntryOutcome.Kind.DONE
    endings.record_outcome(entry=due.entry, kind=done, by=house.counsellor, at=house.at)
    assert [one.state for one in ledger(house, case).waiting if one.line == due.line] == [
        State.SENT_BACK
    ]


def test_the_end_of_the_plan_stops_all(house: House, case: Case, version: PlanVersion) -> None:
    at = house.at + timedelta(days=1)
    endings.end(plan=version.plan, reason=Plan.EndReason.JOB, by=house.counsellor, at=at)
    assert ledger(house, case, after=60).waiting == []


def test_a_version_taken_back_asks_for_nothing_and_keeps_what_came(
    house: House, case: Case, version: PlanVersion
) -> None:
    received(house, first(house, case))
    reason = PlanVersion.WithdrawReason.ERROR
    endings.withdraw(version=version, reason=reason, by=house.counsellor, at=house.at)
    found = ledger(house, case, after=60)
    assert found.waiting == []
    assert [one.state for one in found.dues] == [State.RECEIVED]


def test_received_accepted_and_taken_back(house: House, case: Case, version: PlanVersion) -> None:
    due = first(house, case)
    proof = received(house, due)
    assert proof.records.get().way == "post"
    assert actions.accept(**about(house, due)).state == State.ACCEPTED
    assert actions.take_back(**about(house, due)).state == State.RECEIVED
    assert actions.take_back(**about(house, due)).state == State.OPEN
    assert actions.take_back(**about(house, due)).state == State.OPEN
    assert ProofRecord.objects.filter(taken_back_at__isnull=False).count() == 2
    assert AuditEvent.objects.filter(type="proof-taken-back").count() == 2


def test_accepted_at_once_it_was_handed_over(
    house: House, case: Case, version: PlanVersion
) -> None:
    proof = actions.accept(**about(house, first(house, case)))
    assert [one.state for one in proof.records.all()] == ["received", "accepted"]
    assert proof.records.all()[0].way == "desk"


def test_sent_back_it_may_come_in_again(house: House, case: Case, version: PlanVersion) -> None:
    due = first(house, case)
    received(house, due)
    actions.send_back(reason="Die Hälfte fehlt.", **about(house, due))
    assert first(house, case, after=40).is_late(clock.day_of(house.at) + timedelta(days=40))
    received(house, due, after=3)
    assert actions.take_back(**about(house, due, after=3)).state == State.SENT_BACK
    assert actions.excuse(reason="Krank.", **about(house, due)).state == State.EXCUSED
    assert actions.take_back(**about(house, due)).state == State.SENT_BACK


def test_said_twice_it_is_recorded_once(house: House, case: Case, version: PlanVersion) -> None:
    due = first(house, case)
    for _time in range(2):
        received(house, due)
    for _time in range(2):
        actions.send_back(reason="Die Hälfte fehlt.", **about(house, due))
    assert ProofRecord.objects.count() == 2


def test_a_no_needs_a_reason_and_a_day_to_come_is_none(
    house: House, case: Case, version: PlanVersion
) -> None:
    due = first(house, case)
    with pytest.raises(Refused, match="warum"):
        actions.excuse(reason=" ", **about(house, due))
    tomorrow = clock.day_of(house.at) + timedelta(days=1)
    with pytest.raises(Refused, match="liegt noch vor uns"):
        actions.receive(way=ProofRecord.Way.DESK, on=tomorrow, **about(house, due))
    with pytest.raises(StateRefused, match="Sein Stand: offen"):
        actions.send_back(reason="Leer.", **about(house, due))


def test_a_day_that_no_version_asks_for_is_refused(
    house: House, case: Case, version: PlanVersion
) -> None:
    due = first(house, case)
    wrong = {**about(house, due), "due_on": date(2020, 1, 1)}
    with pytest.raises(Refused, match="verlangt der Plan nicht"):
        actions.accept(**wrong)
    with pytest.raises(Refused, match="verlangt der Plan nicht"):
        actions.accept(**{**about(house, due), "line": UUID(int=1)})


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COUNSELLOR}))
def test_only_who_makes_plans_records_proofs(
    house: House, case: Case, version: PlanVersion, role: Role
) -> None:
    with pytest.raises(NotPermitted):
        actions.accept(**{**about(house, first(house, case)), "by": house.staff[role]})


@pytest.mark.parametrize("source", State)
@pytest.mark.parametrize("target", State)
@pytest.mark.parametrize("is_undo", [True, False])
def test_only_the_table_moves_a_proof(source: State, target: State, *, is_undo: bool) -> None:
    steps = {(one.source, one.target) for one in TRANSITIONS if one.is_undo == is_undo}
    if (source, target) in steps:
        check_can_become(source, target, is_undo=is_undo)
        return
    with pytest.raises(StateRefused):
        check_can_become(source, target, is_undo=is_undo)


def test_a_closed_day_moves_lateness_and_the_reminder_lies_before(
    house: House, case: Case, version: PlanVersion
) -> None:
    for due in ledger(house, case).dues:
        assert due.remind_on < due.due_on < due.late_from
        assert due.remind_on.weekday() < 5
        assert not due.is_late(due.due_on)
        assert due.is_late(due.late_from)


def test_the_database_keeps_what_was_said(house: House, case: Case, version: PlanVersion) -> None:
    proof = received(house, first(house, case))
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        ProofRecord.objects.update(way="desk")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProofRecord.objects.create(
            proof=proof,
            number=9,
            state="excused",
            happened_on=proof.due_on,
            recorded_at=house.at,
            recorded_by=house.counsellor,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.create(
            case=case,
            line_id=proof.line_id,
            entry=proof.entry,
            due_on=proof.due_on,
            changed_at=house.at,
        )


def test_the_receipt_says_what_when_how_and_by_whom(
    house: House, case: Case, version: PlanVersion
) -> None:
    proof = received(house, first(house, case))
    said = receipt_data(proof, proof.records.get())
    assert said["what"] == "Bewerbungen"
    assert said["way"] == "mit der Post"
    assert said["office"] == house.jobcentre.name
    assert said["taken_by"] == "Frau Counsellor"


@pytest.mark.parametrize(
    ("text", "proof", "topic"),
    [
        ("Ich gehe zur Beratung.", "Teilnahme", "health"),
        ("Ich bringe ihn mit.", "Befund vom Facharzt", "other"),
        ("Ich gehe in die Suchtberatung.", "Teilnahme an der Suchttherapie", "other"),
    ],
)
def test_a_receipt_tells_nothing_of_health(text: str, proof: str, topic: str) -> None:
    entry = Entry(kind="step", owner="recipient", text=text, proof=proof, topic=topic)
    assert what_is_printed(entry) == "Nachweis zu Ihrem Plan"


def test_a_weekly_rhythm_has_weekly_days(house: House, case: Case, version: PlanVersion) -> None:
    mine = [one.due_on for one in ledger(house, case).dues if one.entry.rhythm == WEEKLY]
    assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(mine))


def test_a_step_without_proof_stands_not_in_the_ledger(house: House, case: Case) -> None:
    draft = drafts.start(case=case, by=house.counsellor, at=house.at)
    for content in (
        EntryContent(kind="goal", text="Ich arbeite.", topic="work"),
        EntryContent(
            kind="step", owner="recipient", text="Ich rufe an.", rhythm=WEEKLY, topic="other"
        ),
    ):
        entries.add(version=draft, content=content, by=house.counsellor, at=house.at)
    answers.agree(version=draft, sought_by=["read_aloud"], by=house.counsellor, at=house.at)
    assert ledger(house, case).dues == []
