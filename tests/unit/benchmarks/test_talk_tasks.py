"""The rules by which the tasks of a talk are counted, held against the tasks themselves."""

import pytest
from benchmarks.talk import plain_task
from benchmarks.talk.player import keys_in
from benchmarks.talk.script import Say, Think
from benchmarks.talk.tasks import TASKS
from benchmarks.talk.words import FIVE_STEPS, NEW_PLAN, Spoken

BY_NAME = {task.name: task for task in TASKS}


@pytest.mark.parametrize(
    ("name", "keys"),
    [("F8", 1), ("1", 1), ("Enter", 1), ("/", 2), ("Control+p", 2), ("Alt+ArrowDown+ArrowDown", 3)],
)
def test_keys_held_together_count_each(name: str, keys: int) -> None:
    assert keys_in(name) == keys


@pytest.mark.parametrize(
    ("name", "minds"),
    [
        ("T1", 8 + 2),  # entries; one look at the plan, one answer
        ("T2", 6 + 1 + 2),  # old entries, the new one
        ("T3", 4),  # reason, task, next meeting, one look
        ("T4", 2),  # answer, one look
        ("T5", 6 + 2),
        ("T6", 5),  # three done, one moved, one new
    ],
)
def test_a_mind_is_made_up_once_before_each_entry_answer_and_check(name: str, minds: int) -> None:
    assert sum(isinstance(action, Think) for action in BY_NAME[name].script) == minds


@pytest.mark.parametrize(("name", "spoken"), [("T1", NEW_PLAN), ("T5", FIVE_STEPS)])
def test_own_words_are_only_what_somebody_said(name: str, spoken: tuple[Spoken, ...]) -> None:
    said = [action.text for action in BY_NAME[name].script if isinstance(action, Say)]
    expected = [text for one in spoken for text in (one.words, one.proof) if text]
    assert said == expected


def test_the_plain_form_is_counted_by_the_same_rules_with_the_same_words() -> None:
    ours, theirs = BY_NAME["T1"].script, plain_task.script()
    for kind in (Think, Say):
        assert [a for a in ours if isinstance(a, kind)] == [
            a for a in theirs if isinstance(a, kind)
        ]
