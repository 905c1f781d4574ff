"""The word lists: each says where it comes from, and none catches what it must not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from roterfaden.plans import hints
from roterfaden.plans.hints import entries, lexicon, reasons
from roterfaden.plans.hints.model import items

WORDS = Path(hints.__file__).parent / "words"
CENTRAL = Path(hints.__file__).parents[1] / "text_blocks" / "central"
RUBRICS = ("goal", "interim_goal", "step_recipient", "step_jobcentre", "step_other", "aspect")
OF_WORDING = {"standing_rule", "sensitive", "hard_to_read", "routine_promise"}


def _blocks(file: Path) -> list[dict[str, Any]]:
    content = yaml.safe_load(file.read_text("utf-8"))
    return [block for listed in content.values() for block in listed]


def _central() -> list[Any]:
    gaps = yaml.safe_load((CENTRAL / "gaps.yaml").read_text("utf-8"))
    examples = {key: gap["example"] for key, gap in gaps.items()}
    return [
        pytest.param(rubric, block["text"]["de"].format_map(examples), id=block["key"])
        for rubric in RUBRICS
        for block in yaml.safe_load((CENTRAL / f"{rubric}.yaml").read_text("utf-8"))
    ]


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_list_says_where_it_comes_from(file: Path) -> None:
    assert file.read_text("utf-8").startswith("# ")
    for block in _blocks(file):
        assert block["source"].strip()
        assert set(block) <= {"name", "source", "words", "pattern", "any", "along", "unless"}


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_term_catches_every_word(file: Path) -> None:
    for block in _blocks(file):
        for key in ("words", "any", "unless", "along"):
            for term in block.get(key, "").split():
                assert len(term.replace("*", "").replace("_", "")) >= 1
                assert "*" not in term or len(term) >= 3


@pytest.mark.parametrize(
    ("name", "reason"), [("sensitive", reasons.sensitive), ("standing_rule", reasons.standing_rule)]
)
def test_each_group_of_words_has_its_reason(
    name: str, reason: Callable[[entries.Found], object]
) -> None:
    for group in lexicon.groups(name):
        assert str(reason(entries.Found(group.name, "Wort")))


def test_a_term_is_a_word_its_beginning_or_its_end() -> None:
    known = lexicon.terms(["plan", "verbesser*", "*sucht", "teil*_…_mit", "Sucht"])
    assert known.found_in("Ich habe einen Plan") == "Plan"
    assert known.found_in("die Verbesserung") == "Verbesserung"
    assert known.found_in("Planung ohne Treffer") == ""
    assert known.found_in("Ich teile Änderungen sofort mit") == "teile Änderungen sofort mit"
    assert known.found_in("Gegen die Sucht") == "Sucht"
    assert known.knows("verbessern")
    assert not known.knows("verschlechtern")


@pytest.mark.parametrize(
    "occupation",
    """Alltagsbegleiterin Gebäudereiniger Informatikerin Mediengestalter Softwareentwickler
    Diesellokführer Kommissionierer Sachbearbeiterin Förderlehrer Veranstaltungstechniker
    Sicherheitsmitarbeiter Drogistin Gärtner Sozialassistent Klärwerker Gesellschafterin""".split(),
)
def test_an_occupation_makes_a_goal_specific(occupation: str) -> None:
    entry = {"kind": "goal", "text": f"Ich möchte als {occupation} arbeiten."}
    [item] = items({"entries": [entry]})
    assert not entries.is_filler(item)
    assert entries.sensitive(item) is None


@pytest.mark.parametrize(("rubric", "text"), _central())
def test_our_own_text_blocks_need_no_hint_on_their_wording(rubric: str, text: str) -> None:
    kind, _of, owner = rubric.partition("_") if rubric.startswith("step") else (rubric, "", "")
    plan = {"entries": [{"kind": kind, "owner": owner, "text": text, "due_on": "2027-01-15"}]}
    given = {h.code for h in hints.check(plan, on=date(2026, 11, 24))}
    assert not given & OF_WORDING
