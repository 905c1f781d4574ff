"""The table of procedures: which track goes where, and what may end it there."""

from itertools import pairwise, product

import pytest

from roterfaden.core.errors import StateRefused
from roterfaden.obligations.states import (
    ENDING_NAMES,
    STATE_NAMES,
    TRACK_NAMES,
    TRANSITIONS,
    Ending,
    State,
    Track,
    Writing,
    endings_from,
    first_state,
    step,
    steps_from,
)

WAYS = {
    Track.DUTY: "clarifying obliging awaiting hearing heard deciding reduced ended",
    Track.DIRECT: "clarifying hearing heard deciding reduced ended",
    Track.UNREACHABLE: "clarifying hearing heard deciding unreachable reduced ended",
    Track.CONCILIATION: "conciliating ended",
}
"""The longest way of each track; from every state before the end it may end."""

STATES = {track: [State(one) for one in way.split()] for track, way in WAYS.items()}
OPEN = {(track, one, State.ENDED) for track, way in STATES.items() for one in way[:-1]}
OPEN |= {(track, *pair) for track, way in STATES.items() for pair in pairwise(way)}


def is_open(track: Track, source: State, target: State) -> bool:
    return any(one.target == target for one in steps_from(source, track))


@pytest.mark.parametrize(("track", "source"), list(product(Track, State)))
def test_each_track_goes_only_its_way(track: Track, source: State) -> None:
    for target in State:
        assert is_open(track, source, target) == ((track, source, target) in OPEN), target


@pytest.mark.parametrize("track", list(Track))
def test_every_state_of_a_track_is_reached_from_its_beginning(track: Track) -> None:
    reached, waiting = set(), [first_state(track)]
    while waiting:
        state = waiting.pop()
        reached.add(state)
        waiting += [one.target for one in steps_from(state, track) if one.target not in reached]
    assert reached == {State(one) for one in WAYS[track].split()}


@pytest.mark.parametrize("track", list(Track))
def test_only_what_the_table_names_ends_it(track: Track) -> None:
    for source, ending in product(State, Ending):
        if ending in endings_from(source, track):
            assert ending in step(track, source, State.ENDED, ending).endings
        else:
            with pytest.raises(StateRefused):
                step(track, source, State.ENDED, ending)


def test_an_end_says_by_what_and_no_other_step_does() -> None:
    for one in TRANSITIONS:
        assert (one.target == State.ENDED) == bool(one.endings)
    with pytest.raises(StateRefused):
        step(Track.DUTY, State.CLARIFYING, State.ENDED)
    with pytest.raises(StateRefused):
        step(Track.DUTY, State.CLARIFYING, State.OBLIGING, Ending.GOOD_CAUSE)


def test_a_good_cause_ends_it_wherever_nothing_is_determined_yet() -> None:
    undecided = {"clarifying", "obliging", "awaiting", "hearing", "heard", "deciding"}
    for track in set(Track) - {Track.CONCILIATION}:
        for source in undecided & set(WAYS[track].split()):
            assert Ending.GOOD_CAUSE in endings_from(source, track)


def test_what_runs_against_a_person_begins_only_with_a_posted_letter() -> None:
    needs = {
        (State.OBLIGING, State.AWAITING): Writing.DUTY,
        (State.HEARING, State.HEARD): Writing.HEARING,
        (State.DECIDING, State.REDUCED): Writing.DECISION,
        (State.DECIDING, State.UNREACHABLE): Writing.DECISION,
    }
    for one in TRANSITIONS:
        if one.target != State.ENDED:
            assert one.posted == needs.get((one.source, one.target))


def test_each_code_has_words() -> None:
    assert set(STATE_NAMES) == set(State)
    assert set(TRACK_NAMES) == set(Track)
    assert set(ENDING_NAMES) == set(Ending)
