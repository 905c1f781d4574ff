"""The potential analysis as pages show it: what was found on each side, and what else could be."""

from collections.abc import Iterable
from dataclasses import dataclass

from roterfaden.meetings.models import PotentialFinding
from roterfaden.meetings.potential import Factor, Side, listed


@dataclass(frozen=True)
class OneSide:
    """Strengths or obstacles: what was found, and the rest of the list."""

    side: Side
    found: list[PotentialFinding]
    more: list[Factor]


@dataclass(frozen=True)
class Sides:
    """Both sides, strengths first."""

    strengths: OneSide
    obstacles: OneSide

    @property
    def both(self) -> tuple[OneSide, OneSide]:
        """In the order of the page."""
        return self.strengths, self.obstacles

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found yet."""
        return not (self.strengths.found or self.obstacles.found)


def sides(findings: Iterable[PotentialFinding]) -> Sides:
    """The findings by side."""
    all_found = list(findings)
    return Sides(_one(Side.STRENGTH, all_found), _one(Side.OBSTACLE, all_found))


def _one(side: Side, findings: list[PotentialFinding]) -> OneSide:
    found = [one for one in findings if one.side == side]
    codes = {one.code for one in found}
    return OneSide(side, found, [factor for factor in listed(side) if factor.code not in codes])
