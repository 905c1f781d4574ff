"""Whether a plan was sought twice: what counts as an attempt, and when a finding may be made. Pure.

A plan "does not come about" (§ 15 Abs. 6 SGB II until 30.6.2026, § 15a Abs. 3 since) only when a
person finds so. Our reading: one "no", one silence or one missed talk is no such finding; a second
attempt must have been offered after the first one failed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Attempt(StrEnum):
    """What speaks for an attempt."""

    NOT_AGREED = "not_agreed"
    COULD_NOT_ANSWER = "could_not_answer"
    THINK_TIME_OVER = "think_time_over"
    OFFERED_AGAIN = "offered_again"
    TALK_ARRANGED = "talk_arranged"


FAILED = {Attempt.NOT_AGREED, Attempt.COULD_NOT_ANSWER, Attempt.THINK_TIME_OVER}
"""An attempt that led to no plan."""


@dataclass(frozen=True)
class Event:
    """Something on record: what, the day on which it was said, and the day that it is about.

    A talk is arranged on one day and is about a later one; a "no" is about its own day.
    """

    what: Attempt
    said_on: date
    on: date


@dataclass(frozen=True)
class Attempts:
    """The days of the first attempt that failed and of a second one offered after it."""

    first_on: date | None = None
    second_on: date | None = None

    @property
    def are_enough(self) -> bool:
        """Whether a second attempt was offered after the first one failed."""
        return self.first_on is not None and self.second_on is not None


def attempts(events: Iterable[Event], today: date) -> Attempts:
    """The first failed attempt, and what was offered after it and has come by today."""
    in_time = sorted(events, key=lambda event: (event.on, event.said_on))
    first = next((one for one in in_time if one.what in FAILED and one.on <= today), None)
    if first is None:
        return Attempts()
    later = (one for one in in_time if _is_after(one, first) and one.on <= today)
    second = min((one.on for one in later), default=None)
    return Attempts(first.on, second)


def _is_after(event: Event, first: Event) -> bool:
    """Said when the first one had failed, and about a later day: one talk is no two attempts."""
    return event.said_on >= first.on and event.on > first.on
