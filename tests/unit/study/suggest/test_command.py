"""``roterfaden study suggest`` and the agreement of a project, on a folder of files."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from roterfaden.cli.study.agreement import agreement
from roterfaden.cli.study.suggesting import suggest
from roterfaden.study import codebook, trail
from roterfaden.study.codebook import Category, Codebook, Dimension
from roterfaden.study.troubles import WrongData
from tests.unit.study.suggest.plans import GOALS, plans

USES = Dimension(
    "uses",
    "Einsatz",
    "passage",
    categories=(Category("summary", "Zusammenfassung"), Category("review", "Rückblick")),
)
BOOK = Codebook("b", "Buch", "1.0", "published", "de", "", "", (GOALS, USES))
HEADER = ["document_id", "dimension", "code", "start", "end"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty documents of which two coders agree on forty; passages in ten of them."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "documents").mkdir()
    (folder / "codings").mkdir()
    (folder / "project.yml").write_text("title: Erfunden\ncoders: [A, B]\n", encoding="utf-8")
    (folder / "codebook.yml").write_text(codebook.write(BOOK), encoding="utf-8")
    texts, final = plans(60)
    for name, text in texts.items():
        plan = {"id": name, "kind": "plan", "rubrics": {"goal": [text]}}
        (folder / "documents" / f"{name}.json").write_text(json.dumps(plan), encoding="utf-8")
    for coder, last in (("A", 6), ("B", 9)):
        rows = [
            [name, "goals", code, "", ""]
            for name in list(final)[:40]
            for code in final[name] or [""]
        ]
        rows += [[name, "uses", "summary", "0", str(last)] for name in list(final)[1:11]]
        with (folder / "codings" / f"{coder}.csv").open("w", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADER, *rows])
    return folder


def test_suggestions_go_into_a_file_and_the_check_to_the_reader(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "suggestions.csv"
    options = [str(project), "--dimension", "goals", "--out", str(out), "--most", "5"]
    result = CliRunner().invoke(suggest, options)
    assert result.exit_code == 0, result.output
    assert "Modell und endgültige Codierung, 40 Dokumente" in result.stdout
    assert "Als Nächstes codieren (20 offen" in result.stdout
    with out.open(encoding="utf-8") as file:
        documents = {row["document_id"] for row in csv.DictReader(file)}
    assert len(documents) == 5
    assert documents <= {f"{at:03}" for at in range(40, 60)}
    assert trail.read(project / "audit.jsonl")[-1].action == "suggested"


def test_programs_get_the_check_as_one_object(project: Path) -> None:
    result = CliRunner().invoke(suggest, [str(project), "--dimension", "Ziele", "--format", "json"])
    found = json.loads(result.stdout)
    assert list(found) == ["goals"]
    assert found["goals"]["documents"] == 40
    assert set(found["goals"]["sets"]["krippendorff_alpha"]) == {"value", "ci95", "why"}
    assert list(found["goals"]["not_learned"]) == ["family"]


def test_nothing_is_written_where_nothing_can_be_learned(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "suggestions.csv"
    with pytest.raises(WrongData):
        CliRunner().invoke(suggest, [str(project), "--out", str(out)], catch_exceptions=False)
    assert not out.exists()


def test_a_project_shows_every_category_and_its_passages(project: Path) -> None:
    said = CliRunner().invoke(agreement, [str(project)]).stdout
    assert "Ziele: A und B" in said
    assert "Alle Kategorien (Mengen)" in said
    assert "Einsatz, Stellen in 10 Dokumenten" in said
    assert "Alle Dimensionen zusammen" in said


def test_a_project_gives_programs_documents_and_passages(project: Path) -> None:
    options = [str(project), "--format", "json", "--bootstrap", "200"]
    found = json.loads(CliRunner().invoke(agreement, options).stdout)
    goals, uses = found["dimensions"]["goals"], found["dimensions"]["uses"]
    assert goals["passages"] is None
    assert goals["sets"]["units"] == 40
    summary = uses["passages"]["categories"]["summary"]
    assert summary["passages"] == 20
    assert summary["jaccard"] == pytest.approx(6 / 9)
    assert summary["cohen_kappa"]["ci95"] is not None
    assert 0 < summary["unitised_alpha"]["value"] < 1
    assert uses["passages"]["categories"]["review"]["unitised_alpha"]["why"]


@pytest.mark.parametrize(("start", "end"), [("3", ""), ("5", "5"), ("0", "999")])
def test_a_passage_that_is_none_is_refused(
    project: Path, tmp_path: Path, start: str, end: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    with (copy / "codings" / "A.csv").open("a", encoding="utf-8") as file:
        csv.writer(file).writerow(["020", "uses", "review", start, end])
    with pytest.raises(WrongData, match="Stelle"):
        CliRunner().invoke(agreement, [str(copy)], catch_exceptions=False)
