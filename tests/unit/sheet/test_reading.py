"""A plan file is checked, and what is wrong is named by place and way out."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from roterfaden.plans import sheet

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "src/roterfaden/demo/plans").glob("*.json"))


def full() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        (ROOT / "src/roterfaden/demo/plans/full.json").read_text(encoding="utf-8")
    )
    return data


def test_the_published_schema_is_the_one_that_checks() -> None:
    published = ROOT / "docs/reference/plan.schema.json"
    assert published.read_bytes() == sheet.SCHEMA.read_bytes()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_a_plan(path: Path) -> None:
    assert sheet.read(path.read_bytes()).data == json.loads(path.read_text(encoding="utf-8"))


def test_there_are_five_examples() -> None:
    names = [path.stem for path in EXAMPLES]
    assert names == ["arabic-name", "full", "maximum", "short", "too-long"]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda d: d.pop("jobcentre"), "jobcentre", "fehlt"),
        (lambda d: d["recipient"].pop("name"), "recipient.name", "fehlt"),
        (lambda d: d.update(schema="x"), "schema", "roterfaden/plan/1"),
        (lambda d: d.update(farbe="rot"), "farbe", "Weglassen"),
        (lambda d: d["entries"][3].update(farbe="rot"), "entries[3].farbe", "Weglassen"),
        (lambda d: d["recipient"].update(kundennummer="1"), "recipient.kundennummer", "123A123456"),
        (lambda d: d["jobcentre"].update(traegernummer="1"), "jobcentre.traegernummer", "Ziffern"),
        (lambda d: d["version"].update(state="new"), "version.state", "withdrawn"),
        (lambda d: d["version"].update(dated_on="24.11.2026"), "version.dated_on", "2026-11-24"),
        (lambda d: d["version"].update(dated_on="20261124"), "version.dated_on", "2026-11-24"),
        (lambda d: d["version"].update(dated_on="2026-02-30"), "version.dated_on", "kein Tag"),
        (lambda d: d["version"].update(number=0), "version.number", "ab 1"),
        (lambda d: d["next_meeting"].update(at="25:00"), "next_meeting.at", "10:30"),
        (lambda d: d.update(entries={}), "entries", "Liste"),
        (lambda d: d["entries"][3].update(text=" "), "entries[3].text", "leer"),
        (lambda d: d["entries"][3].update(text=""), "entries[3].text", "leer"),
        (lambda d: d["entries"][3].update(text="a" * 20001), "entries[3].text", "kürzen"),
        (lambda d: d.update(entries=d["entries"][:1] * 201), "entries", "streichen"),
        (lambda d: d["entries"][3].update(id="1"), "entries[3].id", "UUID"),
        (lambda d: d["entries"][3].update(topic="Ä"), "entries[3].topic", "job_search"),
        (lambda d: d["entries"][3].update(due_on="bald"), "entries[3].due_on", "kein Tag"),
        (lambda d: d["entries"][3].update(due_on="2026-12-01"), "entries[3].rhythm", "weglassen"),
        (lambda d: d["entries"][3].update(rhythm="oft"), "entries[3].rhythm", "FREQ=MONTHLY"),
        (lambda d: d["entries"][3].pop("owner"), "entries[3].owner", "jobcentre"),
        (lambda d: d["entries"][0].update(owner="recipient"), "entries[0].owner", "weglassen"),
        (lambda d: d["entries"][8].pop("owner_name"), "entries[8].owner_name", "Namen"),
    ],
)
def test_what_is_wrong_is_named_by_place_and_way_out(change: Any, place: str, words: str) -> None:
    data = copy.deepcopy(full())
    change(data)
    with pytest.raises(sheet.UnreadablePlan) as refused:
        sheet.check(data)
    assert refused.value.place == place
    assert words in str(refused.value)
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"schema": }', "Zeile 1, Spalte 12"),
        (b"\xff\xfe\xfa", "Datei"),
        (b"[]", "Datei"),
        (b"", "Zeile 1, Spalte 1"),
    ],
)
def test_a_file_that_is_no_json_or_no_object_is_refused(content: bytes, place: str) -> None:
    with pytest.raises(sheet.UnreadablePlan) as refused:
        sheet.read(content)
    assert refused.value.place == place
