"""Draw a sample so that the same input gives the same draw for ever.

Algorithm ``sha256-rank/1``: every id gets the rank SHA-256("sha256-rank/1|SEED|ID") (UTF-8, the
seed in decimal digits); the sample is the ids of smallest rank, drawn in the order of their ranks.
This is simple random sampling without replacement by permanent random numbers (Ohlsson 1995, in:
Business Survey Methods, 153-169): no generator of a library is involved, the order of the frame
plays no part, a larger sample begins with the smaller one, and people who join or leave the frame
do not disturb the order of the others.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from roterfaden.study.sampling.frames import Drawn, Frame, Member
from roterfaden.study.troubles import WrongData

ALGORITHM = "sha256-rank/1"


@dataclass(frozen=True)
class Sample:
    """What was drawn from what, enough to draw it again."""

    drawn: tuple[Drawn, ...]
    seed: int
    frame_size: int
    allocation: Mapping[str, int]
    strata: Mapping[str, int]
    fingerprint: str
    algorithm: str = ALGORITHM

    @property
    def stratified(self) -> bool:
        return bool(self.strata)


def draw(
    frame: Frame, *, size: int, seed: int, allocation: Mapping[str, int] | None = None
) -> Sample:
    """Draw ``size`` members; with strata in the frame proportionally or by ``allocation``.

    Proportional shares are rounded by the largest remainder (ties by name). The members of all
    strata are numbered together in the order of their ranks, so that a walk that stops early
    has met each stratum about in proportion.

    Raises WrongData where the frame or a stratum is smaller than what shall be drawn.
    """
    if size < 1:
        raise WrongData("Die Stichprobe braucht mindestens ein Element.", "Die Größe ab 1 angeben.")
    _enough(frame.name, "Die Auswahlgesamtheit", len(frame.members), size)
    if not frame.stratified:
        chosen = _first(frame.members, size, seed)
        strata, shares = {}, {}
    else:
        groups = _groups(frame.members)
        strata = {name: len(groups[name]) for name in sorted(groups)}
        shares = _checked(allocation, strata, size, frame.name) or proportional(strata, size)
        chosen = [one for name in strata for one in _first(groups[name], shares[name], seed)]
    ordered = sorted(chosen, key=lambda one: rank(one.id, seed))
    drawn = tuple(Drawn(number, one.id, one.stratum) for number, one in enumerate(ordered, 1))
    return Sample(drawn, seed, len(frame.members), shares, strata, frame.fingerprint())


def rank(id_: str, seed: int) -> tuple[bytes, str]:
    """Give the place of an id among all others under this seed."""
    return hashlib.sha256(f"{ALGORITHM}|{seed}|{id_}".encode()).digest(), id_


def proportional(strata: Mapping[str, int], size: int) -> dict[str, int]:
    """Share ``size`` out in proportion, by the largest remainder (Hamilton); ties by name."""
    total = sum(strata.values())
    shares = {name: size * count // total for name, count in strata.items()}
    rest = size - sum(shares.values())
    by_remainder = sorted(strata, key=lambda name: (-(size * strata[name] % total), name))
    for name in by_remainder[:rest]:
        shares[name] += 1
    return shares


def _first(members: Sequence[Member], size: int, seed: int) -> list[Member]:
    before, sha256 = f"{ALGORITHM}|{seed}|".encode(), hashlib.sha256
    ranked = ((sha256(before + one.id.encode()).digest(), one) for one in members)
    return [one for _, one in nsmallest(size, ranked)]


def _groups(members: Sequence[Member]) -> dict[str, list[Member]]:
    groups: dict[str, list[Member]] = defaultdict(list)
    for one in members:
        groups[one.stratum or ""].append(one)
    return groups


def _checked(
    allocation: Mapping[str, int] | None, strata: Mapping[str, int], size: int, name: str
) -> dict[str, int] | None:
    if allocation is None:
        return None
    unknown = sorted(set(allocation) - set(strata))
    if unknown:
        raise WrongData(
            f"Die Schicht „{unknown[0]}“ gibt es nicht. Vorhanden: {', '.join(strata)}.",
            "Die Schichten so nennen, wie sie in der Datei stehen.",
            file=name,
        )
    if sum(allocation.values()) != size:
        raise WrongData(
            f"Die Schichten ergeben zusammen {sum(allocation.values())}, gezogen werden {size}.",
            "Größe und Aufteilung aufeinander abstimmen.",
            file=name,
        )
    shares = {stratum: allocation.get(stratum, 0) for stratum in strata}
    for stratum, share in shares.items():
        _enough(name, f"Die Schicht „{stratum}“", strata[stratum], share)
    return shares


def _enough(name: str, what: str, there: int, wanted: int) -> None:
    if wanted > there:
        raise WrongData(
            f"{what} hat {there} Elemente, gezogen werden sollen {wanted}.",
            f"Höchstens {there} ziehen.",
            file=name,
        )
