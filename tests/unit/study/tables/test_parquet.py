"""Coded rows in Parquet give what the same rows in CSV give."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from roterfaden.cli.study import study
from roterfaden.study.troubles import WrongData

ROWS = [("1", "A"), ("1", "B"), ("2", "A"), ("3", "Sonstiges"), ("4", None)]


def written(folder: Path, rows: Sequence[tuple[str | None, str | None]]) -> Path:
    documents, codes = zip(*rows, strict=True)
    table = pa.table(
        {"document_id": pa.array(documents), "code": pa.array(codes), "x": [0] * len(rows)}
    )
    pq.write_table(table, folder / "coded.parquet")
    return folder / "coded.parquet"


def call(path: Path, *options: str) -> Result:
    return CliRunner().invoke(study, ["tables", str(path), "--format", "json", *options])


def data(path: Path, *options: str) -> Any:
    result = call(path, *options)
    assert result.exception is None
    return json.loads(result.output)


def test_parquet_and_csv_give_the_same_tables(tmp_path: Path) -> None:
    rows = "".join(f"{document},{code or ''}\n" for document, code in ROWS)
    (tmp_path / "coded.csv").write_text(f"document_id,code\n{rows}", "utf-8")
    options = ("--min-count", "2", "--documents", "9")
    assert data(written(tmp_path, ROWS), *options) == data(tmp_path / "coded.csv", *options)


def test_a_codebook_orders_parquet_too(tmp_path: Path) -> None:
    (tmp_path / "buch.yml").write_text("[B, A, C, Sonstiges]", "utf-8")
    found = data(written(tmp_path, ROWS), "--order", str(tmp_path / "buch.yml"))
    assert [row["code"] for row in found["frequency"]] == ["A", "B", "C", "Sonstiges"]


def test_ids_and_codes_may_be_numbers_and_codes_as_many_as_a_codebook_has(tmp_path: Path) -> None:
    numbers = list(range(63))
    pq.write_table(pa.table({"document_id": numbers, "code": numbers}), tmp_path / "c.parquet")
    assert len(data(tmp_path / "c.parquet")["frequency"]) == 63


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"doc": ["1"], "code": ["A"]}), tmp_path / "c.parquet")
    assert "Eine Spalte fehlt" in str(call(tmp_path / "c.parquet").exception)


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ([*ROWS, ("1", "A")], "doppelte"),
        ([*ROWS, ("4", "A")], "ohne Kategorie"),
        ([*ROWS, (None, "A")], "keine Kennung"),
        ([*ROWS, ("", "A")], "keine Kennung"),
    ],
)
def test_wrong_rows_are_refused(
    tmp_path: Path, rows: Sequence[tuple[str | None, str | None]], cause: str
) -> None:
    error = call(written(tmp_path, rows)).exception
    assert isinstance(error, WrongData)
    assert cause in error.cause


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "coded.parquet").write_text("document_id,code\n", "utf-8")
    assert isinstance(call(tmp_path / "coded.parquet").exception, WrongData)
    assert isinstance(call(tmp_path / "none.parquet").exception, WrongData)
