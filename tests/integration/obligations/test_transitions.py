"""Every step of the table is gone in earnest, by the law of its day; none is left out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import transaction

from roterfaden.obligations import actions
from roterfaden.obligations.models import Objection, Procedure
from roterfaden.obligations.states import (
    TRANSITIONS,
    Ending,
    State,
    Track,
    Writing,
    endings_from,
    steps_from,
)
from tests.factories.house import House
from tests.factories.procedures import NEW, OLD, Course, a_course

pytestmark = pytest.mark.django_db


def by_step(course: Course) -> Course:
    return course.begun_by_step()


def by_offer(course: Course) -> Course:
    return course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)


def by_misses(course: Course) -> Course:
    for _earlier in range(2):
        course.a_missed_talk()
        course.wait(days=20)
    return course.begin("missed_talk", course.a_missed_talk().pk, Track.UNREACHABLE)


def by_conciliation(course: Course) -> Course:
    course.known = actions.begin_conciliation(
        case=course.case, began_on=course.today, about="Uneinig über das Ziel.", **course.who
    )
    return course


def by_finding(course: Course) -> Course:
    return course.begin("no_plan", course.a_finding().pk)


def by_a_miss(course: Course) -> Course:
    return course.begin("missed_talk", course.a_missed_talk().pk, Track.DIRECT)


WALKS: dict[str, tuple[Track, datetime, Callable[[Course], Course]]] = {
    "a step, new law": (Track.DUTY, NEW, by_step),
    "no plan, new law": (Track.DUTY, NEW, by_finding),
    "an offer, new law": (Track.DIRECT, NEW, by_offer),
    "three misses, new law": (Track.UNREACHABLE, NEW, by_misses),
    "a step, old law": (Track.DUTY, OLD, by_step),
    "a miss, old law": (Track.DIRECT, OLD, by_a_miss),
    "an offer, old law": (Track.DIRECT, OLD, by_offer),
    "conciliation, old law": (Track.CONCILIATION, OLD, by_conciliation),
}
TRIED_IN_FULL = {"no plan, new law", "an offer, new law", "three misses, new law"} | {
    "conciliation, old law"
}
"""The other walks go only forward: what ends them is the same table."""


def go_to(course: Course, state: State) -> Course:
    """Go the way of the track until this state."""
    track = course.procedure.track
    onward: dict[str, Callable[[], object]] = {
        "clarifying": course.pursued,
        "obliging": course.obliged,
        "awaiting": course.breached,
        "hearing": course.heard,
        "heard": course.answered,
        "deciding": lambda: course.decided(
            "unreachable" if track == Track.UNREACHABLE else "reduce"
        ),
        "unreachable": lambda: reported(course),
    }
    while course.state != state:
        onward[course.state]()
    return course


def reported(course: Course) -> Procedure:
    course.wait(days=3)
    return actions.heal(reported_on=course.today, **course.doing)


def upheld(course: Course) -> None:
    """An objection to the newest posted act had success."""
    of = course.procedure
    against = Writing.DECISION if of.state in {"reduced", "unreachable"} else Writing.DUTY
    objection = actions.note_objection(against=against, received_on=course.today, **course.doing)
    actions.settle_objection(objection=objection, outcome=Objection.Outcome.UPHELD, **course.who)


_NO_ACT = (Track.DIRECT, Track.UNREACHABLE)
_BEFORE_AN_ACT = (State.HEARING, State.HEARD, State.DECIDING)


def prepared(course: Course, ending: Ending) -> None:
    """What must be so before this can end it."""
    of = course.procedure
    if ending is Ending.OBJECTION_UPHELD:
        upheld(course)
    elif ending is Ending.LAPSED:
        course.wait(days=200)
    elif ending is Ending.TIME_OVER:
        course.wait(days=200 if of.state == "reduced" else 70)
    elif ending is Ending.LIFTED:
        course.wait_until(of.reduction.begins_on).lifted(course.today)
    elif ending is Ending.LAW_ENDED:
        course.wait_until(date(2026, 7, 1))


NOT_SO = {
    *((track, state, Ending.OBJECTION_UPHELD) for track in _NO_ACT for state in _BEFORE_AN_ACT),
    (Track.UNREACHABLE, State.REDUCED, Ending.LIFTED),
    *((Track.DUTY, state, Ending.MISTAKEN) for state in (State.HEARING,)),
    (Track.UNREACHABLE, None, Ending.LAPSED),
    *((track, None, Ending.PLAN_CAME_ABOUT) for track in _NO_ACT),
}
"""Where no act is in the post there is none to object to; what healed needs no lifting; once a
letter is in the post nothing was begun by mistake; a plan can come about where none did; the six
months are those of a reduction."""


@contextmanager
def undone(course: Course) -> Iterator[Course]:
    """Try something, and let it never have been."""
    with transaction.atomic():
        yield replace(course)
        transaction.set_rollback(True)


def endings_here(course: Course) -> set[Ending]:
    """End it here by everything that the table has for this state, each time from the same."""
    of = course.procedure
    state, track = State(of.state), Track(of.track)
    ended = set()
    for ending in endings_from(state, track):
        if {(track, state, ending), (track, None, ending)} & NOT_SO:
            continue
        with undone(course) as trial:
            prepared(trial, ending)
            trial.end(ending)
            assert (trial.state, trial.procedure.ending) == ("ended", ending)
        ended.add(ending)
    return ended


@pytest.mark.parametrize("walk", list(WALKS))
def test_every_step_of_the_table_is_gone(house: House, walk: str) -> None:
    track, at, begin = WALKS[walk]
    course = begin(a_course(house, at=at))
    gone: set[tuple[State, State, str]] = set()
    while True:
        source = State(course.state)
        if walk in TRIED_IN_FULL:
            gone |= {(source, State.ENDED, ending) for ending in endings_here(course)}
        onward = [one.target for one in steps_from(source, track) if one.target != State.ENDED]
        if not onward:
            break
        go_to(course, onward[0])
        gone.add((source, onward[0], ""))
    assert gone == expected(walk)


def expected(walk: str) -> set[tuple[State, State, str]]:
    """What the table has for this walk."""
    track = WALKS[walk][0]
    return {
        (one.source, one.target, ending)
        for one in TRANSITIONS
        for ending in (one.endings or ("",))
        if track in one.tracks
        and (one.target != State.ENDED or walk in TRIED_IN_FULL)
        and not {(track, one.source, ending), (track, None, ending)} & NOT_SO
    }


def test_the_walks_leave_no_row_of_the_table_out() -> None:
    gone = {(WALKS[walk][0], *step) for walk in WALKS for step in expected(walk)}
    for row in TRANSITIONS:
        for ending in row.endings or ("",):
            rows = {(track, row.source, row.target, ending) for track in row.tracks}
            assert rows & gone, (row.source, row.target, ending)
