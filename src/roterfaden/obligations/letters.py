"""The letters of a procedure: which kind a stage writes, and whether it is in the post."""

from __future__ import annotations

from datetime import date

from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State as LetterState
from roterfaden.law.terms import first_of_next_month
from roterfaden.obligations.models import Move, Procedure
from roterfaden.obligations.states import WRITES, State, Track, Writing


def kind_of(procedure: Procedure, writing: Writing) -> Kind:
    """The kind by the law of the occasion: a request until 30 June 2026, an obligation since."""
    if writing is Writing.DUTY:
        return Kind.REQUEST if procedure.by_the_old_law else Kind.OBLIGATION
    return Kind(str(writing))


def stage_of(letter: Letter) -> Writing:
    """The stage that wrote it; a request and an obligation are both the duty."""
    is_duty = letter.kind in {Kind.REQUEST, Kind.OBLIGATION}
    return Writing.DUTY if is_duty else Writing(letter.kind)


def letter_of(procedure: Procedure, writing: Writing) -> Letter | None:
    """The newest letter of this stage that was not withdrawn."""
    kind = kind_of(procedure, writing)
    letters = Letter.objects.of(procedure.pk).filter(kind=kind)
    return letters.exclude(state=LetterState.WITHDRAWN).last()


def posted(procedure: Procedure, writing: Writing) -> Letter | None:
    """The letter of this stage, once it is in the post."""
    letter = letter_of(procedure, writing)
    return letter if letter is not None and letter.is_posted else None


def current(procedure: Procedure) -> Letter | None:
    """The letter that the present state writes."""
    writing = WRITES.get(State(procedure.state))
    return letter_of(procedure, writing) if writing else None


def is_posted_since(move: Move) -> bool:
    """Whether a letter that this move opened went out, so that the move stays."""
    writing = WRITES.get(State(move.target))
    letter = posted(move.procedure, writing) if writing else None
    return letter is not None and letter.drafted_at >= move.recorded_at


def has_posted_any(procedure: Procedure) -> bool:
    """Whether anything of this procedure went out."""
    return Letter.objects.of(procedure.pk).posted().exists()


def moved_known_on(procedure: Procedure) -> date | None:
    """When the decision was known, where that makes the reduction begin on another day."""
    letter = posted(procedure, Writing.DECISION)
    known = letter.notified_on() if letter else None
    if known is None or procedure.track == Track.UNREACHABLE:
        return None
    reduction = procedure.reduction
    if reduction.complied_on or reduction.job_gone_on:
        return None
    return known if first_of_next_month(known) != reduction.begins_on else None
