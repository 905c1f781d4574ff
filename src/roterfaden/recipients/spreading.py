"""Spreading cases over several people, so that each household stays in one hand."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

Holder = TypeVar("Holder", bound=Hashable)


@dataclass(frozen=True)
class Unit:
    """One case to be given to somebody; ``household`` is None for who lives alone."""

    case: UUID
    household: UUID | None = None


def even_shares(total: int, holders: Sequence[Holder]) -> dict[Holder, int]:
    """As equal as whole numbers are; who comes first takes what is left over."""
    if not holders:
        return {}
    share, rest = divmod(total, len(holders))
    return {holder: share + (place < rest) for place, holder in enumerate(holders)}


def spread(units: Iterable[Unit], shares: Mapping[Holder, int]) -> dict[UUID, Holder]:
    """Which case goes to whom, so that everybody comes near to their share.

    Large households go first, each to whoever still lacks most; so a share is missed by less than
    one household. Who has a share of nothing gets nothing.
    """
    lacking = {holder: share for holder, share in shares.items() if share > 0}
    if not lacking:
        return {}
    places = list(lacking)
    given: dict[UUID, Holder] = {}
    for household in _households(units):
        holder = max(places, key=lambda one: lacking[one])
        lacking[holder] -= len(household)
        given.update(dict.fromkeys(household, holder))
    return given


def _households(units: Iterable[Unit]) -> list[list[UUID]]:
    together: dict[UUID, list[UUID]] = {}
    for unit in units:
        together.setdefault(unit.household or unit.case, []).append(unit.case)
    return sorted(together.values(), key=len, reverse=True)
