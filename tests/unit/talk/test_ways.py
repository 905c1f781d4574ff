"""Which ways of use are proposed from what was done (report, chapter 5)."""

import pytest

from roterfaden.talk.ways import Facts, Way, ways_proposed

SUMMARY, JOINT, REVIEW, NOT_RAISED = Way


@pytest.mark.parametrize(
    ("facts", "proposed"),
    [
        (Facts(), [NOT_RAISED]),
        (Facts(edited=True), [SUMMARY]),
        (Facts(answered=True), [SUMMARY]),
        (Facts(edited=True, answered=True), [SUMMARY]),
        (Facts(reviewed=True), [REVIEW]),
        (Facts(reviewed=True, answered=True), [REVIEW]),
        (Facts(reviewed=True, edited=True, answered=True), [SUMMARY, REVIEW]),
        (Facts(shared=True), [JOINT]),
        (Facts(shared=True, edited=True, answered=True), [JOINT]),
        (Facts(shared=True, edited=True, reviewed=True), [JOINT, REVIEW]),
    ],
)
def test_the_ways_follow_from_what_was_done(facts: Facts, proposed: list[Way]) -> None:
    assert list(ways_proposed(facts)) == proposed


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("edited", [True, False])
@pytest.mark.parametrize("reviewed", [True, False])
@pytest.mark.parametrize("answered", [True, False])
def test_not_raised_is_never_proposed_beside_another_way(
    *, shared: bool, edited: bool, reviewed: bool, answered: bool
) -> None:
    ways = ways_proposed(Facts(edited, reviewed, answered, shared))
    assert ways
    assert (NOT_RAISED in ways) == (not any((shared, edited, reviewed, answered)))
    assert NOT_RAISED not in ways or len(ways) == 1
