"""What becomes of a proof: received, accepted, sent back, excused, and each taken back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.policies import check_may_plan
from roterfaden.proofs.ledger import Due, Ledger
from roterfaden.proofs.models import Proof, ProofRecord
from roterfaden.proofs.states import NEEDS_REASON, State, check_can_become
from roterfaden.recipients.models import Case


@transaction.atomic
def receive(
    *,
    case: Case,
    line: UUID,
    due_on: date,
    way: ProofRecord.Way,
    by: StaffMember,
    at: datetime,
    on: date | None = None,
) -> Proof:
    """It came in: on which day, how, and taken by whom. Sent twice it came in once.

    Raises :class:`Refused` for a day to come and for a due day that this case does not have.
    """
    due = _due(case, line, due_on, by, at)
    day = on or clock.day_of(at)
    if day > clock.day_of(at):
        raise Refused(_("Der Tag des Eingangs liegt noch vor uns. Prüfen Sie das Datum."))
    if due.last and (due.state, due.last.way, due.last.happened_on) == ("received", way, day):
        return _known(due)
    return _record(due, State.RECEIVED, day, by, at, way=str(way))


@transaction.atomic
def accept(*, case: Case, line: UUID, due_on: date, by: StaffMember, at: datetime) -> Proof:
    """It shows what was agreed. What is handed over and accepted at once came in at the desk."""
    due = _due(case, line, due_on, by, at)
    if due.state == State.ACCEPTED:
        return _known(due)
    if due.state in {State.OPEN, State.SENT_BACK}:
        today = clock.day_of(at)
        _record(due, State.RECEIVED, today, by, at, way=ProofRecord.Way.DESK.value)
        due = _due(case, line, due_on, by, at)
    return _record(due, State.ACCEPTED, clock.day_of(at), by, at)


@transaction.atomic
def send_back(
    *, case: Case, line: UUID, due_on: date, reason: str, by: StaffMember, at: datetime
) -> Proof:
    """It does not show what was agreed; ``reason`` says what is missing."""
    return _with_reason(_due(case, line, due_on, by, at), State.SENT_BACK, reason, by, at)


@transaction.atomic
def excuse(
    *, case: Case, line: UUID, due_on: date, reason: str, by: StaffMember, at: datetime
) -> Proof:
    """It need not come this time; ``reason`` says why."""
    return _with_reason(_due(case, line, due_on, by, at), State.EXCUSED, reason, by, at)


@transaction.atomic
def take_back(*, case: Case, line: UUID, due_on: date, by: StaffMember, at: datetime) -> Proof:
    """Undo the last word; it stays on record as taken back. Without one nothing happens."""
    due = _due(case, line, due_on, by, at)
    if due.proof is None:
        raise Refused(_("Zu diesem Nachweis ist nichts festgehalten."))
    if due.last is None:
        return due.proof
    before = State(due.records[-2].state) if len(due.records) > 1 else State.OPEN
    check_can_become(due.state, before, is_undo=True)
    last = due.last
    last.taken_back_at, last.taken_back_by = at, by
    last.save(update_fields=["taken_back_at", "taken_back_by"])
    return _become(due.proof, before, Change.PROOF_TAKEN_BACK, by, at)


def _due(case: Case, line: UUID, due_on: date, by: StaffMember, at: datetime) -> Due:
    """The due day as it stands now, locked with its case; raises ``NotPermitted``."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("jobcentre")
    case = cases.get(pk=case.pk)
    check_may_plan(by, case)
    due = Ledger(case, clock.day_of(at)).find(line, due_on)
    if due is None:
        raise Refused(_("Diesen Nachweis verlangt der Plan nicht mehr. Laden Sie die Seite neu."))
    return due


def _with_reason(due: Due, state: State, reason: str, by: StaffMember, at: datetime) -> Proof:
    words = reason.strip()
    if due.last and (due.state, due.last.reason) == (state, words):
        return _known(due)
    if state in NEEDS_REASON and not words:
        raise Refused(_("Schreiben Sie in einem Satz, warum."))
    return _record(due, state, clock.day_of(at), by, at, reason=words)


def _record(due: Due, state: State, day: date, by: StaffMember, at: datetime, **said: str) -> Proof:
    check_can_become(due.state, state)
    proof = due.proof or Proof.objects.create(
        case=due.case,
        line_id=due.line,
        entry=due.entry,
        due_on=due.due_on,
        changed_at=at,
    )
    ProofRecord.objects.create(
        proof=proof,
        number=proof.records.count() + 1,
        state=state,
        happened_on=day,
        recorded_at=at,
        recorded_by=by,
        **said,
    )
    return _become(proof, state, Change.PROOF_RECORDED, by, at)


def _become(proof: Proof, state: State, change: Change, by: StaffMember, at: datetime) -> Proof:
    was, proof.state, proof.changed_at = proof.state, state, at
    proof.save(update_fields=["state", "changed_at"])
    log(
        change,
        jobcentre_id=proof.case.jobcentre_id,
        by=by,
        target=proof,
        at=at,
        facts={"case": str(proof.case_id), "state": str(state), "was": str(was)},
    )
    return proof


def _known(due: Due) -> Proof:
    if due.proof is None:
        raise LookupError("A state other than open has a row.")
    return due.proof
