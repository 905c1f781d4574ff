"""What a person without a plan can tap to begin with: opening questions and topics.

The topics are the categories of goals in the field study (Table 1, ``plans.topics``), so that what
was tapped finds the text blocks of the same topic.
"""

from roterfaden.plans.topics import GOAL_TOPICS

QUESTIONS = tuple(
    f"question_{name}" for name in ("year", "strengths", "obstacles", "everyday", "support")
)
TOPICS = tuple(f"topic_{topic.code}" for topic in GOAL_TOPICS)
CODES = frozenset({*QUESTIONS, *TOPICS})


def topic_of(code: str) -> str:
    """The topic of goals that a card is about; empty for a question."""
    return code.removeprefix("topic_") if code in TOPICS else ""
