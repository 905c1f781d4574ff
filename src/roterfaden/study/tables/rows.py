"""Coded rows counted by set; Parquet is counted by DuckDB, so that millions take seconds."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roterfaden.study.codebook import MOST_CATEGORIES
from roterfaden.study.troubles import WrongData

_COUNT = """
SELECT sets, count(*), count(*) FILTER (WHERE rows <> bit_count(sets)),
  count(*) FILTER (WHERE coalesce(document_id::VARCHAR, '') = '')
FROM (
  SELECT document_id, bit_or(bit) AS sets, count(*) AS rows
  FROM read_parquet($1) AS coded JOIN places ON coalesce(coded.code::VARCHAR, '') = places.code
  GROUP BY document_id
) GROUP BY sets
"""


@dataclass(frozen=True)
class Rows:
    """What a file holds: how many documents have which codes, and where each code first stands.

    Bit 0 of a set is the empty code, bit n the n-th code of ``lines``. ``ids`` are the documents;
    None where the file is too large to keep them.
    """

    path: Path
    sets: Mapping[int, int]
    lines: Mapping[str, int | None]
    ids: Collection[str] | None

    @property
    def documents(self) -> int:
        return sum(self.sets.values())

    def histogram(self, place: Callable[[str], int]) -> dict[int, int]:
        """How many documents have each mask, when ``place`` says which bit a code is."""
        moved = [1 << place(code) for code in self.lines]
        found: Counter[int] = Counter()
        for bits, documents in self.sets.items():
            mask = sum(bit for at, bit in enumerate(moved, 1) if bits >> at & 1)
            found[mask] += documents
        return dict(sorted(found.items()))


def read_parquet(path: Path) -> Rows:
    """Rows ``document_id, code`` of a Parquet file; raises ``WrongData``."""
    import duckdb

    if not path.is_file():
        raise WrongData("Die Datei gibt es nicht.", "Pfad und Rechte prüfen.", file=str(path))
    with duckdb.connect() as connection:
        try:
            codes = _codes(connection, path)
            counted = connection.execute(_COUNT, [str(path)]).fetchall()
        except duckdb.Error as error:
            missing = isinstance(error, duckdb.BinderException)
            raise WrongData(
                "Eine Spalte fehlt." if missing else f"Unlesbar: {str(error).splitlines()[0]}",
                "Eine Parquet-Datei mit den Spalten document_id und code angeben.",
                file=str(path),
            ) from None
    _check(path, counted)
    sets = {bits: documents for bits, documents, _, _ in counted}
    return Rows(path, sets, dict.fromkeys(codes), None)


def _codes(connection: Any, path: Path) -> list[str]:
    """The codes by name; beside it the table ``places`` says which bit each one is."""
    found = connection.execute(
        "SELECT DISTINCT coalesce(code::VARCHAR, '') FROM read_parquet($1)", [str(path)]
    )
    codes = sorted(code for (code,) in found.fetchall() if code)
    if len(codes) > MOST_CATEGORIES:
        raise WrongData(
            f"Es sind {len(codes)} verschiedene Kategorien; das ist zu viel.",
            "Prüfen, ob „code“ wirklich Kategorien enthält; sonst je Dimension eine Datei.",
            file=str(path),
        )
    connection.execute("CREATE TABLE places (code VARCHAR, bit UBIGINT)")
    places = [[code, 1 << place] for place, code in enumerate(["", *codes])]
    connection.executemany("INSERT INTO places VALUES (?, ?)", places)
    return codes


def _check(path: Path, counted: list[tuple[int, int, int, int]]) -> None:
    doubled = sum(row[2] for row in counted)
    both = sum(documents for bits, documents, _, _ in counted if bits & 1 and bits > 1)
    nameless = sum(row[3] for row in counted)
    for number, cause, way_out in (
        (nameless, "Zeilen haben keine Kennung.", "In „document_id“ die Kennung eintragen."),
        (doubled, "Dokumente haben doppelte Zeilen.", "Jede Zeile nur einmal schreiben."),
        (
            both,
            "Dokumente haben Kategorien und zugleich eine Zeile ohne Kategorie.",
            "Die Zeilen ohne Kategorie streichen.",
        ),
    ):
        if number:
            raise WrongData(f"{number} {cause}", way_out, file=str(path))
