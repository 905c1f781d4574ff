"""What is written down at each stage: the good cause, the duty, the hearing, its answer."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.delivery import actions as delivery
from roterfaden.delivery.models import Letter
from roterfaden.obligations import letter_facts
from roterfaden.obligations.actions.shared import check_is, locked, log
from roterfaden.obligations.letters import kind_of, posted
from roterfaden.obligations.models import Duty, GoodCause, Hearing, Procedure
from roterfaden.obligations.states import State, Writing
from roterfaden.organisations.models import StaffMember


@dataclass(frozen=True, kw_only=True)
class DutyContent:
    """What somebody shall do, how it is shown, by when, and why that is reasonable."""

    content: str = Duty.Content.EFFORTS
    efforts: str = ""
    how_often: str = ""
    form_of_proof: str = ""
    due_on: date | None = None
    reasonable_because: str = ""
    discretion: str = ""
    standard_need: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class HearingContent:
    """Until when an answer is awaited; in person with a ground (a code), a day and a time."""

    answer_until_on: date
    in_person: bool = False
    ground: str = ""
    in_person_on: date | None = None
    in_person_time: time | None = None
    place: str = ""


@transaction.atomic
def ask_for_cause(
    *,
    procedure: Procedure,
    answer: GoodCause.Answer,
    asked_about: list[str],
    by: StaffMember,
    at: datetime,
    words: str = "",
    asked_on: date | None = None,
) -> GoodCause:
    """Note that a good cause was asked for, about what, and the answer.

    Raises :class:`Refused` for a yes without words, and where nobody says what was asked.
    """
    procedure = locked(procedure, by, at)
    check_is(procedure, State.CLARIFYING)
    day = asked_on or clock.day_of(at)
    if day > clock.day_of(at):
        raise Refused(_("Der Tag liegt noch vor uns. Prüfen Sie das Datum."))
    if not asked_about:
        raise Refused(_("Wählen Sie, wonach Sie gefragt haben."))
    if answer == GoodCause.Answer.YES and not words.strip():
        raise Refused(_("Schreiben Sie in einem Satz, was der wichtige Grund ist."))
    cause = GoodCause.objects.create(
        procedure=procedure,
        asked_on=day,
        answer=answer,
        asked_about=asked_about,
        words=words.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="cause", answer=str(answer))
    return cause


@transaction.atomic
def set_out_duty(
    *, procedure: Procedure, content: DutyContent, by: StaffMember, at: datetime
) -> Duty:
    """Write down the duty; it may be unfinished until the letter is drafted."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.OBLIGING)
    _check_not_posted(procedure, Writing.DUTY)
    said = asdict(content)
    said = {name: text.strip() if isinstance(text, str) else text for name, text in said.items()}
    duty, _new = Duty.objects.update_or_create(procedure=procedure, defaults=said)
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="duty")
    return duty


@transaction.atomic
def arrange_hearing(
    *, procedure: Procedure, content: HearingContent, by: StaffMember, at: datetime
) -> Hearing:
    """Write down how somebody is heard; a personal hearing has a ground, as a code."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.HEARING)
    _check_not_posted(procedure, Writing.HEARING)
    if content.in_person and not (
        content.ground and content.in_person_on and content.in_person_time
    ):
        raise Refused(_("Zu einer persönlichen Anhörung gehören Anlass, Tag und Uhrzeit."))
    if not content.in_person and content.ground:
        raise Refused(_("Ein Anlass gehört nur zu einer persönlichen Anhörung."))
    hearing, _new = Hearing.objects.update_or_create(procedure=procedure, defaults=asdict(content))
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="hearing")
    return hearing


@transaction.atomic
def note_answer(
    *, procedure: Procedure, answered_on: date, answer: str, by: StaffMember, at: datetime
) -> Hearing:
    """Note what was answered in the hearing, and when; it is read until the decision."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.HEARD, State.DECIDING)
    if answered_on > clock.day_of(at):
        raise Refused(_("Der Tag der Antwort liegt noch vor uns. Prüfen Sie das Datum."))
    if not answer.strip():
        raise Refused(_("Schreiben Sie auf, was die Person geantwortet hat."))
    hearing = procedure.hearing
    hearing.answered_on, hearing.answer = answered_on, answer.strip()
    hearing.save(update_fields=["answered_on", "answer"])
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="answer")
    return hearing


@transaction.atomic
def draft_letter(*, procedure: Procedure, by: StaffMember, at: datetime) -> Letter:
    """Draft the letter of this stage, or bring its draft up to date; a person posts it, later.

    Raises :class:`Refused` and names what is still missing.
    """
    procedure = locked(procedure, by, at)
    check_is(procedure, State.OBLIGING, State.HEARING, State.DECIDING)
    writing, facts = letter_facts.of(procedure, clock.day_of(at))
    _check_not_posted(procedure, writing)
    return draft(procedure, writing, facts, by, at)


def draft(
    procedure: Procedure, writing: Writing, facts: dict[str, Any], by: StaffMember, at: datetime
) -> Letter:
    """A letter of this procedure; the day of the occasion or of the breach chooses its law."""
    event_on = procedure.event_on if writing is Writing.DUTY else procedure.breach_day
    return delivery.draft(
        case=procedure.case,
        kind=kind_of(procedure, writing),
        subject=procedure.pk,
        event_on=event_on,
        facts=facts,
        practice=procedure.practice,
        by=by,
        at=at,
    )


def _check_not_posted(procedure: Procedure, writing: Writing) -> None:
    if posted(procedure, writing):
        raise StateRefused(_("Das Schreiben ist in der Post und bleibt, wie es ist."))
