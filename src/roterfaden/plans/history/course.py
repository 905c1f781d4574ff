"""Where a new version leads: on, nowhere new, or a step back. Plain values in and out.

The rule, in words:

- *Standing still* ("Bleibt so"): the version says the same as the one before, entry by entry.
- *A step back*, where it is not the same:

  - a goal of it stood in an earlier version, but not in the one before: it is taken up again;
  - a goal of it was only an interim goal before, and no goal of before stands any more: the aim
    became smaller;
  - an interim goal that was reached stands there again.

- Everything else leads on, also a goal that "no longer fits": it may have become clearer.

Neither is a failure, and nothing here judges a person: both sides agreed on it.
"""

from collections.abc import Sequence
from enum import StrEnum

from roterfaden.plans.comparison import Item, same_content

Version = Sequence[Item]


class Course(StrEnum):
    """Where a version leads, seen from the ones before it."""

    ONWARD = "onward"
    STILL = "still"
    BACK = "back"


def course(earlier: Sequence[Version], now: Version) -> Course:
    """The course of a version; ``earlier`` are the agreed ones before it, oldest first."""
    if not earlier:
        return Course.ONWARD
    if same_content(earlier[-1], now):
        return Course.STILL
    is_back = (
        _takes_up_again(earlier, now)
        or _became_smaller(earlier[-1], now)
        or _reaches_again(earlier, now)
    )
    return Course.BACK if is_back else Course.ONWARD


def _takes_up_again(earlier: Sequence[Version], now: Version) -> bool:
    before = _of(earlier[-1], "goal")
    older = [goal for version in earlier[:-1] for goal in _of(version, "goal")]
    new = [goal for goal in _of(now, "goal") if not _stands_among(goal, before)]
    return any(_stands_among(goal, older) for goal in new)


def _became_smaller(before: Version, now: Version) -> bool:
    goals = _of(now, "goal")
    if any(_stands_among(goal, goals) for goal in _of(before, "goal")):
        return False
    return any(_stands_among(goal, _of(before, "interim_goal")) for goal in goals)


def _reaches_again(earlier: Sequence[Version], now: Version) -> bool:
    reached = [
        goal
        for version in earlier
        for goal in _of(version, "interim_goal")
        if goal.outcome == "done"
    ]
    return any(_stands_among(goal, reached) for goal in _of(now, "interim_goal"))


def _of(version: Version, rubric: str) -> list[Item]:
    return [item for item in version if item.rubric == rubric]


def _stands_among(goal: Item, others: Sequence[Item]) -> bool:
    return any(goal.line == other.line or _said(goal) == _said(other) for other in others)


def _said(item: Item) -> str:
    return " ".join(item.text.casefold().rstrip(".").split())
