"""From a folder to a report, and back: every number is recomputed."""

import json
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from pypdf import PdfReader

from roterfaden.cli.study import study
from roterfaden.study import project, sampling, trail
from roterfaden.study.project import settings as project_settings
from roterfaden.study.project.content import PictureBlock, content
from roterfaden.study.project.page import as_page
from roterfaden.study.troubles import WrongData
from tests.unit.study.project.study_folder import BEGUN, build, write
from tests.unit.study.tables.test_published_tables import BOOK, PUBLISHED

MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = build(tmp_path_factory.mktemp("study") / "project")
    project.write_report(project.read(folder), made_at=MOMENT)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build(tmp_path / "project")


@pytest.fixture
def written(tmp_path: Path, reported: Path) -> Path:
    """A copy of the project with its report, to be changed."""
    import shutil

    return Path(shutil.copytree(reported, tmp_path / "copy"))


def data(folder: Path) -> Any:
    return json.loads((folder / "report/results.json").read_text("utf-8"))


def differences(folder: Path) -> list[str]:
    return [one.where for one in project.verify(project.read(folder)).differences]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_final_coding_gives_the_published_tables(reported: Path) -> None:
    results = project.compute(project.read(reported))
    for one in results.dimensions:
        published = PUBLISHED[one.dimension.id]
        titles = {c.id: c.title for c in one.dimension.categories}
        frequency = {titles[f.code]: f.documents for f in one.counted.frequency}
        assert frequency == published["marginals"]
        listed = Counter({frozenset(r["codes"]): r["n"] for r in published["listed"]})
        found = {
            frozenset(titles[c] for c in r.codes): r.documents for r in one.counted.combinations
        }
        assert found == listed
        assert one.counted.documents_with_entries == published["documents_with_entries"]


def test_entries_by_rubric_are_those_of_the_report(reported: Path) -> None:
    assert [number for _, number in data(reported)["rubrics"]] == [100, 87, 72, 0, 15]


def test_categories_stand_by_type_kind_and_time(reported: Path) -> None:
    goals = data(reported)["dimensions"]["goals"]
    assert goals["by_type"]["documents"] == {"IIIc": 33, "IIb": 33, "Ia": 34}
    assert goals["by_kind"]["documents"] == {"gE": 75, "zkT": 25}
    assert list(goals["by_time"]["documents"])[:2] == ["2024/2", "2024/3"]
    assert sum(goals["by_time"]["cells"]["work"].values()) == 82


def test_dimensions_stand_against_each_other(reported: Path) -> None:
    between = data(reported)["between"]
    assert list(between) == [
        "goals x client_steps",
        "goals x jobcentre_steps",
        "client_steps x jobcentre_steps",
    ]
    assert between["goals x client_steps"]["documents"]["job_search"] == 44


def test_the_walk_gives_the_share_of_the_report(reported: Path) -> None:
    sample = data(reported)["sample"]
    assert (sample["checked"], sample["found"]) == (161, 100)
    assert sample["share"] == pytest.approx(99 / 160)


def test_the_first_six_tables_are_those_of_the_report(reported: Path) -> None:
    page = html.fromstring((reported / "report/report.html").read_bytes())
    captions = [text for text in page.xpath("//caption/text()") if text.startswith("Tabelle")][:6]
    assert captions == [
        f"Tabelle {number}: {title}: {kind}"
        for number, (title, kind) in enumerate(
            ((d.title, kind) for d in BOOK for kind in ("Häufigkeit", "Relationen")), 1
        )
    ]


def test_the_page_needs_nothing_from_elsewhere(reported: Path) -> None:
    text = (reported / "report/report.html").read_text("utf-8")
    assert "<script" not in text
    assert "<link" not in text
    assert text.count("http") == text.count("http://www.w3.org/2000/svg")


def test_ids_on_the_page_stand_once(reported: Path) -> None:
    page = html.fromstring((reported / "report/report.html").read_bytes())
    ids = Counter(page.xpath("//@id"))
    assert ids
    assert max(ids.values()) == 1


def test_the_pdf_says_how_the_figures_came_about(reported: Path) -> None:
    reader = PdfReader(reported / "report/report.pdf")
    text = reader.pages[0].extract_text()
    for words in ("seed 7", "sha256-rank/1", "Version 1.0", "61,9 %", "30 Abweichungen"):
        assert words in text
    assert "/StructTreeRoot" in reader.root_object


def test_the_same_folder_and_moment_give_the_same_bytes(reported: Path, tmp_path: Path) -> None:
    other = tmp_path / "again"
    project.write_report(project.read(reported), made_at=MOMENT, into=other)
    for path in other.rglob("*.*"):
        assert path.read_bytes() == (reported / "report" / path.relative_to(other)).read_bytes()


def test_an_unchanged_project_verifies(reported: Path) -> None:
    result = project.verify(project.read(reported))
    assert result.differences == ()
    assert result.numbers > 500


