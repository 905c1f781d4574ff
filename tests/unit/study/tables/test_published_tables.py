"""The field study's Tables 1 to 6: data that fit them go in, they come out.

Source: IAB-Forschungsbericht 2/2026 (DOI 10.48720/IAB.FB.2602), CC BY-SA 4.0. What is not
published, the combinations that occur once, was invented so that all marginals fit.
"""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roterfaden.cli.study import study
from roterfaden.study import codebook, masks, tables

PUBLISHED = json.loads(Path(__file__).with_name("published.json").read_text("utf-8"))["dimensions"]
BOOK = codebook.delivered()[0]
DIMENSIONS = sorted(PUBLISHED)


def coded_rows(dimension: str) -> list[tuple[str, str]]:
    """Rows ``document_id,code`` that fit the published tables of a dimension."""
    table = PUBLISHED[dimension]
    sets = [row["codes"] for row in table["listed"] for _ in range(row["n"])]
    sets += table["once_invented"]
    sets += [[""]] * (table["documents"] - len(sets))
    return [(f"{number:03}", code) for number, codes in enumerate(sets, 1) for code in codes]


@pytest.fixture
def coded(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "coded.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("document_id", "code"), *coded_rows(request.param)])
    return path


def counted(dimension: str, min_count: int) -> tables.Counted:
    shape = BOOK.dimension(dimension)
    by_document: dict[str, set[str]] = {}
    for document, title in coded_rows(dimension):
        mine = by_document.setdefault(document, set())
        if title:
            mine.add(shape.category(title).id)
    return tables.count(
        masks.histogram(masks.pack(by_document.values(), shape.order())),
        shape.order(),
        residual=("other",),
        min_count=min_count,
    )


def run(coded: Path, tmp_path: Path, *options: str) -> Any:
    book = tmp_path / "buch.yml"
    book.write_text(codebook.write(BOOK), "utf-8")
    call = ["tables", str(coded), "--order", str(book), "--format", "json", *options]
    result = CliRunner().invoke(study, call, catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.output)


@pytest.mark.parametrize("coded", DIMENSIONS, indirect=True)
def test_the_command_gives_the_published_tables(
    coded: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    published = PUBLISHED[request.node.callspec.params["coded"]]
    threshold = 2 if published["further_combinations_once"] else 1
    found = run(coded, tmp_path, "--min-count", str(threshold))
    assert found["documents"] == published["documents"]
    assert found["documents_with_entries"] == published["documents_with_entries"]
    assert {f["code"]: f["documents"] for f in found["frequency"]} == published["marginals"]
    listed = Counter({frozenset(r["codes"]): r["n"] for r in published["listed"]})
    assert {frozenset(c["codes"]): c["documents"] for c in found["combinations"]} == listed
    once = published["further_combinations_once"]
    assert found["further"] == ([{"documents": 1, "combinations": once}] if once else [])


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_rows_fall_and_the_residual_category_stands_last(dimension: str) -> None:
    result = counted(dimension, 1)
    assert [f.code for f in result.frequency][-1] == "other"
    numbers = [f.documents or 0 for f in result.frequency[:-1]]
    assert numbers == sorted(numbers, reverse=True)
    falling = [c.documents for c in result.combinations]
    assert falling == sorted(falling, reverse=True)


def test_ties_stand_in_codebook_order() -> None:
    tied = [f.code for f in counted("client_steps", 2).frequency if f.documents == 12]
    assert tied == ["measures", "care"]


NOTES = {
    "goals": (
        "Analysierte Dokumente = 100; Dokumente mit Eintragungen = 100; "
        "Dokumente ohne Eintragungen = 0."
    ),
    "client_steps": (
        "Analysierte Dokumente = 100; Dokumente mit Eintragungen = 87; Dokumente ohne "
        "Eintragungen = 13. Es werden nur diejenigen Relationen einzeln dargestellt, die in der "
        "Stichprobe mindestens zwei Mal vorkommen. Weitere 12 Relationen kamen in der Stichprobe "
        "genau einmal vor."
    ),
    "jobcentre_steps": (
        "Analysierte Dokumente = 100; Dokumente mit Eintragungen = 72; Dokumente ohne "
        "Eintragungen = 28. Es werden nur diejenigen Relationen einzeln dargestellt, die in der "
        "Stichprobe mindestens zwei Mal vorkommen. Weitere 10 Relationen kamen in der Stichprobe "
        "genau einmal vor."
    ),
}


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_notes_heads_and_captions_are_those_of_the_report(dimension: str) -> None:
    threshold = 1 if dimension == "goals" else 2
    both = tables.printed(counted(dimension, threshold), dimension=BOOK.dimension(dimension))
    assert both[1].note == NOTES[dimension]
    assert both[0].note == NOTES[dimension].split(" Es werden")[0]
    caption = BOOK.dimension(dimension).title
    assert [one.caption for one in both] == [f"{caption}: Häufigkeit", f"{caption}: Relationen"]


def test_the_first_table_reads_as_printed() -> None:
    first = tables.numbered(
        tables.printed(
            counted("goals", 1),
            dimension=BOOK.dimension("goals"),
            source="Eigene Auswertung. © IAB",
        )
    )[0]
    assert first.title == "Tabelle 1: Ziele: Häufigkeit"
    assert first.below == "Anzahl der Dokumente mit der jeweiligen Zielperspektive"
    assert first.heads == ("Zielperspektive", "Kooperationspläne mit dieser Zielperspektive")
    assert first.rows[0] == ("Arbeit / Hilfebedürftigkeit", (82,))
    assert first.rows[-1] == ("Sonstiges", (6,))
    assert first.source == "Eigene Auswertung. © IAB"


def test_many_rare_counts_are_told_together() -> None:
    note = tables.printed(counted("goals", 6))[1].note
    assert note.endswith(
        "Weitere 13 Relationen kamen in der Stichprobe seltener vor, zusammen 26 Mal."
    )
