"""Every case in tests/cases/law, one by one: the runner for all rules."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from roterfaden.law import errors
from roterfaden.law.parameters import parameter
from roterfaden.law.reductions import MonthlyShare
from roterfaden.law.registry import rules
from roterfaden.law.rules.missed_appointments import Consequence

CASES = Path(__file__).parents[2] / "cases" / "law"


def _cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        content = yaml.safe_load(file.read_text("utf-8"))
        for case in content["cases"]:
            name = f"{content['rule']}: {case['name']}"
            found.append(pytest.param(content["rule"], case, id=name))
    return found


def _evaluate(rule: str, inputs: dict[str, Any]) -> Any:
    if "standard_need" in inputs:
        inputs = inputs | {"standard_need": Decimal(str(inputs["standard_need"]))}
    return rules().evaluate(rule, inputs)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Consequence | MonthlyShare):
        return {key: _plain(each) for key, each in asdict(value).items()}
    return value


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_the_rule_answers_as_the_case_says(rule: str, case: dict[str, Any]) -> None:
    assert case["source"]
    if "refused" in case:
        with pytest.raises(getattr(errors, case["refused"])):
            _evaluate(rule, case["input"])
        return
    result = _evaluate(rule, case["input"])
    answered = result.outputs() | {"regime": result.regime.code, "status": result.status}
    plain = {key: _plain(answered[key]) for key in case["output"]}
    assert plain == case["output"]


def test_every_rule_has_a_file_of_cases() -> None:
    covered = {yaml.safe_load(file.read_text("utf-8"))["rule"] for file in CASES.glob("*.yaml")}
    assert covered == set(rules().names())


@pytest.mark.parametrize("rule", rules().names())
def test_cases_cover_the_day_before_of_and_after_each_change(rule: str) -> None:
    versions = rules().versions(rule)
    version_changes = [v.validity.change_dates() for v in versions]
    values = [parameter(key).values for v in versions for key in v.parameters]
    version_changes += [each.validity.change_dates() for listed in values for each in listed]
    hangs_on = rules().versions(rule)[0].hangs_on
    content = yaml.safe_load((CASES / f"{rule}.yaml").read_text("utf-8"))
    events = [case["input"][hangs_on] for case in content["cases"]]
    days = {max(event) if isinstance(event, list) else event for event in events}
    for change in set().union(*version_changes):
        for shift in (-1, 0, 1):
            assert date.fromordinal(change.toordinal() + shift) in days
