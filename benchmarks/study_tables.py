"""All plans: the three dimensions' tables for 2,838,025 documents, from every place they may lie.

Beside it, in the same run, what one would write otherwise: pandas and DuckDB on long rows
``document_id, dimension, code``. Every engine must give the same tables before it is timed.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg

from benchmarks.figures import Figure
from benchmarks.loading import database
from roterfaden.study import codebook, masks, population
from roterfaden.study.tables import Counted, count

PEOPLE = 2_838_025
BOOK = codebook.delivered()[0]
ORDERS = {dimension.id: dimension.order() for dimension in BOOK}
Tables = dict[str, Counted]


def run() -> dict[str, Figure]:
    """Tables from masks, Parquet, long rows and PostgreSQL, and the invented population."""
    everyone = population.invent(PEOPLE, 1, share=1.1)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        inventing = seconds(lambda: _invent(place / "invented"), times=1)
        population.write(everyone, place / "people")
        long = _write_rows(everyone, place / "rows.parquet")
        found = _from_memory(everyone)
        return (
            _in_memory(everyone, long, found)
            | _in_parquet(place, found)
            | {"study: population invented": Figure(inventing, "s", target=60)}
            | _in_postgres(everyone, found)
        )


def tables(histograms: dict[str, dict[int, int]]) -> Tables:
    """Frequencies and relations of each dimension."""
    return {name: count(histograms[name], order) for name, order in ORDERS.items()}


def seconds(work: Callable[[], Any], times: int = 5) -> float:
    """The median of several runs."""
    measured = []
    for _ in range(times):
        begun = perf_counter()
        work()
        measured.append(perf_counter() - begun)
    return median(measured)


def _invent(folder: Path) -> None:
    population.write(population.invent(PEOPLE, 1), folder)


def _from_memory(everyone: population.Population) -> Tables:
    return tables({name: masks.histogram(one) for name, one in everyone.first.items()})


def _write_rows(everyone: population.Population, path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.table(population.long_rows(everyone)).sort_by("document_id")
    pq.write_table(rows, path, compression="zstd")
    return rows.to_pandas(strings_to_categorical=True)


def _in_memory(everyone: population.Population, long: Any, found: Tables) -> dict[str, Figure]:
    assert _of_pandas(long) == found
    ours = seconds(lambda: _from_memory(everyone))
    theirs = seconds(lambda: _of_pandas(long), times=1)
    name = "study: tables of 2,838,025 documents"
    return {
        f"{name}, masks": Figure(1000 * ours, "ms", 1000 * theirs, "pandas on long rows", target=60)
    }


def _of_pandas(long: Any) -> Tables:
    """What one would write with pandas: the set of codes of each document, counted."""
    found = {}
    for name, order in ORDERS.items():
        rows = long[long["dimension"] == name]
        bits = rows["code"].map({"": 0} | {c: 1 << n for n, c in enumerate(order)}).astype("int64")
        summed = bits.groupby(rows["document_id"]).sum()
        found[name] = summed.value_counts().to_dict()
    return tables(found)


def _in_parquet(place: Path, found: Tables) -> dict[str, Figure]:
    columns = [f"{name}_a" for name in ORDERS]

    def from_masks() -> Tables:
        table = population.read_parquet(place / "people" / "population.parquet")
        counted = population.histograms(table, columns)
        return tables({name: counted[f"{name}_a"] for name in ORDERS})

    def from_rows() -> Tables:
        table = population.read_parquet(place / "rows.parquet")
        return tables(population.from_rows(table, ORDERS))

    assert from_masks() == from_rows() == _of_duckdb(place / "rows.parquet") == found
    theirs = seconds(lambda: _of_duckdb(place / "rows.parquet"), times=2)
    against = "DuckDB on long rows"
    return {
        "study: tables from Parquet, masks": Figure(
            seconds(from_masks), "s", theirs, against, target=2
        ),
        "study: tables from Parquet, long rows": Figure(
            seconds(from_rows, times=2), "s", theirs, against
        ),
    }


def _of_duckdb(path: Path) -> Tables:
    """What one would write in SQL: the codes of each document as one number, counted."""
    import duckdb

    bits = ", ".join(
        f"('{name}', '{code}', {bit})"
        for name, order in ORDERS.items()
        for code, bit in [("", 0), *((c, 1 << place) for place, c in enumerate(order))]
    )
    query = (
        "SELECT dimension, mask, count(*) FROM ("  # noqa: S608  codes of the delivered codebook
        "  SELECT document_id, dimension, bit_or(bit) AS mask FROM read_parquet($1)"
        f"  JOIN (VALUES {bits}) AS bits(dimension, code, bit) USING (dimension, code)"
        "  GROUP BY document_id, dimension) GROUP BY dimension, mask"
    )
    rows = duckdb.execute(query, [str(path)]).fetchall()
    found: dict[str, dict[int, int]] = {name: {} for name in ORDERS}
    for name, mask, documents in rows:
        found[name][mask] = documents
    return tables(found)


def _in_postgres(everyone: population.Population, found: Tables) -> dict[str, Figure]:
    """Streamed in a process of its own, whose largest memory is what counts."""
    with database.own("study_tables") as url:
        _fill(url, everyone)
        call = [sys.executable, "-m", "benchmarks.study_tables", url]
        told = subprocess.run(call, stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    assert told[2] == str(hash_of(found))
    name = "study: tables streamed from PostgreSQL"
    return {
        f"{name}, memory": Figure(float(told[1]), "MB", target=1000),
        f"{name}, time": Figure(float(told[0]), "s"),
    }


def _fill(url: str, everyone: population.Population) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        columns = ", ".join(f"{name} smallint" for name in ORDERS)
        connection.execute(f"CREATE TABLE masks ({columns})")
        rows = zip(*(everyone.first[name].tolist() for name in ORDERS), strict=True)
        with connection.cursor() as cursor, cursor.copy("COPY masks FROM STDIN") as copy:
            for row in rows:
                copy.write("\t".join(map(str, row)) + "\n")


def hash_of(found: Tables) -> int:
    """A number that is the same for the same tables in every process."""
    import zlib

    return zlib.crc32(repr(sorted(found.items())).encode())


def stream(url: str) -> None:
    """Stream the table and print seconds, largest memory in MB and the tables' number."""
    with psycopg.connect(url) as connection:
        begun = perf_counter()
        found = tables(population.from_postgres(connection, "SELECT * FROM masks", list(ORDERS)))
        taken = perf_counter() - begun
    print(f"{taken:.3f} {_largest():.0f} {hash_of(found)}")


def _largest() -> float:
    """The largest memory of this program in MB; ``ru_maxrss`` would count its parent's, too."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    stream(sys.argv[1])
