"""Tables as they are printed: caption, column heads, rows, note and source line.

Layout and notes are those of Tables 1 to 6 of the field study.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from roterfaden.study.codebook import Dimension, Wording
from roterfaden.study.tables.counting import Counted, Disclosure, Further

Kind = Literal["frequency", "relations", "rubrics", "crossed", "figures"]
Cell = int | float | str | None

HIDDEN = "•"
SOURCE = "Eigene Auswertung."
MOST_SENTENCES = 3
_WORDS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()


@dataclass(frozen=True)
class Printed:
    """A table ready to print. A cell of None is hidden and printed as ``HIDDEN``."""

    kind: Kind
    caption: str
    below: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    note: str
    source: str = SOURCE
    number: int | None = None

    @property
    def title(self) -> str:
        return f"Tabelle {self.number}: {self.caption}" if self.number else self.caption


def printed(
    counted: Counted,
    *,
    dimension: Dimension | None = None,
    names: Mapping[str, str] | None = None,
    source: str = SOURCE,
    caption: str = "",
    sample: bool = True,
) -> tuple[Printed, Printed]:
    """The frequency table and the relation table of one dimension.

    ``names`` gives the title of each code; ``sample`` words the note for a sample or for all.
    """
    titles = names or ({c.id: c.title for c in dimension.categories} if dimension else {})
    wording = dimension.words() if dimension else Dimension("", caption or "Kategorien").words()
    if caption:
        wording = replace(wording, caption=caption)
    note = _documents(counted)
    return (
        _frequency(counted, wording, titles, note, source),
        _relations(counted, wording, titles, note, source, sample=sample),
    )


def numbered(tables: Sequence[Printed], first: int = 1) -> tuple[Printed, ...]:
    """The tables with running numbers."""
    return tuple(replace(one, number=number) for number, one in enumerate(tables, first))


def _frequency(
    counted: Counted, wording: Wording, titles: Mapping[str, str], note: str, source: str
) -> Printed:
    below, *heads = wording.frequency
    rows = tuple((titles.get(f.code, f.code), (f.documents,)) for f in counted.frequency)
    secret = any(f.documents is None for f in counted.frequency)
    return Printed(
        "frequency",
        f"{wording.caption}: Häufigkeit",
        below,
        tuple(heads),
        rows,
        note + (hiding(counted.disclosure) if secret else ""),
        source,
    )


def _relations(
    counted: Counted,
    wording: Wording,
    titles: Mapping[str, str],
    note: str,
    source: str,
    *,
    sample: bool,
) -> Printed:
    below, *heads = wording.relations
    rows = tuple(
        (" + ".join(titles.get(code, code) for code in c.codes), (c.documents,))
        for c in counted.combinations
    )
    return Printed(
        "relations",
        f"{wording.caption}: Relationen",
        below,
        tuple(heads),
        rows,
        note + _threshold(counted, sample=sample) + _withheld(counted),
        source,
    )


def _documents(counted: Counted) -> str:
    held, without = counted.documents_with_entries, counted.documents_without_entries
    return (
        f"Analysierte Dokumente = {thousands(counted.documents)}; "
        f"Dokumente mit Eintragungen = {thousands(held)}; "
        f"Dokumente ohne Eintragungen = {thousands(without)}."
    )


def _threshold(counted: Counted, *, sample: bool) -> str:
    """What stands below the threshold, in the words of the report's Tables 4 and 6."""
    if not counted.further:
        return ""
    where = "in der Stichprobe" if sample else "in den Daten"
    return (
        f" Es werden nur diejenigen Relationen einzeln dargestellt, die {where} mindestens "
        f"{times(counted.min_count)} vorkommen. "
        + (
            _many(counted.further, where)
            or " ".join(_further(one, where) for one in counted.further)
        )
    )


def _many(further: tuple[Further, ...], where: str) -> str:
    """One sentence where each count by itself would fill the page; nothing for a few."""
    if len(further) <= MOST_SENTENCES:
        return ""
    combinations = sum(one.combinations for one in further)
    documents = sum(one.combinations * one.documents for one in further)
    return (
        f"Weitere {thousands(combinations)} Relationen kamen {where} seltener vor, "
        f"zusammen {times(documents)}."
    )


def _further(further: Further, where: str) -> str:
    if further.combinations == 1:
        return f"Eine weitere Relation kam {where} genau {times(further.documents)} vor."
    number = thousands(further.combinations)
    return f"Weitere {number} Relationen kamen {where} genau {times(further.documents)} vor."


def _withheld(counted: Counted) -> str:
    if not counted.withheld:
        return ""
    many = counted.withheld != 1
    which = (
        f"{thousands(counted.withheld)} weitere Relationen sind"
        if many
        else ("Eine weitere Relation ist")
    )
    return hiding(counted.disclosure) + f" {which} deshalb nicht dargestellt."


def hiding(disclosure: Disclosure | None) -> str:
    """What the note says where numbers are hidden."""
    smallest = (disclosure or Disclosure()).smallest
    return (
        f" Zum Schutz Einzelner nicht ausgewiesen ({HIDDEN}): Anzahlen unter {smallest} und "
        "solche, aus denen sie sich errechnen ließen."
    )


def times(number: int) -> str:
    """„einmal“, „zwei Mal“, „13 Mal“: as the report has it."""
    if number == 1:
        return "einmal"
    return f"{_WORDS[number] if number < len(_WORDS) else thousands(number)} Mal"


def thousands(number: int | None) -> str:
    """A number with German thousands separators; the mark of hidden ones for None."""
    return HIDDEN if number is None else f"{number:,}".replace(",", ".")


def as_text(cell: Cell) -> str:
    """A cell as it is printed: German digits, the mark for what is hidden."""
    if isinstance(cell, float):
        return f"{cell:.3f}".replace(".", ",").replace("-", "−")
    return cell if isinstance(cell, str) else thousands(cell)
