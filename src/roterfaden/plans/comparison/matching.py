"""Which entry of one version is which of the other: by descent first, then by likeness."""

from collections.abc import Iterator, Sequence

from roterfaden.plans.comparison.model import Item
from roterfaden.plans.comparison.words import likeness

ALIKE = 0.6
"""So much of the words must be the same within one rubric."""
ALIKE_ELSEWHERE = 0.8
"""And so much where the entry would have gone from one rubric to another."""
_SETTLED = frozenset({"done", "no_longer_fits"})
"""What is done is not the same as something new that is said alike."""

Pair = tuple[Item, Item]


def match(before: Sequence[Item], after: Sequence[Item]) -> list[Pair]:
    """The entries that belong together; each stands in one pair at most."""
    pairs = list(_by_line(before, after))
    pairs += _by_likeness(*_left(before, after, pairs))
    return pairs


def _by_line(before: Sequence[Item], after: Sequence[Item]) -> Iterator[Pair]:
    waiting: dict[str, list[Item]] = {}
    for item in before:
        waiting.setdefault(item.line, []).append(item)
    for item in after:
        if older := waiting.get(item.line):
            yield older.pop(0), item


def _left(
    before: Sequence[Item], after: Sequence[Item], pairs: Sequence[Pair]
) -> tuple[list[Item], list[Item]]:
    old, new = {was.key for was, _ in pairs}, {now.key for _, now in pairs}
    return [i for i in before if i.key not in old], [i for i in after if i.key not in new]


def _by_likeness(before: list[Item], after: list[Item]) -> Iterator[Pair]:
    """The most alike first; what stands earlier in the plan decides between equals."""
    found = [
        (-share, was.rubric != now.rubric, a, b)
        for a, was in enumerate(before)
        for b, now in enumerate(after)
        if (share := likeness(was.text, now.text)) >= _needed(was, now)
    ]
    old: set[int] = set()
    new: set[int] = set()
    for _share, _elsewhere, a, b in sorted(found):
        if a not in old and b not in new:
            old.add(a)
            new.add(b)
            yield before[a], after[b]


def _needed(was: Item, now: Item) -> float:
    """How alike two entries must be to be taken for the same."""
    if was.outcome in _SETTLED:
        return 1.0
    return ALIKE if was.rubric == now.rubric else ALIKE_ELSEWHERE
