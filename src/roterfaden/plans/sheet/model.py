"""One plan version as plain values: what ``plan.json`` says, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["goal", "interim_goal", "step", "aspect"]
Owner = Literal["recipient", "jobcentre", "other"]
State = Literal["draft", "offered", "agreed", "superseded", "ended", "withdrawn"]
WordsOf = Literal["recipient", "jobcentre", "both"]


@dataclass(frozen=True)
class Contact:
    """The contact person as printed in the foot: label, name, phone (may be empty)."""

    label: str
    name: str
    phone: str


@dataclass(frozen=True)
class Meeting:
    """The next meeting: a Berlin day, and hours and minutes such as ``10:30`` or nothing."""

    on: date
    at: str


@dataclass(frozen=True)
class Entry:
    """One entry; ``index`` is its place in the file, so that messages can name it."""

    index: int
    kind: Kind
    owner: Owner | None
    owner_name: str
    text: str
    due_on: date | None
    rhythm: str | None
    proof: str
    towards_work: bool
    words_of: WordsOf | None


@dataclass(frozen=True)
class Plan:
    """One plan version; ``data`` is the file it came from, which the PDF carries along."""

    jobcentre: str
    recipient: str
    kundennummer: str
    contact: Contact | None
    state: State
    dated_on: date
    agreed_on: date | None
    next_meeting: Meeting | None
    entries: tuple[Entry, ...]
    data: Mapping[str, Any]

    @property
    def binds(self) -> bool:
        """Whether the plan was agreed; until then every sheet is a draft."""
        return self.state in {"agreed", "superseded", "ended"}