def test_the_command_ends_with_four_and_names_the_number(written: Path) -> None:
    edit(written / "report/results.json", '"work": 82', '"work": 83')
    result = CliRunner().invoke(study, ["verify", str(written)])
    assert result.exit_code == 4
    assert "dimensions.goals.frequency.work: steht 83, nachgerechnet 82" in result.stderr


def test_the_command_ends_with_zero_when_all_is_right(reported: Path) -> None:
    result = CliRunner().invoke(study, ["verify", str(reported), "--format", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["ok"] is True


def test_without_a_report_the_command_says_that_nothing_lies_beside_its_numbers(
    written: Path,
) -> None:
    shutil.rmtree(written / "report")
    result = CliRunner().invoke(study, ["verify", str(written)])
    assert result.exit_code == 0
    assert "Ein Bericht liegt hier noch nicht" in result.output
    assert "Alles stimmt" not in result.output


def test_a_changed_coding_changes_tables_and_agreement(written: Path) -> None:
    edit(written / "codings/a.csv", "001,goals,work,", "001,goals,family,")
    edit(written / "codings/b.csv", "001,goals,work,", "001,goals,family,")
    found = differences(written)
    assert "dimensions.goals.frequency.work" in found
    assert "dimensions.goals.frequency.family" in found


def test_a_changed_decision_is_found(written: Path) -> None:
    edit(written / "adjudication.csv", "004,goals,work,like_first", "004,goals,health,different")
    assert "dimensions.goals.frequency.health" in differences(written)


def test_a_changed_sample_is_found_with_its_line(written: Path) -> None:
    lines = (written / "sample.csv").read_text("utf-8").splitlines()
    first, second = (line.split(",")[1] for line in lines[1:3])
    lines[1:3] = [f"1,{second}", f"2,{first}"]
    (written / "sample.csv").write_text("\n".join(lines) + "\n", "utf-8")
    assert {"sample.csv, Zeile 2", "sample.csv, Zeile 3"} <= set(differences(written))


def test_a_stratified_sample_without_protected_people_is_drawn_again(folder: Path) -> None:
    rows = [(f"P{n}", "Ia" if n % 3 else "IIb", "ja" if n % 10 == 0 else "nein") for n in range(90)]
    write(folder / "frame.csv", ["id", "type", "protected"], rows)
    frame = sampling.read_frame(
        folder / "frame.csv", id_column="id", strata_column="type", protected_column="protected"
    )
    drawn = sampling.draw(frame, size=30, seed=7, allocation={"Ia": 10, "IIb": 20}).drawn
    sampling.write_sample(folder / "sample.csv", drawn)
    (folder / "walk.csv").unlink()
    how = "size: 30\nstrata: type\nprotected: protected\nallocation: {Ia: 10, IIb: 20}"
    edit(folder / "project.yml", "size: 200", how)
    assert differences(folder) == []
    read = project_settings.read(folder / "project.yml")
    (folder / "project.yml").write_text(project_settings.write(read), "utf-8")
    assert project_settings.read(folder / "project.yml") == read


def test_another_seed_is_found(written: Path) -> None:
    edit(written / "project.yml", "seed: 7", "seed: 8")
    assert any(where.startswith("sample.csv") for where in differences(written))


def test_work_after_a_report_makes_it_no_less_right(written: Path) -> None:
    trail.append(written / "audit.jsonl", at=MOMENT, by="Leitung", action="exported")
    assert differences(written) == []


def test_a_changed_line_of_the_trail_is_found(written: Path) -> None:
    edit(written / "audit.jsonl", '"number": 1', '"number": 9')
    assert "audit.jsonl, Zeile 2, hash" in differences(written)


def test_a_missing_line_of_the_trail_is_found(written: Path) -> None:
    lines = (written / "audit.jsonl").read_text("utf-8").splitlines(keepends=True)
    (written / "audit.jsonl").write_text(lines[0] + lines[2], "utf-8")
    assert "audit.jsonl, Zeile 2, previous" in differences(written)


def test_a_number_changed_on_the_page_is_found(written: Path) -> None:
    edit(written / "report/report.html", "<td>82</td>", "<td>28</td>")
    found = differences(written)
    assert "report/report.html" in found
    assert any(where.startswith("report/report.html, Zeile") for where in found)


def test_an_open_difference_is_not_counted_and_said_so(folder: Path) -> None:
    lines = (folder / "adjudication.csv").read_text("utf-8").splitlines()
    (folder / "adjudication.csv").write_text("\n".join([lines[0], *lines[2:]]) + "\n", "utf-8")
    results = project.compute(project.read(folder))
    assert results.dimensions[0].counted.documents == 99
    assert len(results.dimensions[0].final.open) == 1


def test_small_numbers_are_nowhere_in_a_protected_report(folder: Path) -> None:
    edit(folder / "project.yml", "smallest: 1", "smallest: 6")
    project.write_report(project.read(folder), made_at=MOMENT)
    goals = data(folder)["dimensions"]["goals"]
    assert goals["frequency"]["jobcentre"] is None
    assert all(number >= 6 for number in goals["combinations"].values())
    tables = html.fromstring((folder / "report/report.html").read_bytes())
    cells = [cell.text for cell in tables.xpath("//figure[@class='study-table']//td")]
    assert not {"1", "2", "3", "4", "5"} & set(cells)


def test_small_numbers_are_in_no_picture_either(folder: Path) -> None:
    edit(folder / "project.yml", "smallest: 1", "smallest: 6")
    blocks = content(project.compute(project.read(folder)), MOMENT)
    drawn = [one.picture.table for one in blocks if isinstance(one, PictureBlock)]
    counts = [
        cell
        for table in drawn
        for _, cells in table.rows
        for cell in cells
        if isinstance(cell, int)
    ]
    assert counts
    assert not set(counts) & {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "cause"),
    [
        ("codings/a.csv", "001,goals,work", "001,goals,wrk", 2, "„wrk“"),
        ("codings/a.csv", "001,goals,work", "001,gols,work", 2, "„gols“"),
        ("codings/b.csv", "001,goals,work", "999,goals,work", 2, "liegt nicht"),
        ("codings/b.csv", "002,goals,work", "001,goals,work", 3, "doppelt"),
        ("adjudication.csv", "like_first", "like_me", 2, "Art der Einigung"),
        ("audit.jsonl", "{", "[", 1, "kein Eintrag"),
        ("project.yml", "size: 200", "size: viele", 7, "keine ganze Zahl"),
        ("codebook.yml", "status: published", "status: done", 5, "unbekannt"),
    ],
)
def test_wrong_data_are_refused_with_file_and_line(
    folder: Path, file: str, old: str, new: str, line: int, cause: str
) -> None:
    edit(folder / file, old, new)
    with pytest.raises(WrongData, match=cause) as caught:
        project.write_report(project.read(folder), made_at=MOMENT)
    assert caught.value.file.endswith(file)
    assert caught.value.line == line
    assert not (folder / "report").exists()


def test_suggestions_of_the_program_are_no_coding(folder: Path) -> None:
    (folder / "codings/b.csv").rename(folder / "codings/roterfaden-suggest.csv")
    with pytest.raises(WrongData, match="Vorschläge"):
        project.read(folder)


def test_a_missing_coder_is_named(folder: Path) -> None:
    (folder / "codings/b.csv").unlink()
    with pytest.raises(WrongData, match="„b“ fehlt"):
        project.read(folder)


def test_a_folder_with_something_else_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(WrongData, match="etwas anderes"):
        project.write_report(project.read(folder), made_at=MOMENT, into=other)
    assert (other / "thesis.txt").read_text("utf-8") == "mine"


def test_a_sign_that_no_font_has_is_named(folder: Path) -> None:
    edit(folder / "project.yml", "Kooperationspläne 2026", "Pläne 🙂")
    with pytest.raises(WrongData, match="🙂"):
        project.write_report(project.read(folder), made_at=MOMENT)
    assert not (folder / "report").exists()


@pytest.mark.parametrize(
    ("until", "told"), [("2027-12-31", "31.12.2027"), ("auf Widerruf", "auf Widerruf")]
)
def test_the_permission_ends_on_a_day_or_as_it_says(folder: Path, until: str, told: str) -> None:
    edit(folder / "project.yml", "until: 2027-12-31", f"until: {until}")
    page = as_page("x", content(project.compute(project.read(folder)), MOMENT))
    assert f"gültig bis {told}" in page


def test_settings_read_back_the_same(folder: Path) -> None:
    read = project_settings.read(folder / "project.yml")
    (folder / "project.yml").write_text(project_settings.write(read), "utf-8")
    assert project_settings.read(folder / "project.yml") == read


def test_a_trail_continues_its_chain(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    first = trail.append(path, at=BEGUN, by="Leitung", action="created", what={"title": "Ü"})
    second = trail.append(path, at=BEGUN, by="a", action="coded")
    assert second.previous == first.hash
    assert trail.read(path) == (first, second)
    assert trail.write((first, second)) == path.read_text("utf-8")


def test_a_trail_goes_on_whatever_stands_in_it_and_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    first = trail.append(path, at=BEGUN, by="Leitung", action="a", what={"title": "A\u2028\x85B"})
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    second = trail.append(path, at=BEGUN, by="Leitung", action="b")
    assert trail.read(path) == (first, second)


def test_a_broken_trail_is_not_continued(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    trail.append(path, at=BEGUN, by="Leitung", action="created")
    edit(path, "created", "deleted")
    with pytest.raises(WrongData, match="Kette") as caught:
        trail.append(path, at=BEGUN, by="Leitung", action="more")
    assert caught.value.line == 1
