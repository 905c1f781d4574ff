"""The four ways in which a talk uses the plan, and which of them to propose. Pure.

After chapter 5 of IAB-Forschungsbericht 2/2026: summary (5.1), joint definition (5.2), review
(5.3), not raised (5.4). One talk may show several. A proposal is drawn from what was done, never
from who did it, and the counsellor has the last word.
"""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How the plan came up in a talk."""

    SUMMARY = "summary"
    JOINT_DEFINITION = "joint_definition"
    REVIEW = "review"
    NOT_RAISED = "not_raised"


class Shade(StrEnum):
    """How a joint definition felt (5.2); nobody needs to say, and nothing proposes it."""

    PARTICIPATORY = "participatory"
    DEMANDING = "demanding"


@dataclass(frozen=True)
class Facts:
    """What was done with the plan while people talked."""

    edited: bool = False
    """A draft was begun or changed."""
    reviewed: bool = False
    """It was recorded what became of an entry."""
    answered: bool = False
    """A version was agreed or left with the person for thinking over."""
    shared: bool = False
    """The shared view was open."""


def ways_proposed(facts: Facts) -> tuple[Way, ...]:
    """The ways that the facts speak for, in the order of the report.

    Written while both looked at it: joint definition; written by one: summary. Whatever was
    neither written, nor reviewed, nor shown was not raised.
    """
    found = []
    if facts.shared:
        found.append(Way.JOINT_DEFINITION)
    elif facts.edited or (facts.answered and not facts.reviewed):
        found.append(Way.SUMMARY)
    if facts.reviewed:
        found.append(Way.REVIEW)
    return tuple(found) or (Way.NOT_RAISED,)
