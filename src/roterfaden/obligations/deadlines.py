"""The open deadlines of a procedure: what ends when, whom it binds, by which norm and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from roterfaden.law.results import Result
from roterfaden.law.rules.conciliation import conciliation_end
from roterfaden.law.rules.counselling_offer import counselling_offer_due
from roterfaden.law.rules.determination_limit import determination_limit
from roterfaden.law.rules.objection import objection
from roterfaden.obligations.consequences import TERMS, due_end, lapsed, place_of
from roterfaden.obligations.letters import posted
from roterfaden.obligations.models import Hearing, Procedure
from roterfaden.obligations.states import State, Track, Writing
from roterfaden.obligations.words import full_day


class Binds(StrEnum):
    """Who has to do something by then."""

    RECIPIENT = "recipient"
    OFFICE = "office"


@dataclass(frozen=True)
class Deadline:
    """One day until which something is open."""

    code: str
    on: date
    name: str
    binds: Binds
    norm: str
    reasons: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day in words."""
        return full_day(self.on)

    def is_over(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.on < today


_UNDECIDED = (State.HEARING, State.HEARD, State.DECIDING)


def deadlines(procedure: Procedure) -> list[Deadline]:
    """All that runs now, the nearest first; nothing runs without a letter in the post."""
    return sorted(_running(procedure), key=lambda one: (one.on, one.code))


def _running(procedure: Procedure) -> Iterator[Deadline]:
    state = procedure.state
    if state == State.AWAITING:
        end = due_end(procedure)
        name = _("Nachweis kommt bis")
        yield Deadline("proof", end.on, name, Binds.RECIPIENT, TERMS, end.reasons)
    if state == State.HEARD:
        yield _answer(procedure.hearing)
    if state in _UNDECIDED and procedure.track != Track.UNREACHABLE:
        limit = determination_limit(breach_on=procedure.breach_day)
        name = _("Entscheiden spätestens am")
        yield _of_law("determination", limit.latest_on, name, Binds.OFFICE, limit)
    if state == State.REDUCED:
        name = _("Minderung endet am")
        yield Deadline(
            "reduction", procedure.reduction.ends_on, name, Binds.OFFICE, "§ 31b Abs. 2 SGB II"
        )
    if state == State.UNREACHABLE:
        law = lapsed(procedure.decision.decided_on)
        name = _("Meldung heilt bis")
        yield _of_law("report", law.report_until, name, Binds.RECIPIENT, law)
    if state == State.CONCILIATING:
        ended = conciliation_end(began_on=procedure.event_on)
        name = _("Schlichtung endet am")
        yield _of_law("conciliation", ended.ends_on, name, Binds.OFFICE, ended)
    if state != State.ENDED:
        yield from _after_letters(procedure)


def _answer(hearing: Hearing) -> Deadline:
    name = _("Antwort möglich bis")
    return Deadline("answer", hearing.answer_until_on, name, Binds.RECIPIENT, "§ 24 SGB X")


def _after_letters(procedure: Procedure) -> Iterator[Deadline]:
    for writing in (Writing.DUTY, Writing.DECISION):
        letter = posted(procedure, writing)
        known = letter.notified_on() if letter and letter.is_act else None
        if letter is None or known is None:
            continue
        place = place_of(procedure)
        law = objection(
            notified_on=known,
            instruction="given",
            land=place.land,
            municipality=place.municipality,
        )
        name = _("Widerspruch gegen „%(letter)s“ bis") % {"letter": letter.name}
        yield _of_law(f"objection-{writing}", law.ends_on, name, Binds.RECIPIENT, law)
        if writing is Writing.DECISION and procedure.track != Track.UNREACHABLE:
            yield from _counselling(procedure, known)


def _counselling(procedure: Procedure, known: date) -> Iterator[Deadline]:
    born_on = procedure.case.recipient.date_of_birth
    law = counselling_offer_due(notified_on=known, born_on=born_on)
    if law.due_on is not None:
        name = _("Beratung anbieten bis")
        yield _of_law("counselling", law.due_on, name, Binds.OFFICE, law)


def _of_law(code: str, on: date, name: str, binds: Binds, law: Result) -> Deadline:
    norm = law.references[0].norm if law.references else ""
    return Deadline(code, on, name, binds, norm, law.reasons)
