"""What one line says: an entry of a plan, before anybody has stored it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from roterfaden.talk.capture.doubts import Doubt, Part


class Kind(StrEnum):
    """What the entry is."""

    GOAL = "goal"
    INTERIM_GOAL = "interim_goal"
    STEP = "step"
    ASPECT = "aspect"


class Owner(StrEnum):
    """Who takes a step."""

    RECIPIENT = "recipient"
    JOBCENTRE = "jobcentre"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Captured:
    """One entry as it was understood.

    ``rhythm`` is a recurrence rule (RFC 5545) and excludes ``due_on``; an end stands in the rule
    (UNTIL). ``count`` is how many, and stands in ``text`` too, because an entry has no other place
    for it. ``kept_on`` is the day on which the jobcentre has kept its promise already.
    ``has_marker`` tells whether the line itself named kind or owner. ``read`` are the words that
    were understood and stand in no text any more.
    """

    kind: Kind
    owner: Owner | None
    owner_name: str = ""
    text: str
    due_on: date | None = None
    rhythm: str = ""
    count: int | None = None
    proof: str = ""
    kept_on: date | None = None
    own_words: bool = False
    has_marker: bool = False
    doubts: tuple[Doubt, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the jobcentre has done already what it promises."""
        return self.kept_on is not None

    @property
    def unsure(self) -> list[Part]:
        """The parts that were not certain, each once."""
        return list(dict.fromkeys(doubt.part for doubt in self.doubts))

    def as_data(self) -> dict[str, Any]:
        """As the command line prints it; what was not said is null."""
        return {
            "kind": str(self.kind),
            "owner": str(self.owner) if self.owner else None,
            "owner_name": self.owner_name or None,
            "text": self.text,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "rhythm": self.rhythm or None,
            "count": self.count,
            "proof": self.proof or None,
            "is_kept": self.is_kept,
            "unsure": [str(part) for part in self.unsure],
        }
