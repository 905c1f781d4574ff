"""Spans of days in which something is in force, one after the other without gap or overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from roterfaden.law.errors import (
    GapBetweenVersions,
    OverlappingVersions,
    RuleDefinitionError,
    german,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Validity:
    """The days from ``starts_on`` to ``ends_on``, both included; None means open."""

    starts_on: date
    ends_on: date | None = None

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def __str__(self) -> str:
        if self.ends_on is None:
            return f"ab {german(self.starts_on)}"
        return f"{german(self.starts_on)} bis {german(self.ends_on)}"

    def change_dates(self) -> set[date]:
        """The first day, and the first day after the end."""
        after = set() if self.ends_on is None else {self.ends_on + ONE_DAY}
        return {self.starts_on} | after


class Dated(Protocol):
    """Anything that is in force for a span of days and knows where it was declared."""

    @property
    def validity(self) -> Validity: ...

    @property
    def place(self) -> str: ...


DatedT = TypeVar("DatedT", bound=Dated)


def check_follows(earlier: Dated, later: Dated, *, name: str) -> None:
    """Refuse two neighbouring versions that overlap, leave a gap or stand in the wrong order.

    Versions are declared oldest first, so each needs to be held only against the one before.

    Raises:
        OverlappingVersions: both are in force on some day, or the later one comes first.
        GapBetweenVersions: a day between them has no version.
    """
    ends_on, starts_on = earlier.validity.ends_on, later.validity.starts_on
    where = f"{earlier.place} ({earlier.validity}) und {later.place} ({later.validity})"
    if ends_on is None or starts_on <= ends_on:
        raise OverlappingVersions(
            f"„{name}“: Zwei Fassungen gelten am selben Tag: {where}. Die ältere Fassung braucht "
            "ein Ende am Tag vor der jüngeren; die ältere steht zuerst."
        )
    if starts_on != ends_on + ONE_DAY:
        raise GapBetweenVersions(
            f"„{name}“: Zwischen zwei Fassungen fehlen Tage: {where}. Die jüngere Fassung muss am "
            f"{german(ends_on + ONE_DAY)} beginnen."
        )


def check_span(validity: Validity, *, name: str, place: str) -> None:
    """Refuse a version that ends before it begins.

    Raises:
        RuleDefinitionError: the end lies before the begin.
    """
    if validity.ends_on is not None and validity.ends_on < validity.starts_on:
        raise RuleDefinitionError(
            f"„{name}“: Die Fassung {place} endet vor ihrem Beginn ({validity})."
        )


def in_force_on(versions: Sequence[DatedT], day: date) -> DatedT | None:
    """The one version in force on the day, or None; callers turn None into a named refusal."""
    for version in versions:
        validity = version.validity
        if validity.starts_on <= day and (validity.ends_on is None or day <= validity.ends_on):
            return version
    return None
