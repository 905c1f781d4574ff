"""What a story follows up after a step that was not done, and the letters of the office."""

from datetime import datetime

from roterfaden.core import clock
from roterfaden.delivery import actions as letters
from roterfaden.delivery.actions import wordings
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.demo.story import Oblige, Propose
from roterfaden.law.regimes import REGIMES
from roterfaden.obligations import actions
from roterfaden.obligations.actions.proposals import OfferContent
from roterfaden.obligations.actions.stages import DutyContent
from roterfaden.obligations.models import GoodCause, Offer
from roterfaden.obligations.states import Track
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.models import Entry
from roterfaden.recipients.models import Case


def stand_for_letters(jobcentre: Jobcentre, by: StaffMember, *, at: datetime) -> None:
    """The specialist has checked every delivered wording of both laws."""
    for kind, described in KINDS.items():
        for regime in (one for one in REGIMES if one in described.regimes):
            wording = wordings.take_up(
                jobcentre=jobcentre, kind=Kind(kind), on=regime.validity.starts_on, by=by, at=at
            )
            wordings.approve(wording=wording, by=by, at=at)


def oblige(case: Case, step: Entry, act: Oblige, *, by: StaffMember, at: datetime) -> None:
    """From the step that was not done to the obligation in the post: its time runs."""
    procedure = actions.begin(
        case=case, entry="step_not_done", key=step.pk, track=Track.DUTY, by=by, at=at
    )
    actions.ask_for_cause(
        procedure=procedure,
        answer=GoodCause.Answer.NO,
        asked_about=["health", "family", "way"],
        words=act.said,
        by=by,
        at=at,
    )
    actions.pursue(procedure=procedure, by=by, at=at)
    content = DutyContent(
        efforts=act.efforts,
        how_often=act.how_often,
        form_of_proof=act.form_of_proof,
        due_on=act.due_on,
        reasonable_because=act.because,
    )
    actions.set_out_duty(procedure=procedure, content=content, by=by, at=at)
    letter = actions.draft_letter(procedure=procedure, by=by, at=at)
    letter = letters.give_to_check(letter=letter, by=by, at=at)
    today, channel = clock.day_of(at), Letter.Channel.POST
    letters.post(letter=letter, posted_on=today, channel=channel, by=by, at=at)
    actions.go_on(procedure=procedure, by=by, at=at)


def propose(case: Case, step: Entry, act: Propose, *, by: StaffMember, at: datetime) -> None:
    """A job is proposed; what became of it is told when it is known."""
    content = OfferContent(
        kind=Offer.Kind.JOB,
        provider=act.provider,
        title=act.title,
        sent_on=clock.day_of(at),
        channel=Offer.Channel.POST,
        step=step,
    )
    offer = actions.record_offer(case=case, content=content, by=by, at=at)
    if act.outcome:
        actions.tell_outcome(offer=offer, outcome=Offer.Outcome(act.outcome), by=by, at=at)
