"""Ratings from a CSV file with the columns ``unit,coder,value``."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import normalize

from roterfaden.study import tabular
from roterfaden.study.agreement.distances import (
    Distance,
    Interval,
    Jaccard,
    Masi,
    Nominal,
    Ordinal,
    Ratio,
)
from roterfaden.study.agreement.ratings import Pattern, Ratings, Value
from roterfaden.study.troubles import WrongData

COLUMNS = ("unit", "coder", "value")
LEVELS = ("nominal", "ordinal", "interval", "ratio")
SETS = ("jaccard", "masi")
SEPARATOR = "|"
MACHINE = "roterfaden-suggest"
_NO_ROW = object()
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,2})?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Read:
    """Ratings of a file and the distance that alpha takes for them."""

    ratings: Ratings
    distance: Distance


def read(
    path: Path,
    *,
    level: str = "nominal",
    sets: str | None = None,
    categories: Mapping[str, str] | None = None,
) -> Read:
    """Read ratings; a missing row or, without ``sets``, an empty value is a missing rating.

    With ``sets`` a value is a set of codes joined by ``|``, and an empty value the empty set.
    ``categories`` goes from each way to write a category to its name (`named.categories`). Letters
    with accents are equal however they are composed.
    Raises `WrongData` for doubled ratings, codes that are not among ``categories`` and values
    that are no numbers where the level needs them.
    """
    table = _Table(str(path), level, sets, categories)
    rows = tabular.read(path)
    units: dict[str, list[Any]] = {}
    coders: dict[str, int] = {}
    understood: dict[str, Value | None] = {}
    for line, (unit, coder, said) in rows.rows(*COLUMNS):
        table.check_names(unit, coder, line)
        if said not in understood:
            understood[said] = table.value(said, line)
        place = coders.setdefault(coder, len(coders))
        given = units.setdefault(unit, [])
        given.extend([_NO_ROW] * (place + 1 - len(given)))
        if given[place] is not _NO_ROW:
            table.refuse_doubled(unit, coder, line, _first_line(rows, unit, coder))
        given[place] = understood[said]
    return table.read(units.values(), tuple(coders))


def _first_line(rows: tabular.Table, unit: str, coder: str) -> int:
    return next(line for line, values in rows.rows("unit", "coder") if values == (unit, coder))


class _Table:
    """How the values of one file are understood and checked."""

    def __init__(
        self, file: str, level: str, sets: str | None, categories: Mapping[str, str] | None
    ) -> None:
        self.file, self.level, self.sets = file, level, sets
        self.known = categories or {}
        self.categories = tuple(dict.fromkeys(self.known.values())) if self.known else None

    def check_names(self, unit: str, coder: str, line: int) -> None:
        for column, what, said in (
            ("unit", "Einheit", unit),
            ("coder", "codierende Person", coder),
        ):
            if not said:
                self._refuse(f"Die {what} fehlt.", f"Die Spalte „{column}“ ausfüllen.", line)
        if coder == MACHINE:
            self._refuse(
                "Das ist ein Vorschlag des Programms, keine Codierung.",
                "Vorschläge herausnehmen; sie zählen nie zur Übereinstimmung von Menschen.",
                line,
            )

    def refuse_doubled(self, unit: str, coder: str, line: int, first: int) -> None:
        self._refuse(
            f"„{coder}“ hat die Einheit „{unit}“ schon in Zeile {first} codiert.",
            "Eine der beiden Zeilen löschen; mehrere Codes einer Einheit gehören mit „|“ in "
            "eine Zeile (--sets).",
            line,
        )

    def value(self, said: str, line: int) -> Value | None:
        """The value of one rating; None where it is missing."""
        said = normalize("NFC", said)
        if self.sets:
            codes = [code.strip() for code in said.split(SEPARATOR)] if said else []
            self._check_set(codes, line)
            return frozenset(self._named(code, line) for code in codes)
        if not said:
            return None
        self._check_number(said, line)
        return self._named(said, line)

    def read(self, units: Iterable[list[Any]], coders: tuple[str, ...]) -> Read:
        counted = Counter(tuple(unit) for unit in units)
        cells: Counter[Pattern] = Counter()
        for pattern, times in counted.items():
            values = [None if value is _NO_ROW else value for value in pattern]
            cells[*values, *[None] * (len(coders) - len(values))] += times
        ratings = Ratings.from_cells(cells, coders, self.categories, sets=bool(self.sets))
        return Read(ratings, self._distance(ratings))

    def _distance(self, ratings: Ratings) -> Distance:
        if self.sets:
            sets = [value for value in ratings.values if isinstance(value, frozenset)]
            return Masi(sets) if self.sets == "masi" else Jaccard(sets)
        if self.level == "nominal":
            return Nominal()
        if self.level == "ordinal" and self.known:
            return Ordinal()
        numbers = [number(str(value)) for value in ratings.values]
        if self.level == "ordinal":
            return Ordinal(numbers)
        return Interval(numbers) if self.level == "interval" else Ratio(numbers)

    def _check_set(self, codes: Collection[str], line: int) -> None:
        if "" in codes or len(set(codes)) < len(codes):
            self._refuse(
                "In der Menge steht ein Code zweimal oder ein leerer Code.",
                "Jeden Code einmal nennen und mit „|“ trennen.",
                line,
            )

    def _named(self, code: str, line: int) -> str:
        """The category that is meant; without named categories the code itself."""
        if self.known and code not in self.known:
            self._refuse(
                f"Den Code „{code}“ gibt es nicht.",
                f"Möglich sind {listed(self.categories or ())}.",
                line,
            )
        return self.known.get(code, code)

    def _check_number(self, value: str, line: int) -> None:
        if self.level == "nominal" or (self.level == "ordinal" and self.known):
            return
        if not _NUMBER.fullmatch(value):
            self._refuse(
                f"„{value}“ ist keine Zahl; das Niveau „{self.level}“ braucht Zahlen.",
                "Zahlen eintragen oder bei „ordinal“ die Rangfolge mit --categories nennen.",
                line,
            )
        if self.level == "ratio" and number(value) < 0:
            self._refuse(
                f"{value} ist negativ; das Niveau „ratio“ hat einen wahren Nullpunkt.",
                "Das Niveau „interval“ wählen oder den Wert berichtigen.",
                line,
            )

    def _refuse(self, cause: str, way_out: str, line: int) -> NoReturn:
        raise WrongData(cause, way_out, file=self.file, line=line)


def number(value: str) -> float:
    """A number with a decimal point or comma."""
    return float(value.replace(",", "."))


def listed(names: Sequence[str], *, most: int = 6) -> str:
    """A few names in German quotation marks, the rest counted."""
    shown = ", ".join(f"„{name}“" for name in names[:most])
    return shown if len(names) <= most else f"{shown} und {len(names) - most} weitere"
