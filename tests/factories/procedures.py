"""Procedures as they run, through actions only; the clock moves with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.delivery import actions as delivery
from roterfaden.delivery.models import Letter
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.obligations import actions
from roterfaden.obligations.actions.proposals import OfferContent
from roterfaden.obligations.actions.results import DecisionContent
from roterfaden.obligations.actions.stages import DutyContent, HearingContent
from roterfaden.obligations.consequences import earlier_that_count, usual_kind
from roterfaden.obligations.letters import current
from roterfaden.obligations.models import Decision, GoodCause, Offer, Procedure
from roterfaden.obligations.states import Ending, State, Track
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import Answer, Entry, EntryOutcome
from roterfaden.recipients.models import Case
from roterfaden.talk.actions import find_no_plan
from roterfaden.talk.models import NoPlanFinding
from tests.factories.house import House
from tests.factories.letters import ready_office

STEP = "Ich bewerbe mich auf fünf Stellen im Monat."
NEW = datetime(2026, 10, 12, 9, tzinfo=BERLIN)
OLD = datetime(2026, 3, 2, 9, tzinfo=BERLIN)


def a_proposal(house: House, case: Case, by: StaffMember | None = None) -> Offer:
    """A job that was proposed today, with a notice, of which nothing is known yet."""
    content = OfferContent(
        kind=Offer.Kind.JOB,
        provider="Nordlicht Logistik GmbH",
        title="Lagerhelfer",
        sent_on=clock.day_of(house.at),
        channel=Offer.Channel.POST,
        with_notice=True,
    )
    by = by or house.counsellor
    return actions.record_offer(case=case, content=content, by=by, at=house.at)


def a_procedure(house: House, case: Case, by: StaffMember | None = None) -> Procedure:
    """A job was refused, and that is followed up today."""
    offer = a_proposal(house, case, by)
    who: dict[str, Any] = {"by": by or house.counsellor, "at": house.at}
    actions.tell_outcome(offer=offer, outcome=Offer.Outcome.REFUSED, **who)
    return actions.begin(case=case, entry="offer_refused", key=offer.pk, track=Track.DIRECT, **who)


@dataclass
class Course:
    """One case and its procedure; ``at`` is the moment of what is done next."""

    house: House
    case: Case
    at: datetime = NEW
    known: Procedure | None = field(default=None)

    @property
    def by(self) -> StaffMember:
        return self.house.counsellor

    @property
    def today(self) -> date:
        return clock.day_of(self.at)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def procedure(self) -> Procedure:
        """As it is stored now."""
        if self.known is None:
            raise LookupError("begin first")
        return Procedure.objects.select_related("case").get(pk=self.known.pk)

    @property
    def doing(self) -> dict[str, Any]:
        return {"procedure": self.procedure, **self.who}

    @property
    def state(self) -> str:
        return self.procedure.state

    def wait(self, **how_long: int) -> Course:
        """Let time pass."""
        self.at += timedelta(**how_long)
        return self

    def wait_until(self, day: date) -> Course:
        """Let time pass until the morning of a day."""
        self.at = datetime.combine(day, time(9), BERLIN)
        return self

    # Occasions

    def a_step(
        self,
        *,
        towards_work: bool | None = True,
        topic: str = "job_search",
        text: str = STEP,
        **said: Any,
    ) -> Entry:
        """A step in force that was not done, as the review of now says."""
        version = drafts.start(case=self.case, **self.who)
        contents = (
            EntryContent(kind="goal", text="Ich arbeite im Lager.", topic="work"),
            EntryContent(
                kind="step",
                owner="recipient",
                text=text,
                rhythm="FREQ=MONTHLY;BYMONTHDAY=1",
                proof="Liste der Bewerbungen",
                topic=topic,
                towards_work=towards_work,
            ),
        )
        for content in contents:
            entries.add(version=version, content=content, **self.who)
        version = answers.agree(version=version, sought_by=["read_aloud"], **self.who)
        self.wait(days=60)
        step = version.entries.get(kind="step")
        kind = EntryOutcome.Kind.NOT_DONE
        said = {"good_cause": EntryOutcome.GoodCause.NO, **said}
        endings.record_outcome(entry=step, kind=kind, **said, **self.who)
        return step

    def a_missed_talk(self, cause: str = "no") -> Meeting:
        """A talk of now that was missed."""
        return meetings.record(
            meeting=self._talk(),
            outcome=Outcome.MISSED,
            good_cause=Meeting.GoodCause(cause),
            **self.who,
        )

    def a_kept_talk(self) -> Meeting:
        """A talk of now that took place."""
        return meetings.record(meeting=self._talk(), outcome=Outcome.TOOK_PLACE, **self.who)

    def _talk(self) -> Meeting:
        return meetings.arrange(
            case=self.case,
            starts_at=self.at,
            kind=Meeting.Kind.FOLLOW_UP,
            channel=Meeting.Channel.IN_PERSON,
            **self.who,
        )

    def an_offer(self, *, with_notice: bool = True, **said: Any) -> Offer:
        """A job that was proposed a while ago and refused now."""
        content = OfferContent(
            kind=Offer.Kind.JOB,
            provider="Nordlicht Logistik GmbH",
            title="Lagerhelfer",
            sent_on=self.today,
            channel=Offer.Channel.POST,
            with_notice=with_notice,
            **said,
        )
        offer = actions.record_offer(case=self.case, content=content, **self.who)
        self.wait(days=14)
        return actions.tell_outcome(offer=offer, outcome=Offer.Outcome.REFUSED, **self.who)

    def a_finding(self) -> NoPlanFinding:
        """A person found, after two attempts, that no plan comes about."""
        version = drafts.start(case=self.case, **self.who)
        content = EntryContent(kind="goal", text="Ich arbeite im Lager.", topic="work")
        entries.add(version=version, content=content, **self.who)
        for _attempt in range(2):
            answers.decline(
                version=version,
                outcome=Answer.Outcome.NOT_AGREED,
                reason="Das passt nicht.",
                sought_by=["read_aloud"],
                **self.who,
            )
            self.wait(days=10)
        reasons = "Zweimal angeboten, zweimal ohne Ergebnis."
        return find_no_plan(case=self.case, reasons=reasons, **self.who)

    # The way

    def begin(self, entry: str, key: UUID, track: Track = Track.DUTY, **said: Any) -> Course:
        self.known = actions.begin(
            case=self.case, entry=entry, key=key, track=track, **self.who, **said
        )
        return self

    def begun_by_step(self) -> Course:
        return self.begin("step_not_done", self.a_step().pk)

    def ask(self, answer: str = "no", words: str = "") -> GoodCause:
        about = ["health", "family"]
        return actions.ask_for_cause(
            answer=GoodCause.Answer(answer), asked_about=about, words=words, **self.doing
        )

    def pursued(self) -> Course:
        """A good cause was asked for, there is none."""
        self.ask()
        actions.pursue(**self.doing)
        return self

    def duty(self, **said: Any) -> None:
        content = {
            "efforts": "Bewerbungen auf Stellen im Lager oder Verkauf",
            "how_often": "fünf im Monat",
            "form_of_proof": "Liste auf Papier oder im Postfach",
            "due_on": self.today + timedelta(days=28),
            "reasonable_because": "Sie haben einen Führerschein und im Lager gearbeitet.",
        }
        actions.set_out_duty(content=DutyContent(**{**content, **said}), **self.doing)

    def posted(self) -> Letter:
        """The letter of this stage drafted, checked where needed, and posted today."""
        letter = self.ready(actions.draft_letter(**self.doing))
        return self.post(letter)

    def post(self, letter: Letter) -> Letter:
        return delivery.post(
            letter=letter, posted_on=self.today, channel=Letter.Channel.POST, **self.who
        )

    def ready(self, letter: Letter) -> Letter:
        letter = delivery.give_to_check(letter=letter, **self.who)
        if letter.state == "to_check":
            letter = delivery.check(letter=letter, by=self.house.colleague, at=self.at)
        return letter

    def obliged(self, **said: Any) -> Course:
        """The duty is in the post, its time runs."""
        self.duty(**said)
        self.posted()
        actions.go_on(**self.doing)
        return self

    def breached(self) -> Course:
        """The time is over, a person found that nothing came."""
        self.wait(days=35)
        actions.find_breach(reason="Bis heute ist keine Liste eingegangen.", **self.doing)
        return self

    def heard(self, **said: Any) -> Course:
        """The hearing is in the post, its time runs."""
        content = {"answer_until_on": self.today + timedelta(days=21), **said}
        actions.arrange_hearing(content=HearingContent(**content), **self.doing)
        self.posted()
        actions.go_on(**self.doing)
        return self

    def answered(self) -> Course:
        """Nothing came in the hearing; now somebody decides."""
        self.wait(days=22)
        actions.begin_deciding(**self.doing)
        return self

    def decide(self, outcome: str = Decision.Outcome.REDUCE, **said: Any) -> Decision:
        content = {
            "outcome": outcome,
            "kind": usual_kind(self.procedure),
            "earlier": earlier_that_count(self.procedure),
            "good_cause_considered": "Es wurde keiner genannt, auch auf Nachfrage nicht.",
            "hardship": False,
            "hardship_considered": "Nach Miete, Kindern und Gesundheit gefragt: keine Härte.",
            **said,
        }
        return actions.decide(content=DecisionContent(**content), **self.doing)

    def decided(self, outcome: str = Decision.Outcome.REDUCE, **said: Any) -> Course:
        """The decision is in the post."""
        self.decide(outcome, **said)
        self.posted()
        actions.go_on(**self.doing)
        return self

    def lifted(self, on: date, ground: str = "fulfilled") -> Letter:
        """The lifting is in the post."""
        letter = actions.lift(
            complied_on=on, ground=ground, words="Fünf Bewerbungen liegen vor.", **self.doing
        )
        return self.post(self.ready(letter))

    def end(self, ending: Ending, reason: str = "Das hat sich geklärt.") -> Course:
        actions.end(ending=ending, reason=reason, **self.doing)
        return self

    def drop_draft(self) -> None:
        """Withdraw the letter in work."""
        letter = current(self.procedure)
        if letter is not None:
            delivery.withdraw(letter=letter, **self.who)

    @property
    def has_ended(self) -> bool:
        return self.state == State.ENDED


def a_course(house: House, *, at: datetime = NEW, person: str = "Samira") -> Course:
    """A case of the counsellor in an office that can post letters."""
    return Course(ready_office(house), house.case("Haddad", person), at)
