"""Every case in tests/cases/hints, one by one: the hints on single entries."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from roterfaden.plans import hints
from roterfaden.plans.hints import CATALOGUE

CASES = Path(__file__).parents[2] / "cases" / "hints"
ON = date(2026, 11, 24)
FIELDS = ("kind", "owner", "text", "due_on", "rhythm", "proof", "words_of")


def _files() -> list[dict[str, Any]]:
    return [yaml.safe_load(file.read_text("utf-8")) for file in sorted(CASES.glob("*.yaml"))]


def _cases() -> list[Any]:
    return [
        pytest.param(each["code"], {"owner": each.get("owner"), **case}, id=_name(each, case))
        for each in _files()
        for case in each["cases"]
    ]


def _name(each: dict[str, Any], case: dict[str, Any]) -> str:
    return f"{each['code']}: {case['text'][:40]} ({case['why']})"


def _entry(case: dict[str, Any]) -> dict[str, Any]:
    kind = case.get("kind", "step")
    owner = (case.get("owner") or "recipient") if kind == "step" else None
    return {name: case[name] for name in FIELDS if case.get(name)} | {"kind": kind, "owner": owner}


@pytest.mark.parametrize(("code", "case"), _cases())
def test_an_entry_gets_the_hint_or_not(code: str, case: dict[str, Any]) -> None:
    found = hints.check({"entries": [_entry(case)]}, on=ON)
    given = {hint.code for hint in found if hint.where == "entries/0"}
    assert (code in given) is case["given"]


def test_each_hint_on_entries_has_cases_for_and_against() -> None:
    on_entries = {code for code, each in CATALOGUE.items() if each.scope == "entry"}
    assert {each["code"] for each in _files()} == on_entries
    for each in _files():
        assert {case["given"] for case in each["cases"]} == {True, False}
