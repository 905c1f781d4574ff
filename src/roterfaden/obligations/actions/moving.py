"""How a procedure goes on, ends, and is taken back; each time by a person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock, spoken
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.delivery import actions as delivery
from roterfaden.delivery.models import Letter
from roterfaden.obligations.actions.results import determine
from roterfaden.obligations.actions.shared import become, check_is, locked, log
from roterfaden.obligations.consequences import due_end
from roterfaden.obligations.endings import check_can_end
from roterfaden.obligations.letters import is_posted_since, posted
from roterfaden.obligations.models import Decision, GoodCause, Hearing, Move, Procedure, Reduction
from roterfaden.obligations.states import Ending, State, not_now, onward
from roterfaden.organisations.models import StaffMember


@transaction.atomic
def pursue(*, procedure: Procedure, by: StaffMember, at: datetime, reason: str = "") -> Procedure:
    """Go on after a good cause was asked for and there is none: oblige, or hear at once."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.CLARIFYING)
    cause = procedure.causes.last()
    if cause is None:
        raise Refused(_("Fragen Sie zuerst nach einem wichtigen Grund."))
    if cause.answer == GoodCause.Answer.YES:
        raise Refused(
            _("Es gibt einen wichtigen Grund. Beenden Sie das Verfahren; es geht zurück zum Plan.")
        )
    if cause.answer == GoodCause.Answer.UNCLEAR:
        raise Refused(
            _("Ob es einen wichtigen Grund gibt, ist noch unklar. Klären Sie das zuerst.")
        )
    row = onward(procedure.state, procedure.track)
    if row is None:
        raise not_now(procedure.state)
    return become(procedure, row.target, on=clock.day_of(at), by=by, at=at, reason=reason.strip())


@transaction.atomic
def go_on(*, procedure: Procedure, by: StaffMember, at: datetime) -> Procedure:
    """The letter of this stage is in the post: what it sets going begins to run.

    Raises :class:`StateRefused` while it is not posted: without a day of posting nothing runs.
    """
    procedure = locked(procedure, by, at)
    row = onward(procedure.state, procedure.track)
    if row is None or row.posted is None:
        raise not_now(procedure.state)
    letter = posted(procedure, row.posted)
    if letter is not None and procedure.state == State.DECIDING:
        return determine(procedure=procedure, letter=letter, by=by, at=at)
    on = letter.posted_on if letter and letter.posted_on else clock.day_of(at)
    return become(procedure, row.target, on=on, by=by, at=at)


@transaction.atomic
def find_breach(*, procedure: Procedure, reason: str, by: StaffMember, at: datetime) -> Procedure:
    """A person finds, in own words, that the duty was not met by its day; the hearing comes next.

    Raises :class:`Refused` before the day is over, and without words.
    """
    procedure = locked(procedure, by, at)
    check_is(procedure, State.AWAITING)
    end, today = due_end(procedure), clock.day_of(at)
    if today <= end.on:
        raise Refused(
            _("Die Frist läuft noch bis %(day)s. Vorher ist nichts festzustellen.")
            % {"day": spoken.short_day(end.on)}
        )
    if not reason.strip():
        raise Refused(_("Schreiben Sie in einem Satz, was fehlt und wie Sie es geprüft haben."))
    procedure.breach_on = end.on + timedelta(days=1)
    return become(procedure, State.HEARING, on=today, by=by, at=at, reason=reason.strip())


@transaction.atomic
def begin_deciding(*, procedure: Procedure, by: StaffMember, at: datetime) -> Procedure:
    """The answer is there, or its time is over; raises :class:`Refused` while it still runs."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.HEARD)
    hearing, today = procedure.hearing, clock.day_of(at)
    if hearing.answered_on is None and today <= hearing.answer_until_on:
        raise Refused(
            _("Für die Antwort ist noch Zeit bis %(day)s. Halten Sie fest, wenn sie da ist.")
            % {"day": spoken.short_day(hearing.answer_until_on)}
        )
    return become(procedure, State.DECIDING, on=today, by=by, at=at)


@transaction.atomic
def end(
    *, procedure: Procedure, ending: Ending, by: StaffMember, at: datetime, reason: str = ""
) -> Procedure:
    """End it, and say by what; drafts of letters are dropped, the plan goes on.

    Raises :class:`Refused` where this ending does not fit, or lacks its words.
    """
    procedure = locked(procedure, by, at)
    today = clock.day_of(at)
    check_can_end(procedure, ending, today, reason)
    _drop_drafts(procedure, by, at)
    return become(
        procedure, State.ENDED, on=today, by=by, at=at, reason=reason.strip(), ending=str(ending)
    )


@transaction.atomic
def take_back(*, procedure: Procedure, by: StaffMember, at: datetime) -> Procedure:
    """Undo the newest move; it stays on record as taken back.

    Raises :class:`StateRefused` once the letter that it opened is in the post.
    """
    procedure = locked(procedure, by, at)
    move = procedure.moves.filter(taken_back_at__isnull=True).last()
    if move is None:
        raise StateRefused(_("Es gibt noch nichts zurückzunehmen. Beenden Sie das Verfahren."))
    if is_posted_since(move):
        raise StateRefused(
            _("Das Schreiben dazu ist schon in der Post. Zurück geht es nur noch mit einem Ende.")
        )
    _drop_drafts(procedure, by, at)
    _forget(procedure, move)
    move.taken_back_at, move.taken_back_by = at, by
    move.save(update_fields=["taken_back_at", "taken_back_by"])
    procedure.state, procedure.ending, procedure.ended_on = move.source, "", None
    procedure.save(update_fields=["state", "ending", "ended_on", "breach_on"])
    log(Change.PROCEDURE_TAKEN_BACK, procedure, by, at, source=move.source, target=move.target)
    return procedure


def _forget(procedure: Procedure, move: Move) -> None:
    """What the move brought about goes with it."""
    if (move.source, move.target) == (State.AWAITING, State.HEARING):
        procedure.breach_on = None
    if move.target == State.REDUCED:
        Reduction.objects.filter(procedure=procedure).delete()
    if move.target == State.HEARING:
        Hearing.objects.filter(procedure=procedure).delete()
    if move.target == State.DECIDING:
        Decision.objects.filter(procedure=procedure).delete()


def _drop_drafts(procedure: Procedure, by: StaffMember, at: datetime) -> None:
    for letter in Letter.objects.of(procedure.pk).open():
        delivery.withdraw(letter=letter, by=by, at=at)
