"""Spark in local mode gives the figures that DuckDB and plain masks give."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roterfaden.study import codebook, masks, population
from roterfaden.study.agreement import joint as joints
from roterfaden.study.tables import count

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"
)

BOOK = codebook.delivered()[0]
NAMES = [dimension.id for dimension in BOOK]
PEOPLE = population.invent(5000, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return population.write(PEOPLE, tmp_path_factory.mktemp("spark") / "people")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    import ibis
    from pyspark.sql import SparkSession

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
    builder = SparkSession.builder.master("local[2]").appName("study")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield ibis.pyspark.connect(session)
    session.stop()


@pytest.fixture(scope="module")
def table(spark: Any, folder: Path) -> Any:
    return population.read_parquet(folder / "population.parquet", spark)


def test_tables_are_the_same(table: Any, folder: Path) -> None:
    columns = [f"{name}_a" for name in NAMES]
    on_spark = population.histograms(table, columns, where="has_plan")
    here = population.read_parquet(folder / "population.parquet")
    assert on_spark == population.histograms(here, columns, where="has_plan")
    plans, _ = PEOPLE.of_plans()
    for dimension in BOOK:
        mine = count(masks.histogram(plans[dimension.id]), dimension.order(), min_count=2)
        assert count(on_spark[f"{dimension.id}_a"], dimension.order(), min_count=2) == mine


def test_the_joint_histogram_is_the_same(table: Any) -> None:
    first, second = PEOPLE.of_plans()
    on_spark = population.joint(table, ["goals_a", "goals_b"], where="has_plan")
    assert cells(on_spark) == cells(joints.of_masks(first["goals"], second["goals"]))


def test_long_rows_give_the_same(spark: Any, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = population.long_rows(PEOPLE)
    pq.write_table(pa.table(rows), tmp_path / "rows.parquet")
    orders = {dimension.id: dimension.order() for dimension in BOOK}
    found = population.from_rows(spark.read_parquet(str(tmp_path / "rows.parquet")), orders)
    plans, _ = PEOPLE.of_plans()
    assert found == {name: masks.histogram(plans[name]) for name in NAMES}


def cells(joint: joints.Joint) -> dict[tuple[int, ...], float]:
    return {
        tuple(row): documents
        for row, documents in zip(joint.masks.tolist(), joint.documents.tolist(), strict=True)
    }
