"""What can be done with the meetings of a case."""

from roterfaden.meetings.actions.meetings import (
    arrange,
    cancel,
    describe,
    log_about,
    move,
    record,
    settle_cause,
    take_back,
)

__all__ = [
    "arrange",
    "cancel",
    "describe",
    "log_about",
    "move",
    "record",
    "settle_cause",
    "take_back",
]
