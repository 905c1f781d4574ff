"""What one can choose: rubric and topic together, kinds of offers, languages."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks.delivered import topics_of
from roterfaden.plans.text_blocks.languages import LANGUAGES
from roterfaden.plans.topics import Topic, topics_for
from roterfaden.web.components.templatetags.rf import language_name

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]


def topic_name(rubric: str, code: str) -> str:
    """The name of a topic in its rubric, or nothing."""
    return next((str(topic.name) for topic in _topics(rubric) if topic.code == code), "")


def places() -> Grouped:
    """Rubric and topic in one list: ``goal/work`` under „Ziel“."""
    return [
        (str(label), list(_places(code, str(label)))) for code, label in TextBlock.Rubric.choices
    ]


def place_of(block: TextBlock) -> str:
    """How :func:`places` writes the place of a block."""
    return f"{block.rubric}/{block.topic}"


def languages() -> Choices:
    """Languages by name."""
    return sorted(((code, language_name(code)) for code in LANGUAGES), key=lambda one: one[1])


def _places(rubric: str, label: str) -> Iterator[tuple[str, str]]:
    if not topics_of(rubric):
        yield f"{rubric}/", _("%(rubric)s (ohne Thema)") % {"rubric": label}
    for topic in _topics(rubric):
        yield f"{rubric}/{topic.code}", str(topic.name)


def _topics(rubric: str) -> tuple[Topic, ...]:
    if rubric.startswith("step_"):
        return topics_for("step", rubric.removeprefix("step_"))
    return topics_for(rubric)
