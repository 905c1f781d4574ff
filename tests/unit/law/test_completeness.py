"""At every date on which anything of the law starts or ends, all of it fits together."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from roterfaden.law.parameters import parameter, parameters
from roterfaden.law.regimes import REGIMES, regime_on
from roterfaden.law.registry import RuleVersion, rules
from roterfaden.law.results import weakest
from roterfaden.law.validity import check_follows, in_force_on

EXAMPLES: dict[str, dict[str, Any]] = {
    "childcare-exempt": {"born_on": date(2022, 1, 31)},
    "conciliation-end": {},
    "counselling-offer-due": {"born_on": date(2002, 2, 28)},
    "deadline-end": {"days": 14},
    "determination-limit": {},
    "follow-up": {"entry": "no-plan"},
    "hearing-end": {},
    "hearing-in-person": {"requested": "yes"},
    "missed-appointments": {},
    "not-reachable": {},
    "reduction": {"kind": "breach", "notified_on": date(2027, 3, 1)},
    "reduction-cap": {"running": 10, "percent": 30},
    "first-talk-in-person": {},
    "no-plan-comes-about": {},
    "notification": {"channel": "post"},
    "objection": {"instruction": "given"},
    "plan-contents": {"present": ["integration_goal"]},
    "plan-update-due": {"land": "NW"},
}
"""For each rule, inputs besides the date it hangs on; a new rule must add its own."""


def _change_dates() -> list[date]:
    spans = [version.validity for name in rules().names() for version in rules().versions(name)]
    spans += [value.validity for each in parameters().values() for value in each.values]
    spans += [regime.validity for regime in REGIMES]
    return sorted(set().union(*(span.change_dates() for span in spans)))


def _days() -> list[date]:
    around = (-1, 0, 1)
    return sorted({day + timedelta(days=shift) for day in _change_dates() for shift in around})


def _versions_on(day: date) -> list[RuleVersion]:
    versions = [version for name in rules().names() for version in rules().versions(name)]
    return [version for version in versions if day in version.validity]


def test_each_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(rules().names())


@pytest.mark.parametrize("day", _days(), ids=str)
def test_each_rule_in_force_answers_with_reasons_and_references(day: date) -> None:
    for version in _versions_on(day):
        event = (day,) if version.name == "missed-appointments" else day
        inputs = EXAMPLES[version.name] | {version.hangs_on: event}
        result = rules().evaluate(version.name, inputs)
        assert result.rule == version.name
        assert result.regime == regime_on(day)
        assert weakest(result.status, version.status) == result.status
        assert all(reason.endswith(".") for reason in result.reasons)
        assert len(result.reasons) >= 2
        assert all(each.norm and each.citation for each in result.references)


@pytest.mark.parametrize("day", _days(), ids=str)
def test_each_rule_in_force_has_its_parameters(day: date) -> None:
    for version in _versions_on(day):
        for key in version.parameters:
            assert in_force_on(parameter(key).values, day)


def test_no_value_was_confirmed_before_it_was_published() -> None:
    for each in parameters().values():
        for value in each.values:
            assert value.confirmed_on >= value.validity.starts_on


def test_regimes_follow_each_other_without_gap() -> None:
    for earlier, later in pairwise(REGIMES):
        check_follows(earlier, later, name="regime")
    assert REGIMES[-1].validity.ends_on is None
