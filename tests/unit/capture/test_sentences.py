"""Every sentence of tests/cases/capture, one by one, as a person reads it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from roterfaden.core.german import rhythm_words
from roterfaden.talk.capture import read

CASES = Path(__file__).parents[2] / "cases" / "capture"
TUESDAY = date(2026, 11, 24)
NOT_SAID: dict[str, Any] = {
    "kind": "step",
    "owner": "recipient",
    "owner_name": "",
    "due_on": None,
    "rhythm": "",
    "count": None,
    "proof": "",
    "is_kept": False,
    "own_words": False,
    "unsure": [],
}


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['say']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_sentence_is_read_as_a_person_reads_it(case: dict[str, Any]) -> None:
    told = {
        name: value for name, value in case.items() if name not in {"say", "said_on", "several"}
    }
    expected = [NOT_SAID | one for one in case.get("several", [told])]
    found = read(case["say"], case.get("said_on", TUESDAY))
    assert [{name: getattr(one, name) for name in expected[0]} for one in found] == expected
    for one in found:
        assert not (one.due_on and one.rhythm)
        assert rhythm_words(one.rhythm) if one.rhythm else True


def test_there_are_enough_sentences_and_none_twice() -> None:
    said = [(case.values[0]["say"], case.values[0].get("said_on")) for case in _cases()]
    assert len(said) == len(set(said)) >= 150
