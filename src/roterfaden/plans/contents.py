"""What an entry says, and how the words of two people about one entry come together.

An entry is compared in parts, each of which stands or falls as one: the words, the time, the proof.
Who changed another part than the colleague has both changes; only the same part changed by both is
a conflict, which people settle.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from roterfaden.plans.models import Entry

PARTS = (
    ("text", "text_block_id", "gap_values", "offer_id"),
    ("owner_name",),
    ("due_on", "rhythm"),
    ("proof",),
    ("topic", "towards_work"),
    ("words_of",),
    ("involved_id",),
)
"""The fields of each part; kind and owner make another entry and never change."""
_SEPARATOR = "-"


@dataclass(frozen=True, kw_only=True)
class EntryContent:
    """What an entry says. ``towards_work=None`` lets the topic decide.

    An entry from a text block keeps the block, what was filled into its gaps, and the offer that it
    promises, so that it can be shown in another language and found when the offer is stopped.
    """

    kind: str
    text: str
    owner: str = ""
    owner_name: str = ""
    due_on: date | None = None
    rhythm: str = ""
    proof: str = ""
    topic: str = ""
    towards_work: bool | None = None
    words_of: str = ""
    involved_id: UUID | None = None
    text_block_id: UUID | None = None
    gap_values: dict[str, str] = field(default_factory=dict)
    offer_id: UUID | None = None


class BothChanged(Exception):
    """The same part was changed by both."""


def content_of(entry: Entry) -> EntryContent:
    """What an entry says, stored or not."""
    return EntryContent(**{name: getattr(entry, name) for name in EntryContent.__annotations__})


def basis_of(entry: Entry) -> str:
    """A mark of what the entry says, by which :func:`merged` sees later what changed since."""
    content = content_of(entry)
    return _SEPARATOR.join(_mark(content, fields) for fields in PARTS)


def merged(mine: EntryContent, stored: EntryContent, basis: str) -> EntryContent:
    """What is stored with those parts of ``mine`` that differ from what ``basis`` marked.

    Raises :class:`BothChanged` where a part was changed here and in the meantime. A ``basis`` that
    cannot be read counts as "all has changed meanwhile".
    """
    marks = basis.split(_SEPARATOR)
    if len(marks) != len(PARTS):
        marks = [""] * len(PARTS)
    result = stored
    for fields, mark in zip(PARTS, marks, strict=True):
        own = {name: getattr(mine, name) for name in fields}
        if replace(stored, **own) == stored or _mark(mine, fields) == mark:
            continue
        if _mark(stored, fields) != mark:
            raise BothChanged
        result = replace(result, **own)
    return result


def _mark(content: EntryContent, fields: tuple[str, ...]) -> str:
    said = json.dumps([getattr(content, name) for name in fields], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:12]
