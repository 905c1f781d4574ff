"""A wrong file names its place and the way out, and stops the delivery."""

from pathlib import Path

import pytest

from roterfaden.plans.text_blocks.delivered import UnreadableBlocks, read, topics_of

GAPS = "beruf: {de: Beruf, en: occupation, kind: text, example: Koch}\n"
BLOCK = """
- key: goal-work-01
  topic: work
  form: plain
  text: {de: "Ich möchte als {beruf} arbeiten.", en: "I want to work as {beruf}."}
"""


def _folder(path: Path, blocks: str, gaps: str = GAPS, name: str = "goal") -> Path:
    (path / "gaps.yaml").write_text(gaps, encoding="utf-8")
    (path / f"{name}.yaml").write_text(blocks, encoding="utf-8")
    return path


def test_a_block_is_read_with_its_translations_and_gaps(tmp_path: Path) -> None:
    content = read(_folder(tmp_path, BLOCK))
    wording = content.wordings["goal-work-01"]
    assert (wording.rubric, wording.topic) == ("goal", "work")
    assert wording.translations == {"en": "I want to work as {beruf}."}
    assert content.gaps["beruf"].names == {"de": "Beruf", "en": "occupation"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: goal-work-01", "topics: x", "Das Feld „topics“ gibt es nicht"),
        ("key: goal-work-01", "source: x", "Nr. 1: Der Schlüssel"),
        ("topic: work", "topic: costs", "Das Thema „costs“ gibt es hier nicht; möglich: work"),
        ("form: plain", "form: sung", "Die Form „sung“"),
        ("form: plain", "offer: coaching", "nur bei Schritten des Jobcenters"),
        ("form: plain", "offer: pony", "Das Förderangebot „pony“"),
        ("form: plain", "reviewed: [ar]", "„ar“ ist als geprüft genannt"),
        ("de: ", "fr: ", "Der deutsche Wortlaut"),
        ('"I want to work as {beruf}."', '"I want to work."', "Die Lücken im Wortlaut (en)"),
        ("{beruf}", "{ort}", "Die Lücke {ort} fehlt in gaps.yaml"),
        ("Ich möchte", "Ich möchte " * 40, "länger als 300 Zeichen"),
        ("- key", "key", "Das ist kein YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(UnreadableBlocks) as error:
        read(_folder(tmp_path, BLOCK.replace(old, new)))
    assert said in error.value.cause
    assert error.value.cause.startswith("goal.yaml")


def test_a_key_is_there_once_over_all_files(tmp_path: Path) -> None:
    _folder(tmp_path, BLOCK, name="interim_goal")
    with pytest.raises(UnreadableBlocks, match="zweimal"):
        read(_folder(tmp_path, BLOCK))


def test_a_file_has_the_name_of_a_rubric(tmp_path: Path) -> None:
    with pytest.raises(UnreadableBlocks, match="nach einer Rubrik"):
        read(_folder(tmp_path, BLOCK, name="wishes"))


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ("beruf: {en: occupation}", "Der deutsche Name"),
        ("beruf: {de: Beruf, kind: colour}", "Die Art „colour“"),
        ("- beruf", "Hier müssen Felder stehen"),
    ],
)
def test_a_gap_has_a_german_name_and_a_kind(tmp_path: Path, gaps: str, said: str) -> None:
    with pytest.raises(UnreadableBlocks, match=said):
        read(_folder(tmp_path, BLOCK, gaps))


def test_each_rubric_has_the_topics_of_its_table() -> None:
    assert "job_search" in topics_of("step_recipient")
    assert "costs" in topics_of("step_jobcentre")
    assert topics_of("aspect") == ()
