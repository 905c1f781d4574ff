"""Keeping the rows true: after each change of a procedure, and when the ground under it moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.deadlines.models import MovedDeadline, OpenDeadline
from roterfaden.deadlines.reminding import reminders
from roterfaden.obligations.deadlines import Deadline, deadlines
from roterfaden.obligations.models import Procedure
from roterfaden.obligations.policies import check_may_read
from roterfaden.organisations.models import StaffMember

_WHY_LENGTH = 300
_RELATED = ("case__recipient", "case__jobcentre")


@transaction.atomic
def keep(procedure_id: UUID) -> None:
    """Write down the deadlines that a procedure has now; of practice and of an ended one none."""
    procedure = _locked(procedure_id)
    if procedure is not None:
        _write(procedure, _running(procedure))


@transaction.atomic
def look_again(procedure_id: UUID, *, at: datetime) -> int:
    """The same, when only holidays or the law can have changed: each day that moved is noted.

    Returns how many moved. Done twice, nothing moves the second time.
    """
    procedure = _locked(procedure_id)
    if procedure is None:
        return 0
    found = _running(procedure)
    moved = _moved(procedure, found, at)
    MovedDeadline.objects.bulk_create(moved)
    _write(procedure, found)
    return len(moved)


def look_at_all_again(*, at: datetime, jobcentre_id: UUID | None = None) -> int:
    """Every procedure that runs, each in a transaction of its own; how many deadlines moved."""
    running = Procedure.objects.in_earnest().running()
    if jobcentre_id is not None:
        running = running.filter(case__jobcentre_id=jobcentre_id)
    ids = running.order_by("pk").values_list("pk", flat=True)
    return sum(look_again(one, at=at) for one in ids.iterator())


@transaction.atomic
def note_seen(*, moved: MovedDeadline, by: StaffMember, at: datetime) -> MovedDeadline:
    """Somebody in charge has seen that a deadline moved; said once, it stays."""
    moved = MovedDeadline.objects.select_for_update(of=("self",)).get(pk=moved.pk)
    check_may_read(by, moved.procedure.case, clock.day_of(at))
    if moved.seen_at is None:
        moved.seen_at, moved.seen_by = at, by
        moved.save(update_fields=["seen_at", "seen_by"])
        record(
            Change.DEADLINE_MOVE_SEEN,
            jobcentre_id=by.jobcentre_id,
            by=by,
            target=moved,
            at=at,
            facts={"procedure": str(moved.procedure_id), "code": moved.code},
        )
    return moved


def _locked(procedure_id: UUID) -> Procedure | None:
    procedures = Procedure.objects.select_for_update(of=("self",)).select_related(*_RELATED)
    return procedures.filter(pk=procedure_id).first()


def _running(procedure: Procedure) -> list[Deadline]:
    return [] if procedure.practice or not procedure.is_running else deadlines(procedure)


def _moved(procedure: Procedure, found: Iterable[Deadline], at: datetime) -> list[MovedDeadline]:
    kept = {one.code: one.due_on for one in OpenDeadline.objects.filter(procedure=procedure)}
    return [
        MovedDeadline(
            procedure=procedure,
            code=one.code,
            from_on=kept[one.code],
            to_on=one.on,
            why=" ".join(one.reasons)[:_WHY_LENGTH],
            noticed_at=at,
        )
        for one in found
        if kept.get(one.code, one.on) != one.on
    ]


def _write(procedure: Procedure, found: Iterable[Deadline]) -> None:
    found = list(found)
    office = procedure.case.jobcentre
    remind_on = reminders(office, {one.on for one in found}, today=clock.today())
    rows = [_row(procedure, one, remind_on[one.on]) for one in found]
    kept = OpenDeadline.objects.filter(procedure=procedure)
    kept.exclude(code__in=[one.code for one in rows]).delete()
    OpenDeadline.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["procedure", "code"],
        update_fields=["binds", "due_on", "remind_on"],
    )


def _row(procedure: Procedure, one: Deadline, remind_on: date) -> OpenDeadline:
    return OpenDeadline(
        procedure=procedure, code=one.code, binds=one.binds, due_on=one.on, remind_on=remind_on
    )
