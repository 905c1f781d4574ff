"""The meetings of the day as the thread of the start page, the next one opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roterfaden.core import clock
from roterfaden.core.lookups import among
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.plans import worklists
from roterfaden.plans.worklists import DueCase, Owed, PlanNow, Standing
from roterfaden.proofs.unanswered import number_of, unanswered
from roterfaden.recipients.models import CaseQuerySet
from roterfaden.web.staff.cases.presenters import due_words

_SHOWN = (Outcome.PLANNED, Outcome.TOOK_PLACE, Outcome.MISSED)


@dataclass(frozen=True)
class DayMeeting:
    """One knot: a meeting with the state of its plan; the next one has its panel open."""

    meeting: Meeting
    plan: PlanNow
    is_own: bool
    is_next: bool = False
    is_behind: bool = False
    promises: dict[str, Owed] | None = None
    proofs: int = 0
    """How many came in and wait for a word; counted for the next one only."""

    @property
    def due(self) -> DueCase:
        """The case and its plan, as the words about it need them."""
        return DueCase(self.meeting.case, self.plan, self.plan.today)

    @property
    def due_words(self) -> str:
        """When the joint update is due."""
        return due_words(self.plan.due_on, self.plan.today)

    @property
    def offer(self) -> bool:
        """Whether an answer is awaited."""
        return self.plan.standing == Standing.OFFERED

    @property
    def is_done(self) -> bool:
        """Whether the talk took place."""
        return self.meeting.outcome == Outcome.TOOK_PLACE

    @property
    def was_missed(self) -> bool:
        """Whether the person did not come."""
        return self.meeting.outcome == Outcome.MISSED

    @property
    def agreed_today(self) -> bool:
        """Whether the plan was agreed in this talk or around it."""
        version = self.plan.in_force
        return version is not None and version.agreed_on == self.plan.today


@dataclass(frozen=True)
class Day:
    """The meetings of a day, in the order of time."""

    meetings: list[DayMeeting]

    @property
    def next_one(self) -> DayMeeting | None:
        """The one whose panel is open."""
        return next((one for one in self.meetings if one.is_next), None)


def the_day(own: Collection[UUID], in_hand: Collection[UUID] | CaseQuerySet, now: datetime) -> Day:
    """Meetings of the day in the cases in hand, which are the own ones and those in stand-in.

    One query without meetings; else at most three.
    """
    today = clock.day_of(now)
    found = _meetings(in_hand, today)
    if not found:
        return Day([])
    plans = worklists.plans_now({one.case_id for one in found}, today)
    at_hand = _next(found, now)
    return Day(
        [
            DayMeeting(
                meeting=one,
                plan=plans[one.case_id],
                is_own=one.case_id in own,
                is_next=one == at_hand,
                is_behind=one.is_planned and one != at_hand and one.ends_at <= now,
                promises=_promises(plans[one.case_id]) if one == at_hand else None,
                proofs=unanswered(one) if one == at_hand else 0,
            )
            for one in found
        ]
    )


def _meetings(in_hand: Collection[UUID] | CaseQuerySet, today: date) -> list[Meeting]:
    of_today = Meeting.objects.between(today, today).filter(
        among("case", in_hand), outcome__in=_SHOWN
    )
    counted = of_today.annotate(unanswered=number_of("case"))
    return list(counted.select_related("case__recipient"))


def _next(meetings: list[Meeting], now: datetime) -> Meeting | None:
    """The first that is not over; else the last about which nothing is written yet."""
    planned = [one for one in meetings if one.is_planned]
    ahead = [one for one in planned if one.ends_at > now]
    return next(iter(ahead), None) or next(reversed(planned), None)


def _promises(plan: PlanNow) -> dict[str, Owed] | None:
    return worklists.owed_in(plan.in_force, plan.today) if plan.in_force else None
