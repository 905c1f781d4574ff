"""When a second attempt has been offered after the first one failed."""

from datetime import date, timedelta

import pytest

from roterfaden.talk.attempts import Attempt, Attempts, Event, attempts

FIRST = date(2026, 9, 1)
TODAY = date(2026, 10, 1)


def event(what: Attempt, days: int, about: int | None = None) -> Event:
    said = FIRST + timedelta(days=days)
    return Event(what, said, FIRST + timedelta(days=days if about is None else about))


def test_nothing_on_record_is_no_attempt() -> None:
    assert attempts([], TODAY) == Attempts()


@pytest.mark.parametrize("what", [Attempt.OFFERED_AGAIN, Attempt.TALK_ARRANGED])
def test_an_offer_or_a_talk_alone_did_not_fail(what: Attempt) -> None:
    assert attempts([event(what, 0), event(what, 10)], TODAY).first_on is None


@pytest.mark.parametrize(
    "what", [Attempt.NOT_AGREED, Attempt.COULD_NOT_ANSWER, Attempt.THINK_TIME_OVER]
)
def test_one_failed_attempt_is_not_enough(what: Attempt) -> None:
    sought = attempts([event(what, 0)], TODAY)
    assert sought.first_on == FIRST
    assert not sought.are_enough


@pytest.mark.parametrize(
    "second", [Attempt.NOT_AGREED, Attempt.OFFERED_AGAIN, Attempt.TALK_ARRANGED]
)
def test_a_second_one_on_a_later_day_is_enough(second: Attempt) -> None:
    sought = attempts([event(Attempt.NOT_AGREED, 0), event(second, 7)], TODAY)
    assert sought == Attempts(FIRST, FIRST + timedelta(days=7))
    assert sought.are_enough


def test_the_same_day_is_one_attempt() -> None:
    twice = [event(Attempt.NOT_AGREED, 0), event(Attempt.COULD_NOT_ANSWER, 0)]
    assert not attempts(twice, TODAY).are_enough


def test_a_talk_counts_only_once_its_day_has_come() -> None:
    no, talk = event(Attempt.NOT_AGREED, 0), event(Attempt.TALK_ARRANGED, 0, about=14)
    assert not attempts([no, talk], FIRST + timedelta(days=13)).are_enough
    assert attempts([no, talk], FIRST + timedelta(days=14)).are_enough


def test_a_talk_arranged_before_the_no_was_no_second_offer() -> None:
    arranged_before = event(Attempt.TALK_ARRANGED, -20, about=10)
    assert not attempts([arranged_before, event(Attempt.NOT_AGREED, 0)], TODAY).are_enough
