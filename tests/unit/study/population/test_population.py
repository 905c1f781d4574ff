"""An invented population, and every engine with the same figures."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from roterfaden.cli.study import study
from roterfaden.study import codebook, masks, population, sampling
from roterfaden.study.agreement import joint as joints
from roterfaden.study.tables import count
from roterfaden.study.troubles import WrongData

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

BOOK = codebook.delivered()[0]
NAMES = [dimension.id for dimension in BOOK]
PEOPLE = population.invent(20_000, 7)
PLANS, SECOND = PEOPLE.of_plans()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return population.write(PEOPLE, tmp_path_factory.mktemp("population") / "people")


def test_the_same_seed_gives_the_same_people_for_ever() -> None:
    again = population.invent(20_000, 7)
    assert all((again.first[n] == PEOPLE.first[n]).all() for n in NAMES)
    assert PEOPLE.first["goals"][:12].tolist() == [0, 0, 0, 0, 1, 0, 0, 3, 3, 1, 57, 0]


def test_categories_occur_as_often_as_in_the_report() -> None:
    goals = BOOK.dimension("goals")
    counted = count(masks.histogram(PLANS["goals"]), goals.order())
    shares = {row.code: (row.documents or 0) / counted.documents for row in counted.frequency}
    assert shares["work"] == pytest.approx(0.82, abs=0.01)
    assert shares["jobcentre"] == pytest.approx(0.05, abs=0.01)
    assert PEOPLE.has_plan.mean() == pytest.approx(99 / 160, abs=0.01)


def test_without_a_plan_nothing_is_coded() -> None:
    assert all((one[~PEOPLE.has_plan] == 0).all() for one in PEOPLE.first.values())
    assert all((one[~PEOPLE.has_plan] == 0).all() for one in PEOPLE.second.values())


def test_the_second_coder_differs_now_and_then() -> None:
    differing = (PLANS["goals"] != SECOND["goals"]).mean()
    assert differing == pytest.approx(0.14, abs=0.02)


def test_parquet_gives_the_figures_of_plain_masks(folder: Path) -> None:
    table = population.read_parquet(folder / "population.parquet")
    found = population.histograms(table, [f"{name}_a" for name in NAMES], where="has_plan")
    assert found == {f"{name}_a": masks.histogram(PLANS[name]) for name in NAMES}


def test_parquet_gives_the_joint_histogram(folder: Path) -> None:
    table = population.read_parquet(folder / "population.parquet")
    found = population.joint(table, ["goals_a", "goals_b"], where="has_plan")
    assert cells(found) == cells(joints.of_masks(PLANS["goals"], SECOND["goals"]))


def test_long_rows_give_the_figures_of_plain_masks(tmp_path: Path) -> None:
    rows = pa.table(population.long_rows(PEOPLE))
    doubled = pa.concat_tables([rows, rows.slice(0, 100)])
    pq.write_table(doubled, tmp_path / "rows.parquet")
    table = population.read_parquet(tmp_path / "rows.parquet")
    found = population.from_rows(table, {d.id: d.order() for d in BOOK})
    assert found == {name: masks.histogram(PLANS[name]) for name in NAMES}


def test_an_unknown_code_in_long_rows_is_refused(tmp_path: Path) -> None:
    rows = {"document_id": [1, 2], "dimension": ["goals", "goals"], "code": ["work", "wrk"]}
    pq.write_table(pa.table(rows), tmp_path / "rows.parquet")
    table = population.read_parquet(tmp_path / "rows.parquet")
    with pytest.raises(WrongData, match="1 Zeilen mit unbekannter Kategorie"):
        population.from_rows(table, {"goals": BOOK.dimension("goals").order()})


def test_a_missing_column_is_named(folder: Path) -> None:
    table = population.read_parquet(folder / "population.parquet")
    with pytest.raises(WrongData, match="„ziele“ fehlt"):
        population.histograms(table, ["ziele"])


def test_missing_masks_are_passed_over_and_kept_apart(tmp_path: Path) -> None:
    values = {"a": pa.array([1, 1, None], pa.uint8()), "b": pa.array([1, None, 2], pa.uint8())}
    pq.write_table(pa.table(values), tmp_path / "m.parquet")
    table = population.read_parquet(tmp_path / "m.parquet")
    assert population.histograms(table, ["a"]) == {"a": {1: 2}}
    assert cells(population.joint(table, ["a", "b"])) == {(1, 1): 1, (1, -1): 1, (-1, 2): 1}


def test_the_command_makes_a_frame_to_draw_from(tmp_path: Path) -> None:
    out = tmp_path / "people"
    call = ["demo-population", "--people", "500", "--seed", "3", "--out", str(out)]
    assert CliRunner().invoke(study, call, catch_exceptions=False).exit_code == 0
    frame = sampling.read_frame(out / "frame.csv", id_column="id", strata_column="kind")
    drawn = sampling.draw(frame, size=60, seed=1).drawn
    found = sampling.read_found(out / "has.csv", drawn)
    walked = sampling.walk(drawn, found.has, stop=20)
    assert walked.stopped
    assert codebook.read(out / "codebook.yml") == BOOK


def test_a_folder_in_use_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = CliRunner().invoke(study, ["demo-population", "--people", "5", "--out", str(tmp_path)])
    assert isinstance(result.exception, WrongData)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_weights_name_their_source() -> None:
    weights = Path(population.__file__).with_name("weights.json").read_text("utf-8")
    assert "10.48720/IAB.FB.2602" in json.loads(weights)["source"]


def cells(joint: joints.Joint) -> dict[tuple[int, ...], float]:
    return {
        tuple(row): documents
        for row, documents in zip(joint.masks.tolist(), joint.documents.tolist(), strict=True)
    }
