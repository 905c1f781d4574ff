"""What a comparison speaks of: entries as plain values, and what became of each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Token = Literal["same", "gone", "new"]
Trait = Literal["due_on", "rhythm", "proof", "owner", "owner_name", "words_of", "towards_work"]
Value = str | date | bool | None


class Kind(StrEnum):
    """What became of an entry; an entry that also moved counts as changed."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    DONE = "done"
    DROPPED = "dropped"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Item:
    """One entry of a version.

    ``key`` is its own; ``line`` is the same for all entries that continue one another across
    versions. ``outcome`` is what was last recorded about it before the later version.
    """

    key: str
    line: str
    rubric: str
    text: str
    due_on: date | None = None
    rhythm: str = ""
    proof: str = ""
    owner: str = ""
    owner_name: str = ""
    words_of: str = ""
    towards_work: bool = False
    outcome: str = ""


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, went or came."""

    kind: Token
    text: str


@dataclass(frozen=True)
class Detail:
    """Something beside the words that is different now."""

    what: Trait
    before: Value
    after: Value


@dataclass(frozen=True)
class Change:
    """One entry in both versions, or in one of them.

    ``pieces`` are the words with their changes, in the order of reading. ``moved_from`` is the
    rubric in which it stood before; ``is_rearranged`` tells that it only has another place there.
    """

    kind: Kind
    before: Item | None
    after: Item | None
    pieces: tuple[Piece, ...] = ()
    details: tuple[Detail, ...] = ()
    moved_from: str = ""
    is_rearranged: bool = False

    @property
    def item(self) -> Item:
        """The entry as it stands now, or as it stood last."""
        item = self.after or self.before
        if item is None:
            raise ValueError("A change is about an entry.")
        return item

    @property
    def has_new_words(self) -> bool:
        """Whether the words themselves are different."""
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class RubricChanges:
    """What happened in one rubric, in the order of the sheet."""

    code: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """All entries of both versions, each once, by rubric; empty rubrics are left out."""

    rubrics: tuple[RubricChanges, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them in the order of reading."""
        return tuple(change for rubric in self.rubrics for change in rubric.changes)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many entries of each kind there are; none is 0."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in Kind}

    @property
    def is_same(self) -> bool:
        """Whether both versions say the same."""
        return all(change.kind == Kind.UNCHANGED for change in self.changes)
