"""From an invented population to a report, on the command line alone."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from roterfaden.cli.study import study
from roterfaden.study import population, project
from roterfaden.study.population import practising
from roterfaden.study.troubles import WrongData


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice") / "people"
    return population.write(population.invent(2000, 1), folder)


def call(*arguments: str | Path) -> int:
    result = CliRunner().invoke(study, [str(one) for one in arguments], catch_exceptions=False)
    return result.exit_code


def test_a_drawn_project_is_reported_and_verified(people: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    assert call("demo-project", people, "--size", "80", "--stop", "30", "--out", folder) == 0
    assert call("report", folder) == 0
    assert call("verify", folder) == 0
    assert {path.name for path in (folder / "report").iterdir()} >= {"report.html", "report.pdf"}


def test_documents_say_what_their_coding_says(people: Path, tmp_path: Path) -> None:
    read = project.read(practising.write(people, tmp_path / "p", size=80, seed=1, stop=30))
    coded = read.codings["jobcentre_steps"][practising.CODERS[0]]
    assert len(read.documents) == 30
    for document in read.documents:
        assert bool(document.rubrics.get("step_jobcentre")) == bool(coded[document.id])


def test_too_few_plans_in_the_sample_are_refused(people: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongData, match="nur"):
        practising.write(people, tmp_path / "p", size=10, seed=1, stop=30)
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("content", [None, b"no Parquet"])
def test_a_folder_that_holds_no_population_is_refused(
    people: Path, tmp_path: Path, content: bytes | None
) -> None:
    copy, name = tmp_path / "copy", "population.parquet"
    shutil.copytree(people, copy)
    (copy / name).unlink()
    if content:
        (copy / name).write_bytes(content)
    with pytest.raises(WrongData, match=name):
        practising.write(copy, tmp_path / "p", size=80, seed=1, stop=30)
