"""What can be recorded about a talk."""

from roterfaden.talk.actions.findings import find_no_plan, take_back_finding
from roterfaden.talk.actions.not_raised import (
    Task,
    mark_task,
    record_not_raised,
    take_back_not_raised,
)
from roterfaden.talk.actions.records import note_prepared, record_use

__all__ = [
    "Task",
    "find_no_plan",
    "mark_task",
    "note_prepared",
    "record_not_raised",
    "record_use",
    "take_back_finding",
    "take_back_not_raised",
]
