"""Where a version leads: the rule of standing still and of a step back."""

from dataclasses import replace

import pytest
from hypothesis import given

from roterfaden.plans.comparison import Item, compare, same_content
from roterfaden.plans.history.course import Course, course
from tests.unit.comparison.test_comparing import versions


def goal(text: str, line: str = "", *, outcome: str = "") -> Item:
    return Item(key=text, line=line or text, rubric="goal", text=text, outcome=outcome)


def interim(text: str, *, outcome: str = "") -> Item:
    return replace(goal(text), rubric="interim_goal", outcome=outcome)


def step(text: str) -> Item:
    return replace(goal(text), rubric="step_recipient")


NURSE = goal("Ich möchte als Pflegerin arbeiten.")
WORK = goal("Ich möchte arbeiten.")
COURSE = interim("Ich mache einen Sprachkurs.")


def test_the_first_version_leads_on() -> None:
    assert course([], [NURSE]) == Course.ONWARD


def test_the_same_content_again_is_standing_still() -> None:
    again = [replace(item, key=f"new-{item.key}") for item in (NURSE, COURSE)]
    assert course([[NURSE, COURSE]], again) == Course.STILL


def test_a_new_step_leads_on() -> None:
    assert course([[NURSE]], [NURSE, step("Ich rufe an.")]) == Course.ONWARD


def test_a_clearer_goal_leads_on_though_the_old_one_no_longer_fits() -> None:
    vague = replace(WORK, outcome="no_longer_fits")
    assert course([[vague]], [NURSE]) == Course.ONWARD


def test_an_earlier_goal_taken_up_again_is_a_step_back() -> None:
    assert course([[WORK], [NURSE]], [replace(WORK, key="x", line="x")]) == Course.BACK


def test_a_goal_that_stood_there_all_the_time_is_none() -> None:
    assert course([[WORK], [WORK, NURSE]], [WORK]) == Course.ONWARD


def test_an_interim_goal_that_becomes_the_goal_is_a_step_back() -> None:
    smaller = replace(COURSE, rubric="goal")
    assert course([[NURSE, COURSE]], [smaller]) == Course.BACK


def test_it_is_none_while_the_larger_goal_stands_beside_it() -> None:
    beside = replace(COURSE, rubric="goal")
    assert course([[NURSE, COURSE]], [NURSE, beside]) == Course.ONWARD


def test_an_interim_goal_reached_before_and_needed_again_is_a_step_back() -> None:
    reached = replace(COURSE, outcome="done")
    assert course([[NURSE, reached], [NURSE]], [NURSE, COURSE]) == Course.BACK


@pytest.mark.parametrize("outcome", ["open", "partly", "not_done"])
def test_an_interim_goal_not_yet_reached_that_stays_is_none(outcome: str) -> None:
    before = [NURSE, replace(COURSE, outcome=outcome)]
    assert course([before], [NURSE, COURSE, step("Ich rufe an.")]) == Course.ONWARD


@given(versions("a"), versions("b"))
def test_what_a_comparison_finds_unchanged_has_the_same_content(
    before: list[Item], after: list[Item]
) -> None:
    if compare(before, after).is_same:
        assert same_content(before, after)


@given(versions())
def test_after_the_same_content_a_version_never_leads_anywhere_else(version: list[Item]) -> None:
    assert course([version], version) == Course.STILL
