"""A made-up project whose final coding gives the published tables."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roterfaden.study import codebook, sampling, trail
from tests.unit.study.tables.test_published_tables import BOOK, coded_rows

BEGUN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TYPES = ("Ia", "IIb", "IIIc")
SETTINGS = """\
title: Kooperationspläne 2026
question: Welche Ziele und Schritte stehen in Kooperationsplänen?
purpose: Begleitforschung, erfundene Daten
permission: {number: Z-75-1, granted_by: Ministerium für Beispiele, until: 2027-12-31}
source: Eigene Auswertung. © IAB
seed: 7
size: 200
stop: 100
coders: [a, b]
codebook: {version: "1.0"}
min_count: {goals: 1, client_steps: 2, jobcentre_steps: 2}
disclosure: {smallest: 1, complementary: 2}
bootstrap: {resamples: 200, seed: 1}
"""


def build(folder: Path) -> Path:
    """The whole folder: 161 walked for 100 plans, two coders, every difference decided."""
    (folder / "documents").mkdir(parents=True)
    (folder / "codings").mkdir()
    (folder / "project.yml").write_text(SETTINGS, "utf-8")
    (folder / "codebook.yml").write_text(codebook.write(BOOK), "utf-8")
    _sample(folder)
    final = {d.id: _sets(d.id) for d in BOOK}
    _documents(folder, final)
    first, second, decisions = _coders(final)
    heading = "document_id,dimension,code,start,end,memo,at".split(",")
    write(folder / "codings/a.csv", heading, first)
    write(folder / "codings/b.csv", heading, second)
    write(
        folder / "adjudication.csv",
        "document_id,dimension,codes,decision,why,by,at".split(","),
        decisions,
    )
    _trail(folder)
    return folder


def write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])


def _sample(folder: Path) -> None:
    write(folder / "frame.csv", ["id"], [(f"P{number:04}",) for number in range(1000)])
    frame = sampling.read_frame(folder / "frame.csv", id_column="id")
    drawn = sampling.draw(frame, size=200, seed=7).drawn
    sampling.write_sample(folder / "sample.csv", drawn)
    gaps = {place * 161 // 61 for place in range(61)}
    walked = [(one.id, "nein" if at in gaps else "ja") for at, one in enumerate(drawn[:161])]
    write(folder / "walk.csv", ["id", "has"], walked)


def _sets(dimension: str) -> dict[str, tuple[str, ...]]:
    shape = BOOK.dimension(dimension)
    found: dict[str, list[str]] = {}
    for document, title in coded_rows(dimension):
        found.setdefault(document, []).extend([shape.category(title).id] if title else [])
    return {document: tuple(codes) for document, codes in found.items()}


def _documents(folder: Path, final: dict[str, dict[str, tuple[str, ...]]]) -> None:
    for number, document in enumerate(sorted(final["goals"])):
        rubrics = {
            "goal": ["Ein Ziel"],
            "step_recipient": ["Ein Schritt"] if final["client_steps"][document] else [],
            "step_jobcentre": ["Ein Beitrag"] if final["jobcentre_steps"][document] else [],
            "aspect": ["Ein Anliegen"] if number < 15 else [],
        }
        agreed = datetime(2024, 4, 1, tzinfo=UTC) + timedelta(days=4 * number)
        plan = {
            "id": document,
            "kind": "plan",
            "rubrics": rubrics,
            "jobcentre_kind": "gE" if number % 4 else "zkT",
            "comparison_type": TYPES[number % 3],
            "agreed_on": f"{agreed:%Y-%m-%d}",
        }
        (folder / f"documents/{document}.json").write_text(json.dumps(plan), "utf-8")


Rows = list[tuple[str, ...]]


def _coders(final: dict[str, dict[str, tuple[str, ...]]]) -> tuple[Rows, Rows, Rows]:
    """The first codes as agreed on; the second drops or adds a category in every tenth document."""
    first: Rows = []
    second: Rows = []
    decisions: Rows = []
    for dimension, coded in final.items():
        spare = BOOK.dimension(dimension).order()[1]
        for number, (document, codes) in enumerate(coded.items()):
            other = codes
            if number % 10 == 3:
                other = tuple(c for c in codes if c != spare) if spare in codes else (*codes, spare)
                why = "Zusammen besprochen"
                decision = (document, dimension, "|".join(codes), "like_first", why, "a und b")
                decisions.append((*decision, "2026-11-20T10:00:00Z"))
            first += _rows(document, dimension, codes)
            second += _rows(document, dimension, other)
    return first, second, decisions


def _rows(document: str, dimension: str, codes: tuple[str, ...]) -> Rows:
    at = "2026-11-10T10:00:00Z"
    return [(document, dimension, code, "", "", "", at) for code in codes or ("",)]


def _trail(folder: Path) -> None:
    for day, action in enumerate(("sample_drawn", "coding_finished", "adjudicated")):
        trail.append(
            folder / "audit.jsonl",
            at=BEGUN + timedelta(days=day),
            by="Leitung",
            action=action,
            what={"number": day},
        )
