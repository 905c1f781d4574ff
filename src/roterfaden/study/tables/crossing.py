"""Entries by rubric, categories by group, and two dimensions against each other."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roterfaden.study.disclosure import Sum, hidden
from roterfaden.study.masks import MaskArray, histogram, mask_of
from roterfaden.study.tables.counting import Counted, Disclosure, marginals
from roterfaden.study.tables.printing import SOURCE, Printed, hiding, thousands

RUBRICS: Mapping[str, tuple[str, ...]] = {
    "Mein Ziel ist / Zunächst möchte ich Folgendes erreichen": ("goal", "interim_goal"),
    "Meine nächsten Schritte sind": ("step_recipient",),
    "Mein Jobcenter unterstützt mich durch": ("step_jobcentre",),
    "Zusätzlich unterstützt mich": ("step_other",),
    "Was sonst noch wichtig ist": ("aspect",),
}
"""The rubrics of the sheet as the report counts them: goal and interim goal are one."""

_ROMAN = re.compile(r"I{1,3}(?=[a-z]?$)")
Step = Literal["month", "quarter", "year"]


@dataclass(frozen=True)
class Crossed:
    """How many documents of each group have each category; hidden cells are None.

    ``cells`` has a row for each code and a column for each group; ``totals`` is the column of all.
    """

    codes: tuple[str, ...]
    groups: tuple[str, ...]
    documents: tuple[int | None, ...]
    cells: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]
    all_documents: int
    disclosure: Disclosure | None = None


def rubric_entries(
    documents: Iterable[Mapping[str, Sequence[str]]],
    rubrics: Mapping[str, tuple[str, ...]] = RUBRICS,
    *,
    source: str = SOURCE,
    disclosure: Disclosure | None = None,
) -> Printed:
    """How many documents have an entry in each rubric, in the order of the sheet.

    Each document is its texts by rubric; a text of blanks alone is no entry.
    """
    filled = [{r for r, texts in one.items() if any(t.strip() for t in texts)} for one in documents]
    numbers = [sum(bool(mine & set(parts)) for mine in filled) for parts in rubrics.values()]
    secret = _small(numbers, len(filled), disclosure)
    rows = zip(rubrics, numbers, strict=True)
    return Printed(
        "rubrics",
        "Eintragungen je Rubrik",
        "Anzahl der Dokumente mit Eintragungen in der jeweiligen Rubrik",
        ("Rubrik", "Dokumente mit Eintragungen"),
        tuple((title, (None if at in secret else n,)) for at, (title, n) in enumerate(rows)),
        f"Analysierte Dokumente = {thousands(len(filled))}."
        + (hiding(disclosure) if secret else ""),
        source,
    )


def _small(numbers: Sequence[int], total: int, disclosure: Disclosure | None) -> frozenset[int]:
    """The numbers to hide where each stands beside what it leaves of the total."""
    if disclosure is None:
        return frozenset()
    cells = [*numbers, *(total - n for n in numbers)]
    sums = [Sum((at, at + len(numbers)), total) for at in range(len(numbers))]
    found = hidden(
        cells, sums, smallest=disclosure.smallest, complementary=disclosure.complementary
    )
    return frozenset(at for at in found if at < len(numbers))


def by_group(
    masks: MaskArray,
    groups: Sequence[str],
    order: Sequence[str],
    *,
    disclosure: Disclosure | None = None,
) -> Crossed:
    """Categories by group of the documents (comparison type, kind of jobcentre, time).

    ``groups`` names the group of each mask; groups stand in ascending names, comparison types by
    their Roman numeral, unknown ones last.
    """
    names = sorted(set(groups), key=_in_order)
    places = {name: place for place, name in enumerate(names)}
    sets: list[list[int]] = [[] for _ in names]
    for mask, group in zip(masks.tolist(), groups, strict=True):
        sets[places[group]].append(mask)
    counted = [marginals(Counter(mine), order) for mine in sets]
    return _crossed(
        order,
        [name or "ohne Angabe" for name in names],
        [len(mine) for mine in sets],
        [[column[row] for column in counted] for row in range(len(order))],
        marginals(histogram(masks), order),
        len(groups),
        disclosure,
    )


def _in_order(name: str) -> tuple[bool, int, str]:
    numeral = _ROMAN.match(name)
    return not name, len(numeral[0]) if numeral else 0, name


def _crossed(
    codes: Sequence[str],
    groups: Sequence[str],
    documents: Sequence[int],
    cells: Sequence[Sequence[int]],
    totals: Sequence[int],
    everything: int,
    disclosure: Disclosure | None,
) -> Crossed:
    """Hide what must be hidden: rows add up to their total, groups to all documents."""
    width = len(groups)
    flat = [*documents, *totals, *(n for row in cells for n in row)]
    first = width + len(codes)
    secret: frozenset[int] = frozenset()
    if disclosure:
        sums = [Sum(tuple(range(width)), everything)]
        for row in range(len(codes)):
            parts = range(first + row * width, first + (row + 1) * width)
            sums.append(Sum(tuple(parts), totals[row], cell=width + row))
        secret = hidden(
            flat, sums, smallest=disclosure.smallest, complementary=disclosure.complementary
        )
    shown = [None if at in secret else number for at, number in enumerate(flat)]
    return Crossed(
        tuple(codes),
        tuple(groups),
        tuple(shown[:width]),
        tuple(tuple(shown[first + r * width : first + (r + 1) * width]) for r in range(len(codes))),
        tuple(shown[width:first]),
        everything,
        disclosure,
    )


def crossed_table(
    crossed: Crossed,
    *,
    caption: str,
    head: str,
    names: Mapping[str, str] | None = None,
    source: str = SOURCE,
) -> Printed:
    """A cross table with the documents of each group as its first row and all as last column."""
    titles = names or {}
    rows: list[tuple[str, tuple[int | None, ...]]] = [
        ("Analysierte Dokumente", (*crossed.documents, crossed.all_documents))
    ]
    rows += [
        (titles.get(code, code), (*cells, total))
        for code, cells, total in zip(crossed.codes, crossed.cells, crossed.totals, strict=True)
    ]
    secret = any(cell is None for _, cells in rows for cell in cells)
    return Printed(
        "crossed",
        caption,
        "Anzahl der Dokumente mit der jeweiligen Kategorie",
        (head, *crossed.groups, "Alle"),
        tuple(rows),
        f"Analysierte Dokumente = {thousands(crossed.all_documents)}. Mehrere Kategorien je "
        "Dokument sind möglich." + (hiding(crossed.disclosure) if secret else ""),
        source,
    )


def two_dimensions(
    first: MaskArray,
    second: MaskArray,
    first_order: Sequence[str],
    second_order: Sequence[str],
    *,
    disclosure: Disclosure | None = None,
) -> Crossed:
    """Categories of one dimension against those of another, in the same documents.

    A document with several categories stands in several cells, so neither rows nor columns add
    up; small cells are hidden for themselves.
    """
    joint = Counter(zip(first.tolist(), second.tolist(), strict=True))
    cells = [
        [
            sum(n for (a, b), n in joint.items() if a >> i & 1 and b >> j & 1)
            for j in _places(second_order)
        ]
        for i in _places(first_order)
    ]
    columns = marginals(histogram(second), second_order)
    rows = marginals(histogram(first), first_order)
    smallest = disclosure.smallest if disclosure else 1

    def shown(number: int) -> int | None:
        return None if 0 < number < smallest else number

    return Crossed(
        tuple(first_order),
        tuple(second_order),
        tuple(map(shown, columns)),
        tuple(tuple(map(shown, row)) for row in cells),
        tuple(map(shown, rows)),
        len(first),
        disclosure,
    )


def _places(order: Sequence[str]) -> range:
    return range(len(order))


def co_occurrence(counts: Mapping[int, int], order: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """How many documents have both categories; the diagonal has how many have the one."""
    pairs = [[mask_of((a, b), order) for b in order] for a in order]
    return tuple(
        tuple(sum(n for mask, n in counts.items() if mask & pair == pair) for pair in row)
        for row in pairs
    )


def protected_pairs(
    counts: Mapping[int, int], order: Sequence[str], counted: Counted
) -> tuple[tuple[int | None, ...], ...]:
    """Co-occurrence without what would give a withheld combination away.

    The number of a pair is the sum of the combinations that hold both, so a pair within a withheld
    combination is hidden, and so is a category whose frequency is.
    """
    secret = {mask_of(codes, order) for codes in counted.hidden}
    open_codes = {row.code for row in counted.frequency if row.documents is not None}
    smallest = counted.disclosure.smallest if counted.disclosure else 1

    def shown(at: int, beside: int, number: int) -> int | None:
        if at == beside:
            return number if order[at] in open_codes else None
        pair = 1 << at | 1 << beside
        safe = not any(mask & pair == pair for mask in secret)
        return number if safe and not 0 < number < smallest else None

    return tuple(
        tuple(shown(at, beside, number) for beside, number in enumerate(row))
        for at, row in enumerate(co_occurrence(counts, order))
    )


def period(day: date, step: Step = "quarter") -> str:
    """The name of the month, quarter or year of a day; names sort by time."""
    if step == "year":
        return f"{day:%Y}"
    if step == "quarter":
        return f"{day:%Y}/{(day.month + 2) // 3}"
    return f"{day:%Y-%m}"
