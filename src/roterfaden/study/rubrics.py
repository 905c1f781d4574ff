"""The six rubrics of a plan: ids of the study, words as printed, words as others print them."""

from collections.abc import Mapping
from typing import Any

RUBRICS: dict[str, tuple[str, ...]] = {
    "goal": ("Mein Ziel ist", "Mein Ziel", "Ziel"),
    "interim_goal": (
        "Zunächst möchte ich Folgendes erreichen",
        "Zunächst möchte ich folgendes erreichen",
        "Zwischenziel",
        "Zwischenziele",
    ),
    "step_recipient": ("Meine nächsten Schritte sind", "Meine nächsten Schritte"),
    "step_jobcentre": (
        "Mein Jobcenter unterstützt mich durch",
        "Mein Jobcenter unterstützt mich",
        "Das Jobcenter unterstützt mich durch",
    ),
    "step_other": ("Zusätzlich unterstützt mich", "Zusätzlich unterstützen mich"),
    "aspect": (
        "Was sonst noch wichtig ist",
        "Weitere wichtige Aspekte",
        "Weitere wichtige Aspekte sind",
    ),
}
"""By id: the heading of Abbildung 1 first, then others in use (section 3.4 of the report)."""

_STEPS = {"recipient": "step_recipient", "jobcentre": "step_jobcentre", "other": "step_other"}


def heading(rubric: str) -> str:
    """Give the heading as printed in Abbildung 1."""
    return RUBRICS[rubric][0]


def rubric_of(entry: Mapping[str, Any]) -> str:
    """Give the rubric under which an entry of a plan file is printed; a step's owner decides."""
    kind = str(entry.get("kind"))
    return _STEPS.get(str(entry.get("owner")), "step_recipient") if kind == "step" else kind
