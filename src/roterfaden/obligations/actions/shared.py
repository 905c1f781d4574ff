"""What all actions on procedures do: lock it with its case, ask the right, move, log."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.obligations.letters import posted
from roterfaden.obligations.models import Move, Procedure
from roterfaden.obligations.policies import check_may_lead
from roterfaden.obligations.states import State, not_now, step
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case

_RELATED = ("case__recipient", "case__jobcentre", "step__version", "meeting", "finding", "offer")


def locked_case(case: Case, by: StaffMember, at: datetime) -> Case:
    """The case, locked; raises ``NotPermitted`` unless this person leads its procedures."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("recipient", "jobcentre")
    case = cases.get(pk=case.pk)
    check_may_lead(by, case, clock.day_of(at))
    return case


def locked(procedure: Procedure, by: StaffMember, at: datetime) -> Procedure:
    """The procedure as it is stored now, locked with its case; raises ``NotPermitted``."""
    locked_case(procedure.case, by, at)
    return Procedure.objects.select_related(*_RELATED).get(pk=procedure.pk)


def check_is(procedure: Procedure, *states: State) -> None:
    """Raise :class:`StateRefused` unless it stands in one of these states."""
    if procedure.state not in states:
        raise not_now(procedure.state)


def become(
    procedure: Procedure,
    target: State,
    *,
    on: date,
    by: StaffMember,
    at: datetime,
    reason: str = "",
    ending: str = "",
) -> Procedure:
    """Write one move of the table.

    Raises :class:`StateRefused` where the table has none, and while its letter is not in the post:
    without a day of posting nothing runs.
    """
    row = step(procedure.track, procedure.state, target, ending)
    if row.posted and posted(procedure, row.posted) is None:
        raise StateRefused(
            _("Das Schreiben ist noch nicht in der Post. Ohne Tag der Post läuft keine Frist.")
        )
    source = procedure.state
    Move.objects.create(
        procedure=procedure,
        number=procedure.moves.count() + 1,
        source=source,
        target=target,
        happened_on=on,
        ending=ending,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    )
    procedure.state, procedure.ending = target, ending
    procedure.ended_on = on if target == State.ENDED else None
    procedure.save(update_fields=["state", "ending", "ended_on", "breach_on"])
    log(Change.PROCEDURE_MOVED, procedure, by, at, source=source, target=str(target), ending=ending)
    return procedure


def log(
    change: Change, procedure: Procedure, by: StaffMember, at: datetime, **facts: object
) -> None:
    """Log what happened to a procedure: codes and days, no words about people."""
    record(
        change,
        jobcentre_id=procedure.case.jobcentre_id,
        by=by,
        target=procedure,
        at=at,
        facts={"case": str(procedure.case_id), "practice": procedure.practice, **facts},
    )
