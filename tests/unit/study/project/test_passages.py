"""Transcripts: passages by two coders, their agreement, and quotations."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from roterfaden.cli.study import study
from roterfaden.study import codebook, project
from roterfaden.study.project import quotes
from roterfaden.study.troubles import WrongData
from tests.unit.study.project.study_folder import write

TURNS = [
    ("IFK", "Das ist jetzt unsere Zusammenfassung."),
    ("ELB", "Genau. Das ist sozusagen der Wunsch."),
    ("IFK", "Wir hatten ja damals vereinbart im Kooperationsplan."),
]
SECOND = len(TURNS[0][1]) + 1
THIRD = SECOND + len(TURNS[1][1]) + 1
HEADING = ("document_id", "dimension", "code", "start", "end", "memo", "at")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("documents", "codings"):
        (tmp_path / name).mkdir()
    book = next(b for b in codebook.delivered() if b.id == "einsatz")
    (tmp_path / "codebook.yml").write_text(codebook.write(book), "utf-8")
    (tmp_path / "project.yml").write_text("title: Gespräche\ncoders: [a, b]\n", "utf-8")
    turns = [{"speaker": speaker, "text": text, "note": ""} for speaker, text in TURNS]
    for name in ("t1", "t2"):
        transcript = {"id": name, "kind": "transcript", "turns": turns}
        (tmp_path / f"documents/{name}.json").write_text(json.dumps(transcript), "utf-8")
    first = [row("t1", "summary", 0, SECOND - 1), row("t1", "review", THIRD, THIRD + 20, "früh")]
    second = [row("t1", "summary", 0, SECOND - 1), row("t1", "review", THIRD + 10, THIRD + 30)]
    write(
        tmp_path / "codings/a.csv",
        HEADING,
        [*first, row("t2", "participatory", SECOND, SECOND + 6)],
    )
    write(tmp_path / "codings/b.csv", HEADING, [*second, ("t2", "ways_of_use", "", "", "", "", "")])
    return tmp_path


def row(document: str, code: str, start: int, end: int, memo: str = "") -> tuple[str, ...]:
    return (document, "ways_of_use", code, str(start), str(end), memo, "")


def test_quotations_stand_by_category_with_speaker_and_coders(folder: Path) -> None:
    found = quotes.collect(project.read(folder))
    assert [(one.category, one.speaker, one.coders) for one in found] == [
        ("Zusammenfassung und Dokumentation", "IFK", ("a", "b")),
        ("Definition, partizipativ", "ELB", ("a",)),
        ("Überprüfung von Zielen und Aktivitäten", "IFK", ("a",)),
        ("Überprüfung von Zielen und Aktivitäten", "IFK", ("b",)),
    ]
    assert found[0].text == TURNS[0][1]
    assert found[1].text == "Genau."
    assert found[2].memos == ("früh",)


def test_quotations_of_one_category_are_exported(folder: Path) -> None:
    call = ["quotes", str(folder), "--dimension", "ways_of_use", "--category", "participatory"]
    text = CliRunner().invoke(study, call, catch_exceptions=False).output
    assert "## Einsatzpraxis: Definition, partizipativ" in text
    assert "> „Genau.“ (t2, ELB)" in text
    rows = CliRunner().invoke(study, [*call, "--format", "csv"], catch_exceptions=False).output
    assert [one["text"] for one in csv.DictReader(rows.splitlines())] == ["Genau."]


def test_agreement_on_passages_is_measured_in_characters(folder: Path) -> None:
    rows = project.compute(project.read(folder)).passages["ways_of_use"]
    found = {one.category.id: one for one in rows}
    assert found["summary"].overlap.jaccard == 1
    assert found["review"].overlap.by_all == 10
    assert found["review"].overlap.by_any == 30
    assert found["participatory"].overlap.jaccard == 0


def test_a_report_on_passages_verifies(folder: Path) -> None:
    read = project.read(folder)
    project.write_report(read, made_at=datetime(2026, 11, 23, tzinfo=UTC))
    page = (folder / "report/report.html").read_text("utf-8")
    assert "Einsatzpraxis: Übereinstimmung der Stellen" in page
    assert project.verify(read).differences == ()


@pytest.mark.parametrize(
    ("start", "end"), [("5", "5"), ("5", "4"), ("0", "9999"), ("x", "4"), ("3", "")]
)
def test_a_passage_outside_its_text_is_refused(folder: Path, start: str, end: str) -> None:
    write(folder / "codings/a.csv", HEADING, [("t1", "ways_of_use", "review", start, end, "", "")])
    with pytest.raises(WrongData, match="gibt es im Text nicht") as caught:
        project.read(folder)
    assert caught.value.line == 2


def test_what_does_not_apply_to_a_document_is_no_part_of_a_dimension(folder: Path) -> None:
    plans, talks, _groups = codebook.delivered()
    book = codebook.joined(talks, plans, ["goals"])
    (folder / "codebook.yml").write_text(codebook.write(book), "utf-8")
    plan = {"id": "p1", "kind": "plan", "rubrics": {"goal": ["Arbeit"]}}
    (folder / "documents/p1.json").write_text(json.dumps(plan), "utf-8")
    for coder in "ab":
        with (folder / f"codings/{coder}.csv").open("a", encoding="utf-8") as file:
            file.write("p1,goals,work,,,,\np1,ways_of_use,,,,,\nt1,goals,,,,,\n")
    results = project.compute(project.read(folder))
    coded = {one.dimension.id: dict(one.coded_by) for one in results.dimensions}
    assert coded == {"ways_of_use": {"a": 2, "b": 2}, "goals": {"a": 1, "b": 1}}
    assert results.comparison is not None
    assert results.comparison.overall.units == 3


def test_what_somebody_did_code_counts_even_where_it_does_not_apply(folder: Path) -> None:
    plan = {"id": "p1", "kind": "plan", "rubrics": {"goal": ["Arbeit"]}}
    (folder / "documents/p1.json").write_text(json.dumps(plan), "utf-8")
    for coder, code in (("a", "summary"), ("b", "")):
        with (folder / f"codings/{coder}.csv").open("a", encoding="utf-8") as file:
            file.write(f"p1,ways_of_use,{code},,,,\n")
    coded = project.read(folder).codings["ways_of_use"]
    assert {coder: given["p1"] for coder, given in coded.items()} == {
        "a": frozenset({"summary"}),
        "b": frozenset(),
    }
