"""Frames and samples as files: who can be drawn, who was drawn."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from roterfaden.study import tabular
from roterfaden.study.troubles import WrongData

YES = frozenset({"1", "ja", "j", "yes", "y", "true", "wahr", "x"})
CROSSED = " / "
"""Between the parts of a stratum that crosses several columns."""
NO = frozenset({"0", "nein", "n", "no", "false", "falsch", "-"})


class Member(NamedTuple):
    """One element of the frame; the id is text, leading zeros count."""

    id: str
    stratum: str | None = None


@dataclass(frozen=True)
class Frame:
    """All that can be drawn, in any order."""

    members: tuple[Member, ...]
    stratified: bool = False
    name: str = "Auswahlgesamtheit"
    left_out: int = 0

    def fingerprint(self) -> str:
        """Give the SHA-256 of the sorted ids with their strata, to recognise the frame by."""
        lines = [f"{id_}\x1f{stratum or ''}\n" for id_, stratum in self.members]
        lines.sort()
        return hashlib.sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class Drawn:
    """One drawn element; ``draw`` counts from 1 in drawn order."""

    draw: int
    id: str
    stratum: str | None = None


def read_frame(
    path: Path,
    *,
    id_column: str,
    strata_column: str | None = None,
    protected_column: str | None = None,
    with_protected: bool = False,
) -> Frame:
    """Read a frame from CSV or Parquet.

    ``strata_column`` may name several columns, parted by commas; their values are crossed.
    ``protected_column`` marks protected cases by yes or no; they are left out and counted unless
    the project's permission covers them (``with_protected``).

    Raises WrongData with the line for missing columns, empty or doubled ids, empty strata.
    """
    strata = _strata_columns(strata_column)
    columns = [id_column, *strata, *([protected_column] if protected_column else [])]
    seen: dict[str, int] = {}
    members, left_out = [], 0
    for line, values in _rows(path, columns):
        id_ = values[0]
        if not id_ or id_ in seen:
            raise _not_new(id_, seen, line, path)
        seen[id_] = line
        stratum = _stratum(values[1:], strata, line, path) if strata else None
        if protected_column and yes(values[-1], path, line) and not with_protected:
            left_out += 1
        else:
            members.append(Member(id_, stratum))
    if not members:
        raise WrongData("Niemand steht in der Datei.", "Eine Zeile je Person.", file=str(path))
    return Frame(tuple(members), bool(strata_column), str(path), left_out)


def read_sample(path: Path) -> tuple[Drawn, ...]:
    """Read a sample file ``draw,id[,stratum]`` in drawn order; draws are 1, 2, 3 …, no gap."""
    table = tabular.read(path)
    columns = ("draw", "id", "stratum") if table.has("stratum") else ("draw", "id")
    drawn: dict[int, Drawn] = {}
    seen: dict[str, int] = {}
    for line, values in table.rows(*columns):
        if not values[1] or values[1] in seen:
            raise _not_new(values[1], seen, line, path)
        seen[values[1]] = line
        number = tabular.whole(values[0])
        if not number or number in drawn:
            raise WrongData(
                f"Die Ziehungsnummer „{values[0]}“ fehlt, ist keine Zahl ab 1 oder steht doppelt.",
                "Die Datei so lassen, wie `roterfaden study sample` sie schrieb.",
                file=str(path),
                line=line,
            )
        drawn[number] = Drawn(number, values[1], values[2] if len(values) > 2 else None)
    missing = next((number for number in range(1, len(drawn) + 1) if number not in drawn), None)
    if missing or not drawn:
        raise WrongData(
            f"Die Ziehungsnummer {missing or 1} fehlt.",
            "Die Liste ohne Lücken ab 1 verwenden; wer fehlt, verschiebt das Ergebnis.",
            file=str(path),
        )
    return tuple(drawn[number] for number in sorted(drawn))


def write_sample(path: Path, drawn: tuple[Drawn, ...]) -> None:
    """Write ``draw,id[,stratum]``; whole or not at all."""
    stratified = any(one.stratum is not None for one in drawn)
    header = ("draw", "id", "stratum") if stratified else ("draw", "id")
    rows = ((one.draw, one.id, one.stratum or "")[: len(header)] for one in drawn)
    tabular.write(path, header, rows)


def yes(value: str, path: Path, line: int | None) -> bool:
    """Read yes or no in German or English, as word or digit."""
    if value.casefold() in YES:
        return True
    if value.casefold() in NO:
        return False
    raise WrongData(
        f"„{value}“ ist weder ja noch nein.", "ja oder nein eintragen.", file=str(path), line=line
    )


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    if path.suffix.casefold() == ".parquet":
        return _parquet_rows(path, columns)
    return tabular.read(path).rows(*columns)


def _parquet_rows(path: Path, columns: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows of a Parquet file; the line is the number of the row."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(path, columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise WrongData(
            f"Die Datei ist nicht lesbar ({type(error).__name__}).", "Datei prüfen.", file=str(path)
        ) from None
    missing = next((one for one in columns if one not in table.column_names), None)
    if missing:
        raise WrongData(f"Die Spalte „{missing}“ fehlt.", "Die richtige nennen.", file=str(path))
    values = [
        ["" if one is None else str(one) for one in table[column].to_pylist()] for column in columns
    ]
    return enumerate(zip(*values, strict=True), 1)


def _not_new(id_: str, seen: Mapping[str, int], line: int, path: Path) -> WrongData:
    if not id_:
        return WrongData("Die Kennung fehlt.", "Sie eintragen.", file=str(path), line=line)
    return WrongData(
        f"Die Kennung „{id_}“ steht schon in Zeile {seen[id_]}.",
        "Jede Person genau einmal aufnehmen, sonst wird sie doppelt so oft gezogen.",
        file=str(path),
        line=line,
    )


def _strata_columns(given: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in given.split(",") if one.strip()) if given else ()


def _stratum(values: Sequence[str], columns: Sequence[str], line: int, path: Path) -> str:
    """The stratum of a line; several columns are crossed."""
    for column, value in zip(columns, values, strict=False):
        if not value:
            raise WrongData(
                f"Die Schicht (Spalte „{column}“) fehlt.",
                "Eintragen, und sei es „unbekannt“.",
                file=str(path),
                line=line,
            )
    return CROSSED.join(values[: len(columns)])
