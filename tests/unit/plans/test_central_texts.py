"""The delivered text blocks keep the rules that their README promises."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import roterfaden.plans
from roterfaden.plans import topics
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS

FOLDER = Path(roterfaden.plans.__file__).parent / "text_blocks" / "central"
TOPICS = {
    "goal": topics.GOAL_TOPICS,
    "interim_goal": topics.GOAL_TOPICS,
    "step_recipient": topics.RECIPIENT_STEP_TOPICS,
    "step_jobcentre": topics.JOBCENTRE_STEP_TOPICS,
    "step_other": topics.OTHER_BODY_TOPICS,
}
RUBRICS = (*TOPICS, "aspect")
FORMS = {
    "plain": r"(?!Nachdem|Sobald|Wenn)",
    "after": r"Nachdem .+, ",
    "as_soon_as": r"Sobald .+, ",
    "if_not_then": r"Wenn .+, dann ",
}
FIRST_PERSON = re.compile(r"\b(ich|mich|mir|mein\w*)\b", re.IGNORECASE)
FIRST_PERSON_ENGLISH = re.compile(r"\b(I|me|[Mm]y)\b")
LANGUAGES = ("de", "en")

Block = dict[str, Any]


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


BLOCKS: list[tuple[str, Block]] = [(rubric, block) for rubric in RUBRICS for block in _read(rubric)]
GAPS: dict[str, dict[str, str]] = _read("gaps")


def _breaking(rule: Any) -> list[str]:
    """The keys of the blocks for which the rule is false."""
    return [block["key"] for rubric, block in BLOCKS if not rule(rubric, block)]


def _gaps(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_key_and_every_sentence_occurs_once() -> None:
    keys = Counter(block["key"] for _, block in BLOCKS)
    sentences = Counter((rubric, block["text"]["de"]) for rubric, block in BLOCKS)

    assert [key for key, times in keys.items() if times > 1] == []
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_a_block_has_the_fields_of_its_form_and_no_others() -> None:
    needed = {"key", "topic", "form", "source", "text"}
    allowed = {*needed, "offer", "keywords"}

    assert _breaking(lambda _rubric, block: needed <= set(block) <= allowed) == []
    assert _breaking(lambda _rubric, block: tuple(block["text"]) == LANGUAGES) == []


def test_a_topic_is_one_of_its_rubric() -> None:
    def known(rubric: str, block: Block) -> bool:
        codes = {topic.code for topic in TOPICS.get(rubric, ())} or {""}
        return block["topic"] in codes

    assert _breaking(known) == []


@pytest.mark.parametrize(
    ("rubrics", "at_least"),
    [
        (("goal", "interim_goal"), 5),
        (("step_recipient",), 7),
        (("step_jobcentre",), 4),
        (("step_other",), 10),
    ],
)
def test_every_topic_has_a_choice_of_blocks(rubrics: tuple[str, ...], at_least: int) -> None:
    found = Counter(block["topic"] for rubric, block in BLOCKS if rubric in rubrics)

    assert [t.code for t in TOPICS[rubrics[0]] if found[t.code] < at_least] == []


def test_both_languages_have_the_same_gaps_and_each_is_described() -> None:
    assert _breaking(lambda _, b: _gaps(b["text"]["de"]) == _gaps(b["text"]["en"])) == []
    used = set().union(*(_gaps(block["text"]["de"]) for _, block in BLOCKS))
    assert used == set(GAPS)


def test_a_gap_has_a_name_in_both_languages_a_kind_and_an_example() -> None:
    kinds = {"text", "number", "day"}

    assert [
        key
        for key, gap in GAPS.items()
        if not (gap["de"] and gap["en"] and gap["example"] and gap["kind"] in kinds)
    ] == []


def test_only_the_jobcentre_promises_support_and_only_known_kinds() -> None:
    kinds = {kind.code for kind in OFFER_KINDS}

    assert _breaking(lambda r, b: "offer" not in b or r == "step_jobcentre") == []
    assert _breaking(lambda _, b: b.get("offer", next(iter(kinds))) in kinds) == []


def test_every_kind_of_support_can_be_promised_with_a_block() -> None:
    promised = {block.get("offer") for _, block in BLOCKS}

    assert {kind.code for kind in OFFER_KINDS} - promised == set()


def test_what_the_jobcentre_pays_names_its_kind_of_support() -> None:
    pays = re.compile(r"\b(bezahlt|zahlt|Zuschuss|Gutschein|Einstiegsgeld)\b")

    assert (
        _breaking(
            lambda r, b: r != "step_jobcentre" or not pays.search(b["text"]["de"]) or "offer" in b
        )
        == []
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_block_is_one_short_sentence(language: str) -> None:
    def short(_rubric: str, block: Block) -> bool:
        text: str = block["text"][language]
        return len(text) <= 200 and len(text.split()) <= 20 and text.endswith(".")

    assert _breaking(short) == []


def test_a_block_speaks_in_the_first_person() -> None:
    assert _breaking(lambda _, b: FIRST_PERSON.search(b["text"]["de"])) == []
    assert _breaking(lambda _, b: FIRST_PERSON_ENGLISH.search(b["text"]["en"])) == []


def test_a_block_begins_as_its_form_says() -> None:
    assert _breaking(lambda _, b: re.match(FORMS[b["form"]], b["text"]["de"])) == []


def test_a_block_leaves_its_due_date_to_the_entry() -> None:
    """A day may stand in a condition or a fact, never as the end of what is to be done."""
    due = re.compile(r"\b(bis|by)( zum)? \{tag\}\.")

    assert _breaking(lambda _, b: not any(due.search(b["text"][x]) for x in LANGUAGES)) == []
