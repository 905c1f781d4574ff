"""Histograms of masks from wherever the masks lie: memory, Parquet, a cluster, PostgreSQL.

Each engine counts how many documents have each mask, or each pair of masks; tables and
coefficients follow from these few hundred numbers by the same functions as for a hundred plans.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from roterfaden.study.agreement.joint import Joint
from roterfaden.study.troubles import WrongData

Histograms = dict[str, dict[int, int]]
_AT_A_TIME = 10_000


def read_parquet(path: Path | str, connection: Any = None) -> Any:
    """An Ibis table over Parquet files, on DuckDB or on the connection given (Spark, say)."""
    import ibis

    engine = connection or ibis.duckdb.connect()
    return engine.read_parquet(str(path))


def histograms(table: Any, columns: Sequence[str], *, where: str | None = None) -> Histograms:
    """For each column of masks how many rows have each mask; ``where`` names a yes-no column.

    One pass: rows are counted by all masks together, the single columns are added up from that.
    """
    counted = _counted(table, list(columns), where)
    found: Histograms = {column: {} for column in columns}
    for *masks, documents in counted:
        for column, mask in zip(columns, masks, strict=True):
            found[column][mask] = found[column].get(mask, 0) + documents
    return {column: dict(sorted(one.items())) for column, one in found.items()}


def joint(table: Any, columns: Sequence[str], *, where: str | None = None) -> Joint:
    """How many rows have each combination of the coders' masks; a mask may be missing."""
    rows = sorted(_counted(table, list(columns), where, missing=True), key=str)
    return Joint.of({tuple(masks): documents for *masks, documents in rows}, len(columns))


def _counted(
    table: Any, columns: list[str], where: str | None, *, missing: bool = False
) -> list[list[Any]]:
    import ibis

    absent = [column for column in columns if column not in table.columns]
    if absent:
        raise WrongData(
            f"Die Spalte „{absent[0]}“ fehlt. Vorhanden: {', '.join(table.columns)}.",
            "Die Spalten mit Masken nennen.",
        )
    if where:
        table = table.filter(table[where])
    if not missing:
        table = table.filter([table[column].notnull() for column in columns])
    counted = table.group_by(columns).aggregate(documents=ibis._.count()).to_pyarrow()
    values = [counted.column(name).to_pylist() for name in (*columns, "documents")]
    return [list(row) for row in zip(*values, strict=True)]


def from_rows(
    table: Any, orders: Mapping[str, Sequence[str]], *, columns: Sequence[str] = ()
) -> Histograms:
    """The same from long rows ``document_id, dimension, code``; an empty code is an empty set.

    ``columns`` gives other names for the three. Rows of other dimensions are passed over.
    Raises ``WrongData`` for a code that the order of its dimension lacks.
    """
    import ibis

    document, dimension, code = columns or ("document_id", "dimension", "code")
    places = [
        {"place_of": name, "value": value, "bit": bit}
        for name, order in orders.items()
        for value, bit in [("", 0), *((c, 1 << place) for place, c in enumerate(order))]
    ]
    bits = ibis.memtable(places)
    rows = table.filter(table[dimension].isin(list(orders)))
    rows = rows.mutate(value=rows[code].fill_null(""))
    together = _knows_bit_or(table)
    if not together:
        rows = rows.select(document, dimension, "value").distinct()
    joined = rows.left_join(bits, [rows[dimension] == bits.place_of, rows.value == bits.value])
    masks = joined.group_by([dimension, document]).aggregate(
        mask=ibis._.bit.bit_or() if together else ibis._.bit.sum(),
        unknown=ibis._.bit.isnull().sum(),
    )
    counted = masks.group_by([dimension, "mask"]).aggregate(
        documents=ibis._.count(), unknown=ibis._.unknown.sum()
    )
    found: Histograms = {name: {} for name in orders}
    for row in counted.to_pyarrow().to_pylist():
        if row["unknown"]:
            raise WrongData(
                f"In „{row[dimension]}“ stehen {row['unknown']} Zeilen mit unbekannter Kategorie.",
                "Die Kategorien mit dem Kategoriensystem vergleichen.",
            )
        found[row[dimension]][row["mask"]] = row["documents"]
    return {name: dict(sorted(one.items())) for name, one in found.items()}


def _knows_bit_or(table: Any) -> bool:
    """Ibis cannot say it to Spark; there doubled rows go first, and the bits are added."""
    return bool(table.get_backend().has_operation(_bit_or()))


def _bit_or() -> Any:
    from ibis.expr.operations import BitOr

    return BitOr


def from_postgres(connection: Any, query: str, columns: Sequence[str]) -> Histograms:
    """The same from PostgreSQL: counted where the rows lie, streamed by a server-side cursor.

    ``connection`` is one of psycopg 3, ``query`` gives the columns of masks as whole numbers;
    a missing mask (NULL) is passed over. Memory grows with the number of different masks alone,
    here and in the server. The query is the caller's own and never made of input.
    """
    from psycopg import sql

    picked = sql.SQL(", ").join(map(sql.Identifier, columns))
    text = sql.SQL("SELECT {}, count(*) FROM ({}) AS masks GROUP BY {}").format(
        picked, sql.SQL(query), picked
    )
    counts: Histograms = {column: {} for column in columns}
    with connection.transaction(), connection.cursor(name="roterfaden_masks") as cursor:
        cursor.itersize = _AT_A_TIME
        cursor.execute(text)
        for *masks, documents in cursor:
            for column, mask in zip(columns, masks, strict=True):
                if mask is not None:
                    counts[column][mask] = counts[column].get(mask, 0) + documents
    return {column: dict(sorted(one.items())) for column, one in counts.items()}
