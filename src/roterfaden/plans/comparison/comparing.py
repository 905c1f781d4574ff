"""Compares two versions entry by entry, in the order of the sheet."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from roterfaden.plans.comparison.matching import Pair, match
from roterfaden.plans.comparison.model import (
    Change,
    Comparison,
    Detail,
    Item,
    Kind,
    Piece,
    RubricChanges,
    Trait,
)
from roterfaden.plans.comparison.words import word_changes

ORDER = ("goal", "interim_goal", "step_recipient", "step_jobcentre", "step_other", "aspect")
"""The rubrics as they stand on the sheet."""

TRAITS: tuple[Trait, ...] = (
    "due_on",
    "rhythm",
    "proof",
    "owner",
    "owner_name",
    "words_of",
    "towards_work",
)


def compare(before: Sequence[Item], after: Sequence[Item]) -> Comparison:
    """What is different in ``after``; both in their own order within each rubric.

    An entry that is gone stands where it stood, after the one that it followed.
    """
    pairs = match(before, after)
    told = dict(_kept(pairs, _rearranged(pairs, before, after)))
    told |= {item.key: _added(item) for item in after if item.key not in told}
    older = {was.key: now.key for was, now in pairs}
    rubrics = (
        RubricChanges(code, tuple(_in_order(code, before, after, older, told))) for code in ORDER
    )
    return Comparison(tuple(rubric for rubric in rubrics if rubric.changes))


def same_content(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether both versions say the same in the same order: quicker than :func:`compare`."""
    return list(map(_content, _by_rubric(before))) == list(map(_content, _by_rubric(after)))


def _by_rubric(version: Sequence[Item]) -> list[Item]:
    return sorted(version, key=lambda item: ORDER.index(item.rubric))


def _content(item: Item) -> tuple[object, ...]:
    return (item.rubric, *item.text.split(), *(getattr(item, trait) for trait in TRAITS))


def _in_order(
    code: str,
    before: Sequence[Item],
    after: Sequence[Item],
    older: dict[str, str],
    told: dict[str, Change],
) -> list[Change]:
    here = [item.key for item in after if item.rubric == code]
    changes = [told[key] for key in here]
    place = 0
    for item in (item for item in before if item.rubric == code):
        now = older.get(item.key)
        if now is None:
            changes.insert(place, _gone(item))
            place += 1
        elif now in here:
            place = changes.index(told[now]) + 1
    return changes


def _kept(pairs: Iterable[Pair], rearranged: set[str]) -> Iterator[tuple[str, Change]]:
    for was, now in pairs:
        pieces, details = word_changes(was.text, now.text), _details(was, now)
        moved_from = was.rubric if was.rubric != now.rubric else ""
        is_rearranged = now.key in rearranged
        kind = Kind.MOVED if moved_from or is_rearranged else Kind.UNCHANGED
        if details or any(piece.kind != "same" for piece in pieces):
            kind = Kind.CHANGED
        yield now.key, Change(kind, was, now, pieces, details, moved_from, is_rearranged)


def _details(was: Item, now: Item) -> tuple[Detail, ...]:
    """What differs beside the words; the owner only where both are steps of somebody."""
    found = [(trait, getattr(was, trait), getattr(now, trait)) for trait in TRAITS]
    return tuple(
        Detail(trait, old, new)
        for trait, old, new in found
        if old != new and (trait != "owner" or (old and new))
    )


def _added(item: Item) -> Change:
    pieces = word_changes("", item.text)
    return Change(Kind.ADDED, None, item, pieces)


def _gone(item: Item) -> Change:
    kind = Kind.DONE if item.outcome == "done" else Kind.DROPPED
    return Change(kind, item, None, (Piece("gone", " ".join(item.text.split())),))


def _rearranged(pairs: Sequence[Pair], before: Sequence[Item], after: Sequence[Item]) -> set[str]:
    """Entries that have another place among those that stayed in their rubric.

    As few as can be: those outside the longest run that kept its order.
    """
    places = {item.key: place for place, item in enumerate(before)}
    older = {now.key: places[was.key] for was, now in pairs if was.rubric == now.rubric}
    moved: set[str] = set()
    for code in ORDER:
        keys = [item.key for item in after if item.rubric == code and item.key in older]
        kept = _longest_rise([older[key] for key in keys])
        moved |= {key for place, key in enumerate(keys) if place not in kept}
    return moved


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run of different numbers."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [place]
    found: set[int] = set()
    place_: int | None = ends[-1] if ends else None
    while place_ is not None:
        found.add(place_)
        place_ = before[place_]
    return found
