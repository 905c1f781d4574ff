"""What is on record about attempts to make a plan, as the pure rule reads it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from roterfaden.core import clock
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.plans.models import Answer, PlanVersion
from roterfaden.recipients.models import Case
from roterfaden.talk.attempts import Attempt, Attempts, Event, attempts

_ANSWERS = {
    Answer.Outcome.NOT_AGREED: Attempt.NOT_AGREED,
    Answer.Outcome.COULD_NOT_ANSWER: Attempt.COULD_NOT_ANSWER,
}


def sought(case: Case, today: date) -> Attempts:
    """The attempts since the last agreement of this case; four queries."""
    versions = PlanVersion.objects.filter(plan__case=case)
    agreed_on = versions.aggregate(last=Max("agreed_on"))["last"]
    events = [*_answers(case), *_offers(case, today), *_talks(case)]
    return attempts([one for one in events if not agreed_on or one.said_on >= agreed_on], today)


def _answers(case: Case) -> Iterator[Event]:
    kept = Answer.objects.filter(version__plan__case=case).exclude(outcome=Answer.Outcome.YES)
    for answer in kept:
        day = clock.day_of(answer.recorded_at)
        yield Event(_ANSWERS[Answer.Outcome(answer.outcome)], day, day)


def _offers(case: Case, today: date) -> Iterator[Event]:
    """An offer speaks twice: on its day, and on the day after its think time has run out."""
    offered = PlanVersion.objects.filter(
        plan__case=case, agreed_at__isnull=True, think_until_on__isnull=False
    )
    for version in offered.defer("sheet"):
        if version.offered_at is None or version.think_until_on is None:
            continue
        day = clock.day_of(version.offered_at)
        yield Event(Attempt.OFFERED_AGAIN, day, day)
        if version.think_until_on < today:
            yield Event(Attempt.THINK_TIME_OVER, version.think_until_on, version.think_until_on)


def _talks(case: Case) -> Iterator[Event]:
    """Talks to which the person was or is asked; a cancelled or moved one was not offered."""
    held = Meeting.objects.filter(case=case)
    for meeting in held.exclude(outcome__in=[Outcome.CANCELLED, Outcome.MOVED]):
        yield Event(Attempt.TALK_ARRANGED, clock.day_of(meeting.arranged_at), meeting.on)
