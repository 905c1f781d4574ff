"""Which of the outcomes recorded about an entry counts: the newest that was not taken back.

What was recorded stays (a trigger holds it); taking back is one row more, which names the row that
it undoes. Plain values in and out.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID


class Recorded(Protocol):
    """What this rule asks of an outcome."""

    @property
    def pk(self) -> UUID: ...
    @property
    def entry_id(self) -> UUID: ...
    @property
    def takes_back_id(self) -> UUID | None: ...


R = TypeVar("R", bound=Recorded)


def standing(recorded: Iterable[R]) -> dict[UUID, list[R]]:
    """For each entry what was recorded and not taken back, oldest first; given oldest first."""
    rows = list(recorded)
    gone = {row.takes_back_id for row in rows if row.takes_back_id}
    found: dict[UUID, list[R]] = {}
    for row in rows:
        said = found.setdefault(row.entry_id, [])
        if row.takes_back_id is None and row.pk not in gone:
            said.append(row)
    return found


def counting(recorded: Iterable[R]) -> dict[UUID, R]:
    """For each entry the outcome that counts; none where all was taken back."""
    return {entry: said[-1] for entry, said in standing(recorded).items() if said}
